import { beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import type { ProgressResponse } from '../../../src/protocol/progress.ts';
import type { FactsResponse, ReportResponse, ReportsResponse, TargetsResponse } from '../../../src/protocol/report.ts';
import { emptyCounts } from '../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { insertArea } from '../../../src/server/accounts/areas.ts';
import { countsToRow } from '../../../src/server/rollup/counts-row.ts';
import { rollupRules } from '../../../src/server/rollup/rules.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('postgres');

let world: ServerWorld;
let head: TestPhone;
let officer: TestPhone;
let member: TestPhone;
let seq = 0;

const on = (day: string): void => void (world.clock.time = Date.parse(`${day}T05:00:00Z`));
const answer = async <T>(phone: TestPhone, method: 'GET' | 'POST', path: string, payload?: object): Promise<T> => {
  const said = await phone.send(method, path, payload ? { payload } : {});
  expect([path, said.statusCode, said.statusCode === 200 ? '' : said.body]).toEqual([path, 200, '']);
  return said.json<T>();
};

/** A household with one adult who was asked on this day. @returns the adult's id */
async function survey(day: string, online: 'daily' | 'no'): Promise<Uuid> {
  const householdId = world.newId();
  const person = world.newId();
  const op = (record: Uuid, kind: string, set: object): object => ({
    opId: world.newId(),
    seq: ++seq,
    group: householdId,
    record,
    kind,
    village: world.areas.village,
    base: {},
    set,
    wallTime: world.clock.now(),
    clockOffset: 0,
    schemaVersion: 2,
  });
  const entries = [
    op(householdId, 'household', { headName: 'Hộ mẫu' }),
    op(person, 'person', { household: householdId, birthYear: 1980, 'a.P2': { v: online, by: 'self', on: day, q: 2 } }),
  ];
  const { outcomes } = await answer<{ outcomes: { outcome: string }[] }>(member, 'POST', 'push', {
    protocol: 1,
    firstSeq: seq - 1,
    entries,
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
  return person;
}

/** Somebody who had said no says yes. */
async function learn(person: Uuid, before: string, day: string): Promise<void> {
  const set = { 'a.P2': { v: 'daily', by: 'self', on: day, q: 2 }, 'was.P2': [{ v: 'no', on: before }] };
  const entry = {
    opId: world.newId(),
    seq: ++seq,
    group: person,
    record: person,
    kind: 'person',
    village: world.areas.village,
    base: {},
    set,
    wallTime: world.clock.now(),
    clockOffset: 0,
    schemaVersion: 3,
  };
  await answer(member, 'POST', 'push', { protocol: 1, firstSeq: seq, entries: [entry] });
}

const report = (phone = head): Promise<ReportResponse> => answer(phone, 'GET', `report?village=${world.areas.village}`);
const send = ({ period, seen }: ReportResponse): Promise<ReportResponse> =>
  answer(head, 'POST', 'report/send', { village: world.areas.village, from: period.from, seen });
const t1 = ({ counts }: Pick<ReportResponse, 'counts'>) => [counts.figures.T1?.met, counts.figures.T1?.total];

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  seq = 0;
  on('2026-11-05');
  head = await world.phoneOf('head', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
  member = await world.phoneOf('member', world.areas.village);
  await survey('2026-10-10', 'no');
  await survey('2026-11-03', 'daily');
});

describe('the report of a period', () => {
  it('is last month’s until the 10th, then a draft of this one, with the figures of today', async () => {
    on('2026-11-09');
    expect((await report()).period).toEqual({ from: '2026-09-15', until: '2026-10-14' });
    on('2026-11-10');
    const draft = await report();
    expect(draft).toMatchObject({
      period: { from: '2026-10-15', until: '2026-11-14' },
      opens: '2026-11-10',
      asOf: '2026-11-10',
    });
    expect(draft.signed).toBeUndefined();
    expect(t1(draft)).toEqual([1, 2]);
    expect(draft.before?.figures.T1).toMatchObject({ met: 0, notMet: 1, unknown: 1 });
  });

  it('is signed as it was shown, by name and time, and only then', async () => {
    on('2026-11-12');
    const draft = await report();
    await survey('2026-11-11', 'daily');
    const changed = await send(draft);
    expect(changed.signed, 'a form came between looking and signing').toBeUndefined();
    expect(t1(changed)).toEqual([2, 3]);
    const signed = await send(changed);
    expect(signed).toMatchObject({ signed: { name: 'Mẫu Thị Na', at: world.clock.now() }, asOf: '2026-11-12' });
    const again = await send(changed);
    expect(again, 'an answer lost on the way').toMatchObject({ signed: { name: signed.signed?.name } });
    expect([again.counts, again.texts]).toEqual([signed.counts, signed.texts]);
  });

  it('may be signed again until the period is over; later changes show as corrections', async () => {
    on('2026-11-12');
    await send(await report());
    on('2026-11-14');
    await survey('2026-11-13', 'daily');
    const again = await send(await report());
    expect(t1(again)).toEqual([2, 3]);
    on('2026-11-20');
    await survey('2026-11-12', 'daily');
    const late = await report();
    expect(t1(late)).toEqual([2, 3]);
    expect(t1({ counts: late.countedNow! })).toEqual([3, 4]);
    expect(await send(late)).toMatchObject({ signed: again.signed, asOf: '2026-11-14' });
  });

  it('may be sent late, and tells of its last day', async () => {
    on('2026-11-25');
    await survey('2026-11-24', 'daily');
    const draft = await report();
    expect(draft.asOf).toBe('2026-11-14');
    expect(draft.counts.figures.T1).toMatchObject({ met: 1, unknown: 1, total: 3 });
    expect((await send(draft)).signed).toBeDefined();
  });

  it('is signed with what the same people learned in a month, which asking more does not change', async () => {
    on('2026-11-12');
    const learner = await survey('2026-10-11', 'no');
    await learn(learner, '2026-10-11', '2026-11-11');
    const draft = await report();
    expect(draft.moves).toBeUndefined();
    const { moves } = await send(draft);
    expect(moves).toMatchObject({ T1: { progressed: 1, fellBack: 0 }, T4: { progressed: 0, fellBack: 0 } });
    const { reports } = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(
      reports.find(({ village }) => village === world.areas.village)?.moves,
      'one person is nobody’s business above the village',
    ).toEqual({});
  });

  it('shows the increase above the village, unless it is fewer than five people', async () => {
    on('2026-11-12');
    for (let i = 0; i < 12; i++) {
      const learner = await survey('2026-10-11', 'no');
      if (i < 6) await learn(learner, '2026-10-11', '2026-11-11');
    }
    for (let i = 0; i < 6; i++) await survey('2026-11-03', 'daily');
    await send(await report());
    const { reports } = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(reports.find(({ village }) => village === world.areas.village)?.moves).toMatchObject({
      T1: { progressed: 6, fellBack: 0 },
    });
  });

  it('is received by the commune once, and not signed again after that', async () => {
    on('2026-11-12');
    const receive = (): Promise<{ readonly statusCode: number }> =>
      officer.send('POST', 'report/receive', { payload: { village: world.areas.village, from: '2026-10-15' } });
    expect((await receive()).statusCode, 'nothing is signed yet').toBe(404);
    const signed = await send(await report());
    expect((await receive()).statusCode).toBe(200);
    const { received } = await report(officer);
    expect(received).toMatchObject({ name: 'Mẫu Thị Na', at: world.clock.now() });
    on('2026-11-13');
    expect((await receive()).statusCode).toBe(200);
    await survey('2026-11-13', 'daily');
    expect(await send(await report())).toMatchObject({ signed: signed.signed, received });
  });

  it('is received as it was shown: one that was signed again since is shown first', async () => {
    on('2026-11-12');
    const receive = async (seen: number): Promise<ReportResponse> =>
      answer(officer, 'POST', 'report/receive', { village: world.areas.village, from: '2026-10-15', seen });
    await send(await report());
    const shown = (await report(officer)).signed!.at;
    const later = (await send(await report())).signed!.at;
    expect(later, 'the clock stands still').toBeGreaterThan(shown);
    const refused = await receive(shown);
    expect([refused.signed?.at, refused.received]).toEqual([later, undefined]);
    expect(await received()).toBe(0);
    expect((await receive(later)).received).toMatchObject({ name: 'Mẫu Thị Na' });
    expect((await receive(shown)).received, 'received once, by whom it may').toMatchObject({ name: 'Mẫu Thị Na' });
  });

  const received = async (): Promise<number> => {
    const log = world.deps.db.selectFrom('audit_log').select('id').where('action', '=', 'reportReceived');
    return (await log.execute()).length;
  };

  it('is a month where the commune counts so', async () => {
    await world.deps.db
      .updateTable('area')
      .set({ report_period: 'calendar' })
      .where('id', '=', world.areas.commune)
      .execute();
    on('2026-11-26');
    expect(await report()).toMatchObject({ period: { from: '2026-11-01', until: '2026-11-30' }, opens: '2026-11-26' });
  });

  it('shows in the officer’s list as not sent, sent, received', async () => {
    on('2026-11-12');
    const state = async () =>
      (await answer<ProgressResponse>(officer, 'GET', 'progress')).villages.find(
        ({ village }) => village === world.areas.village,
      )?.report;
    expect(await state()).toEqual({ from: '2026-10-15', until: '2026-11-14', opens: '2026-11-10' });
    await send(await report());
    expect(await state()).toMatchObject({ signedAt: world.clock.now() });
    await answer(officer, 'POST', 'report/receive', { village: world.areas.village, from: '2026-10-15' });
    expect(await state()).toMatchObject({ receivedAt: world.clock.now() });
  });

  it('goes to the officer with those of the other villages, signed or draft, and to nobody else', async () => {
    on('2026-11-12');
    const signed = await send(await report());
    await survey('2026-11-12', 'daily');
    const all = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(all.now).toBe(world.clock.now());
    expect(all.reports.map(({ village }) => village).sort()).toEqual([world.areas.village, world.areas.sister].sort());
    const { opens: _, seen: __, trend: ___, now: ____, countedNow: _____, moves: ______, ...asSent } = signed;
    const received = all.reports.find(({ village }) => village === world.areas.village);
    expect(received).toMatchObject({
      ...asSent,
      counts: { coverage: asSent.counts.coverage },
      before: { coverage: asSent.before?.coverage },
    });
    expect(received?.counts.figures).not.toHaveProperty('T1');
    expect(all.reports.find(({ village }) => village === world.areas.sister)).toMatchObject({
      period: signed.period,
      counts: { coverage: { households: 0 } },
      targets: signed.targets,
    });
    expect((await officer.send('GET', `reports?commune=${world.areas.otherCommune}`)).statusCode).toBe(404);
    expect((await head.send('GET', `reports?commune=${world.areas.commune}`)).statusCode).toBe(404);
  });

  it('of a village with calendar months has another period than its neighbour’s, and phones know', async () => {
    await world.deps.db
      .updateTable('area')
      .set({ report_period: 'calendar' })
      .where('id', '=', world.areas.sister)
      .execute();
    on('2026-11-26');
    const { reports } = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(Object.fromEntries(reports.map(({ village, period }) => [village, period.from]))).toEqual({
      [world.areas.village]: '2026-10-15',
      [world.areas.sister]: '2026-11-01',
    });
    const { areas } = await answer<MeResponse>(officer, 'GET', 'me');
    expect(
      areas.filter(({ reportPeriod }) => reportPeriod !== undefined).map(({ id, reportPeriod }) => [id, reportPeriod]),
    ).toEqual([[world.areas.sister, 'calendar']]);
  });

  it('has every period’s figures since the first household was asked', async () => {
    on('2026-11-22');
    const { trend } = await report();
    // Nobody was asked everything: no household counts as surveyed, so there is no trend yet.
    expect(trend).toEqual([]);
  });
});

it('hides figures of fewer than five people from any role without a right in the village itself', async () => {
  const viewer = await world.phoneOf('viewer', world.areas.province);
  const admin = await world.phoneOf('admin', undefined);
  const figuresFor = async (phone: TestPhone) =>
    (await answer<ProgressResponse>(phone, 'GET', 'progress')).villages.find(
      ({ village }) => village === world.areas.village,
    )?.figures;
  const head = await world.phoneOf('head', world.areas.village);
  for (const above of [viewer, officer, admin]) expect(await figuresFor(above)).not.toHaveProperty('T1');
  expect(await figuresFor(head)).toMatchObject({ T1: { total: 2 } });
  const query = `report?village=${world.areas.village}`;
  expect((await answer<ReportResponse>(head, 'GET', query)).counts.figures).toMatchObject({ T1: { total: 2 } });
  for (const above of [officer, admin]) {
    expect(Object.keys((await answer<ReportResponse>(above, 'GET', query)).counts.figures)).not.toContain('T1');
    expect((await answer<ReportResponse>(above, 'GET', query)).before?.figures ?? {}).not.toHaveProperty('T1');
    const { reports } = await answer<ReportsResponse>(above, 'GET', `reports?commune=${world.areas.commune}`);
    expect(reports.find(({ village }) => village === world.areas.village)?.counts.figures).not.toHaveProperty('T1');
  }
  for (let i = 0; i < 9; i++) await survey('2026-11-03', i % 2 === 0 ? 'daily' : 'no');
  for (const above of [viewer, officer])
    expect(await figuresFor(above)).toMatchObject({ T1: { met: 6, notMet: 5, total: 11 } });
});

it('shows a village and its officer its band, and the village nothing of the others', async () => {
  const village = async (met: number): Promise<Uuid> => {
    const id = world.newId();
    await insertArea(world.deps.db, {
      id,
      kind: 'village',
      prefix: 'thôn',
      name: `Mẫu ${met}`,
      aliases: [],
      parent: world.areas.commune,
    });
    await count(id, met);
    return id;
  };
  const count = async (id: Uuid, met: number): Promise<void> => {
    const none = emptyCounts(indicators);
    const T1 = { met, notMet: 100 - met, unknown: 0, total: 100, apart: 0 };
    const counts = countsToRow({
      coverage: { households: 50, surveyed: 45, residents: 150, adults: 100 },
      figures: { ...none.figures, T1 },
    });
    await world.deps.db.deleteFrom('rollup').where('village', '=', id).execute();
    await world.deps.db.insertInto('rollup').values({ village: id, day: '2026-01-01', counts }).execute();
    await world.deps.db.updateTable('village').set({ rollup: rollupRules }).where('id', '=', id).execute();
  };
  await count(world.areas.village, 90);
  const others: Uuid[] = [];
  for (const met of [10, 20, 30, 40, 50]) others.push(await village(met));
  const seenBy = async (phone: TestPhone) => (await answer<ProgressResponse>(phone, 'GET', 'progress')).villages;
  expect((await seenBy(head)).map((one) => [one.village, one.bands])).toEqual([[world.areas.village, { T1: 'upper' }]]);
  const all = await seenBy(officer);
  expect(all.find((one) => one.village === world.areas.village)?.bands).toEqual({ T1: 'upper' });
  expect(all.find((one) => one.village === others[0])?.bands).toEqual({ T1: 'lower' });
  expect(all.find((one) => one.village === world.areas.sister)?.bands).toBeUndefined();
});

describe('targets', () => {
  const set = (share: number, more: object = {}): Promise<TargetsResponse> =>
    answer(officer, 'POST', 'targets', {
      id: world.newId(),
      area: world.areas.commune,
      indicator: 'T1',
      share,
      year: 2026,
      source: 'Kế hoạch số 12',
      ...more,
    });

  it('are set by the officer for all villages, version after version, and none is lost', async () => {
    await set(0.8);
    const { targets } = await set(0.9);
    expect(targets.map(({ share, version }) => [share, version])).toEqual([
      [0.8, 1],
      [0.9, 2],
    ]);
    on('2026-11-12');
    expect((await report()).targets.find(({ indicator, year }) => indicator === 'T1' && year === 2026)).toEqual({
      indicator: 'T1',
      share: 0.9,
      year: 2026,
      source: 'Kế hoạch số 12',
      version: 2,
    });
    expect((await answer<ProgressResponse>(head, 'GET', 'progress')).targets).toHaveLength(2);
  });

  it('are set once however often the same one is sent', async () => {
    const id = world.newId();
    await set(0.8, { id });
    expect((await set(0.8, { id })).targets).toHaveLength(1);
  });

  it('change no report that is signed', async () => {
    on('2026-11-12');
    await set(0.8);
    await send(await report());
    await set(0.5);
    expect((await report()).targets.find(({ year, indicator }) => year === 2026 && indicator === 'T1')?.share).toBe(
      0.8,
    );
  });
});

describe('a fact about a village', () => {
  it('is entered by head and officer, each by itself, and taken back by an empty value', async () => {
    const tell = (phone: TestPhone, ...facts: object[]): Promise<FactsResponse> =>
      answer(phone, 'POST', 'facts', { village: world.areas.village, facts });
    await tell(head, { kind: 'fibre', part: 'Cụm 1', value: 'some' }, { kind: 'team', part: 'youth', value: 3 });
    await tell(
      officer,
      { kind: 'roadmap', part: 'surveyEnds', value: '2026-12-15' },
      { kind: 'team', part: 'youth', value: null },
    );
    const version = world.clock.now();
    expect((await answer<FactsResponse>(member, 'GET', `facts?village=${world.areas.village}`)).facts).toEqual([
      { kind: 'fibre', part: 'Cụm 1', value: 'some', version },
      { kind: 'roadmap', part: 'surveyEnds', value: '2026-12-15', version },
    ]);
  });

  it('counts the households that fibre covers, on the progress and in the report alike', async () => {
    const covered = async () => {
      const { villages } = await answer<ProgressResponse>(head, 'GET', 'progress');
      const report = await answer<ReportResponse>(head, 'GET', `report?village=${world.areas.village}`);
      expect(report.counts.figures.T3covered).toEqual(villages[0]?.figures.T3covered);
      expect(JSON.stringify([villages, report])).not.toContain('clusters');
      return villages[0]?.figures.T3covered;
    };
    expect(await covered()).toMatchObject({ met: 0, unknown: 2, total: 2 });
    await answer(head, 'POST', 'facts', {
      village: world.areas.village,
      facts: [{ kind: 'fibre', part: '', value: 'all' }],
    });
    expect(await covered()).toMatchObject({ met: 2, unknown: 0, total: 2 });
  });
});

describe('a phone of an older version', () => {
  it('is told no figure and no target that it would refuse the answer for', async () => {
    await answer(officer, 'POST', 'targets', {
      id: world.newId(),
      area: world.areas.commune,
      indicator: 'payment',
      share: 0.8,
      year: 2026,
      source: 'Kế hoạch thử',
    });
    const [now, before] = await Promise.all(
      [{}, { 'x-protocol': '' }].map(async (headers) => {
        const said = await head.send('GET', 'progress', { headers });
        return said.json<ProgressResponse>();
      }),
    );
    expect([now?.villages[0]?.figures.payment?.total, now?.targets?.length]).toEqual([2, 1]);
    expect(before?.villages[0]?.figures).not.toHaveProperty('payment');
    expect(before?.villages[0]?.figures.T1?.total).toBe(2);
    expect(before?.targets).toEqual([]);
  });
});

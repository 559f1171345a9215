import { beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { ActivitiesResponse, LogResponse } from '../../../src/protocol/activity.ts';
import type {
  FactsResponse,
  ReportResponse,
  ReportsResponse,
  ReportTextsResponse,
  TeamFileResponse,
} from '../../../src/protocol/report.ts';
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

async function tell(...entries: { readonly record: Uuid; readonly kind: string; readonly set: object }[]) {
  const firstSeq = seq + 1;
  const group = world.newId();
  const { outcomes } = await answer<{ outcomes: { outcome: string }[] }>(member, 'POST', 'push', {
    protocol: 1,
    firstSeq,
    entries: entries.map((entry) => ({
      ...entry,
      opId: world.newId(),
      seq: ++seq,
      group,
      village: world.areas.village,
      base: {},
      wallTime: world.clock.now(),
      clockOffset: 0,
      schemaVersion: 3,
    })),
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(entries.map(() => 'applied'));
}

/** Shows each of these people, of one household, a guide. */
async function show(day: string, guide: string, people: number): Promise<void> {
  const household = world.newId();
  const { account } = await answer<{ account: Uuid }>(member, 'GET', 'me');
  const persons = Array.from({ length: people }, () => world.newId());
  await tell(
    { record: household, kind: 'household', set: { headName: 'Hộ mẫu' } },
    ...persons.flatMap((person) => [
      { record: person, kind: 'person', set: { household, birthYear: 1980 } },
      {
        record: world.newId(),
        kind: 'visit',
        set: { household, person, guide, how: 'finished', on: day, by: account, recheckOn: null },
      },
    ]),
  );
}

const report = (phone = head): Promise<ReportResponse> => answer(phone, 'GET', `report?village=${world.areas.village}`);
const send = ({ period, seen }: ReportResponse): Promise<ReportResponse> =>
  answer(head, 'POST', 'report/send', { village: world.areas.village, from: period.from, seen });
const write = (texts: object, from = '2026-10-15'): Promise<ReportTextsResponse> =>
  answer(head, 'POST', 'report/texts', { village: world.areas.village, from, texts });

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  seq = 0;
  on('2026-11-12');
  head = await world.phoneOf('head', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
  member = await world.phoneOf('member', world.areas.village);
  await show('2026-10-10', 'vneid', 2);
  await show('2026-11-03', 'vneid', 6);
  await show('2026-11-04', 'etax-mobile', 1);
});

describe('what a team did', () => {
  it('is in the report of the period, and stays as it was signed', async () => {
    const draft = await report();
    expect(draft.activity).toMatchObject({ visits: 7, people: 7, 'people:vneid': 6, 'people:etax-mobile': 1 });
    expect(draft.counts, 'the total since the beginning is of no use to a reader').not.toHaveProperty('activity');
    const signed = await send(draft);
    expect(signed.signed).toBeDefined();
    on('2026-11-13');
    await show('2026-11-11', 'vneid', 3);
    expect((await report()).activity).toEqual(draft.activity);
    const again = await send(await report());
    expect(again.activity).toMatchObject({ visits: 10 });
  });

  it('is read by any days, of a village and of a commune; above it, small services are one', async () => {
    const path = (area: Uuid) => `activities?area=${area}&from=2026-11-01&until=2026-11-30`;
    const own = await answer<ActivitiesResponse>(head, 'GET', path(world.areas.village));
    expect(own.villages).toEqual([
      {
        village: world.areas.village,
        activity: {
          visits: 7,
          people: 7,
          'visits:vneid': 6,
          'people:vneid': 6,
          'visits:etax-mobile': 1,
          'people:etax-mobile': 1,
        },
      },
    ]);
    const commune = await answer<ActivitiesResponse>(officer, 'GET', path(world.areas.commune));
    expect(commune.villages.find(({ village }) => village === world.areas.village)?.activity).toEqual({
      visits: 7,
      people: 7,
      'visits:other': 7,
      'people:other': 7,
    });
    const { reports } = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(reports.find(({ village }) => village === world.areas.village)?.activity).toEqual({
      visits: 7,
      people: 7,
      'visits:other': 7,
      'people:other': 7,
    });
  });

  it('is logged by member and day, with the names of the members', async () => {
    const { account, name } = await answer<{ account: Uuid; name: string }>(member, 'GET', 'me');
    const path = `log?area=${world.areas.commune}&from=2026-10-15&until=2026-11-14`;
    const log = await answer<LogResponse>(officer, 'GET', path);
    const none = { asked: 0, rechecks: 0, sessions: 0, heads: 0, member: account };
    expect(log.villages.find(({ village }) => village === world.areas.village)?.lines).toEqual([
      { ...none, on: '2026-11-03', visits: 6, services: ['vneid'] },
      { ...none, on: '2026-11-04', visits: 1, services: ['etax-mobile'] },
    ]);
    expect(log.members).toEqual([{ account, name }]);
  });
});

describe('the texts of a report', () => {
  it('are written part by part, and are signed with the figures that were shown', async () => {
    await write({ difficulties: 'Cụm 3 sóng yếu', plan: 'Đi hết Cụm 3' });
    expect((await write({ plan: 'Đi hết Cụm 3 và 4', proposals: '' })).texts).toEqual({
      difficulties: 'Cụm 3 sóng yếu',
      plan: 'Đi hết Cụm 3 và 4',
    });
    const draft = await report();
    expect(draft.texts).toEqual({ difficulties: 'Cụm 3 sóng yếu', plan: 'Đi hết Cụm 3 và 4' });
    await write({ proposals: 'Xin thêm trạm' });
    expect((await send(draft)).signed, 'somebody wrote between looking and signing').toBeUndefined();
    const signed = await send(await report());
    await write({ plan: 'Nghỉ Tết' });
    expect((await report()).texts).toEqual(signed.texts);
    expect(signed.texts).toMatchObject({ proposals: 'Xin thêm trạm' });
    const { reports } = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(reports.find(({ village }) => village === world.areas.village)?.texts).toEqual(signed.texts);
  });

  it('belong to their period', async () => {
    await write({ plan: 'Kỳ trước' }, '2026-09-15');
    expect((await report()).texts).toEqual({});
  });
});

describe('the file of a team', () => {
  const tellFile = (facts: object[], phone = head): Promise<TeamFileResponse> =>
    answer(phone, 'POST', 'team-file', { village: world.areas.village, facts });

  it('is told fact by fact, by village and commune, and goes to the commune with the report', async () => {
    const id = world.newId();
    await tellFile([
      { kind: 'decision', part: 'number', value: '15/QĐ-UBND' },
      { kind: 'team', part: 'farmers', value: 2 },
      { kind: 'training', part: id, value: { on: '2026-09-01', topic: 'VNeID', members: 6 } },
    ]);
    const { facts } = await tellFile([{ kind: 'foundedOn', part: 'day', value: '2026-08-15' }], officer);
    expect(facts).toHaveLength(4);
    const { reports } = await answer<ReportsResponse>(officer, 'GET', `reports?commune=${world.areas.commune}`);
    expect(reports.find(({ village }) => village === world.areas.village)?.team).toEqual(
      facts.map(({ version: _, ...fact }) => fact),
    );
    expect((await tellFile([{ kind: 'training', part: id, value: null }])).facts).toHaveLength(3);
  });

  it('an older phone reads and tells its own parts only', async () => {
    await tellFile([
      { kind: 'team', part: 'elders', value: 1 },
      { kind: 'team', part: 'youth', value: 3 },
    ]);
    const path = `facts?village=${world.areas.village}`;
    expect((await answer<FactsResponse>(head, 'GET', path)).facts).toMatchObject([
      { kind: 'team', part: 'youth', value: 3 },
    ]);
    await answer(head, 'POST', 'facts', {
      village: world.areas.village,
      facts: [{ kind: 'roadmap', part: 'teamTrained', value: '2026-07-01' }],
    });
    const { facts } = await answer<TeamFileResponse>(head, 'GET', `team-file?village=${world.areas.village}`);
    expect(facts.find(({ kind }) => kind === 'training')?.value).toMatchObject({ on: '2026-07-01' });
  });
});

import { beforeEach, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Day } from '../../../src/lib/day.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { AnswerValue } from '../../../src/domain/record/answer.ts';
import type { TrendResponse } from '../../../src/protocol/trend.ts';
import { recordsIn } from '../../../src/server/areas/village-records.ts';
import { countedKinds } from '../../../src/server/rollup/counted-kinds.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { aHousehold, answersFrom, wholeHousehold, wholePerson } from '../../unit/domain/build.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('postgres');

let world: ServerWorld;
let officer: TestPhone;
let members: Readonly<Record<'village' | 'sister', TestPhone>>;
let seqs: Record<'village' | 'sister', number>;

const on = (day: string): void => void (world.clock.time = Date.parse(`${day}T05:00:00Z`));

/** Households of one adult each, who answers everything on this day. */
async function survey(where: 'village' | 'sister', day: string, households: number, online: AnswerValue) {
  on(day);
  const answers = (given: Readonly<Record<string, AnswerValue>>) => answersFrom(given, day as Day);
  const records = Array.from({ length: households }, () =>
    aHousehold({
      id: world.newId(),
      answers: answers(wholeHousehold),
      people: [{ id: world.newId(), answers: answers({ ...wholePerson, P2: online }) }],
    }),
  ).flat();
  const firstSeq = seqs[where] + 1;
  const entries = records.map(({ id: record, kind, fields }) => ({
    opId: world.newId(),
    seq: ++seqs[where],
    group: kind === 'household' ? record : (fields['household'] as Uuid),
    record,
    kind,
    village: world.areas[where],
    base: {},
    set: fields,
    wallTime: world.clock.now(),
    clockOffset: 0,
    schemaVersion: 3,
  }));
  const said = await members[where].send('POST', 'push', { payload: { protocol: 2, firstSeq, entries } });
  const { outcomes } = said.json<{ outcomes: { outcome: string }[] }>();
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(entries.map(() => 'applied'));
}

const trend = async (phone = officer, commune = world.areas.commune): Promise<TrendResponse> => {
  const said = await phone.send('GET', `trend?commune=${commune}`);
  expect([said.statusCode, said.statusCode === 200 ? '' : said.body]).toEqual([200, '']);
  return said.json<TrendResponse>();
};

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  on('2026-08-01');
  officer = await world.phoneOf('officer', world.areas.commune);
  members = {
    village: await world.phoneOf('member', world.areas.village),
    sister: await world.phoneOf('member', world.areas.sister),
  };
  seqs = { village: 0, sister: 0 };
});

it('is the sum of the commune’s villages at the ends of months, as a count of their records gives it', async () => {
  await survey('village', '2026-09-10', 6, 'daily');
  await survey('sister', '2026-10-05', 7, 'no');
  await survey('village', '2026-10-20', 5, 'no');
  await survey('sister', '2026-11-12', 8, 'daily');
  on('2026-11-20');
  const { points, commune } = await trend();
  expect(commune).toBe(world.areas.commune);
  expect(points.map(({ day, surveyed }) => [day, surveyed])).toEqual([
    ['2026-08-31', 0],
    ['2026-09-30', 6],
    ['2026-10-31', 18],
    ['2026-11-20', 26],
  ]);
  const records = (
    await Promise.all(
      ([world.areas.village, world.areas.sister] as Uuid[]).map((id) => recordsIn(world.deps.db, id, countedKinds)),
    )
  ).flat();
  for (const { day, figures } of points) {
    const counted = countIndicators(records, indicators, day).figures;
    // Every household was asked everything, five or more at a time: nothing is hidden.
    expect([day, Object.keys(figures).sort()]).toEqual([day, Object.keys(counted).sort()]);
    for (const { id } of indicators) {
      const { met, unknown, total } = counted[id];
      expect([day, id, figures[id]]).toEqual([day, id, { met, unknown, total }]);
    }
  }
});

it('leaves a figure out on the days on which it would show a few people', async () => {
  await survey('village', '2026-09-10', 6, 'daily');
  await survey('sister', '2026-09-12', 3, 'daily');
  await survey('sister', '2026-10-12', 4, 'daily');
  on('2026-11-20');
  const { points } = await trend();
  // In September three people of the sister village would be the sum less the village that is shown.
  expect(points.map(({ day, figures }) => [day, figures.T1?.met])).toEqual([
    ['2026-08-31', 0],
    ['2026-09-30', undefined],
    ['2026-10-31', 13],
    ['2026-11-20', 13],
  ]);
  expect(points[1]).toMatchObject({ surveyed: 9 });
});

it('has nothing before somebody was surveyed, and is of a commune below the reader’s grant', async () => {
  expect((await trend()).points).toEqual([]);
  for (const area of [world.areas.village, world.areas.otherCommune, world.areas.province])
    expect((await officer.send('GET', `trend?commune=${area}`)).statusCode).toBe(404);
  expect((await trend(await world.phoneOf('viewer', world.areas.province), world.areas.otherCommune)).points).toEqual(
    [],
  );
});

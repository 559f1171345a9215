import { beforeEach, expect, it } from 'vitest';
import { addDays, dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { ChecklistsResponse, TicksRequest } from '../../../src/protocol/checklist.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('pglite');
let world: ServerWorld;
let head: TestPhone;
let lead: TestPhone;
let officer: TestPhone;
let member: TestPhone;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  head = await world.phoneOf('head', world.areas.village);
  lead = await world.phoneOf('lead', world.areas.village);
  member = await world.phoneOf('member', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
});

type Change = TicksRequest['changes'][number];
const today = () => dayOf(world.clock.now());
const change = (criterion: string, met: boolean | null, seen = 0, changes: Partial<Change> = {}): Change => ({
  checklist: 'smartVillage',
  criterion,
  met,
  on: today(),
  seen,
  ...changes,
});
async function tick(phone: TestPhone, changes: readonly Change[], village: Uuid = world.areas.village) {
  const answer = await phone.send('POST', 'checklists', { payload: { village, changes } });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json<ChecklistsResponse>().ticks;
}
const seenBy = async (phone: TestPhone) =>
  (await phone.send('GET', `checklists?village=${world.areas.village}`)).json<ChecklistsResponse>().ticks;

it('head and lead tick, with day and name; member and officer read', async () => {
  const [ticked] = await tick(head, [change('freeWifi', true)]);
  expect(ticked).toMatchObject({ checklist: 'smartVillage', criterion: 'freeWifi', met: true, on: today() });
  expect(ticked!.by).not.toBe('');
  await tick(lead, [change('channel', false)]);
  for (const phone of [member, officer]) {
    expect((await seenBy(phone)).map(({ criterion, met }) => [criterion, met])).toEqual([
      ['channel', false],
      ['freeWifi', true],
    ]);
    const refused = await phone.send('POST', 'checklists', {
      payload: { village: world.areas.village, changes: [change('teamThere', true)] },
    });
    expect(refused.statusCode).toBe(404);
  }
  // A viewer above the commune sees figures, and no name.
  const viewer = await world.phoneOf('viewer', world.areas.province);
  expect((await viewer.send('GET', `checklists?village=${world.areas.village}`)).statusCode).toBe(404);
});

it('of two people at once the first stays, the second is shown it and decides; other criteria go through', async () => {
  const [before] = await tick(head, [change('freeWifi', true)]);
  await tick(head, [change('freeWifi', false, before!.version)]);
  const after = await tick(lead, [change('freeWifi', null, before!.version), change('channel', true)]);
  expect(after.map(({ criterion, met }) => [criterion, met])).toEqual([
    ['channel', true],
    ['freeWifi', false],
  ]);
  const now = after.find(({ criterion }) => criterion === 'freeWifi')!;
  expect(now.version).toBeGreaterThan(before!.version);
  const [, decided] = await tick(lead, [change('freeWifi', null, now.version)]);
  expect(decided).toMatchObject({ criterion: 'freeWifi', met: null });
});

it('sent twice, a tick is stored and noted once', async () => {
  await tick(head, [change('freeWifi', true)]);
  await tick(head, [change('freeWifi', true)]);
  const noted = await world.deps.db
    .selectFrom('audit_log')
    .select('area')
    .where('action', '=', 'checklistTicked')
    .execute();
  expect(noted).toEqual([{ area: world.areas.village }]);
});

it('takes no criterion that a figure answers or that is not there, and no day that is still to come', async () => {
  expect(
    await tick(head, [
      change('T4from18', true),
      change('fromANewerVersion', true),
      change('freeWifi', true, 0, { checklist: 'anotherList' }),
    ]),
  ).toEqual([]);
  const [ticked] = await tick(head, [change('freeWifi', true, 0, { on: addDays(today(), 400) })]);
  expect(ticked!.on).toBe(today());
});

it('the village’s other facts stay, and a phone that asks for these hears of no tick', async () => {
  const facts = [{ kind: 'team', part: 'youth', value: 2 }];
  await head.send('POST', 'facts', { payload: { village: world.areas.village, facts } });
  await tick(head, [change('freeWifi', true)]);
  const told = await head.send('GET', `facts?village=${world.areas.village}`);
  expect(told.json<{ facts: unknown }>().facts).toEqual([{ ...facts[0], version: world.clock.now() }]);
});

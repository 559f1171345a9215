import { expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { HistoryResponse } from '../../../src/protocol/history.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const write = async (
  world: ServerWorld,
  phone: TestPhone,
  seq: number,
  record: Uuid,
  kind: string,
  set: object,
  base = 0,
) => {
  const entry = {
    opId: world.newId(),
    seq,
    group: world.newId(),
    record,
    kind,
    village: world.areas.village,
    base: Object.fromEntries(Object.keys(set).map((field) => [field, base])),
    set,
    wallTime: world.clock.time,
    clockOffset: 0,
    schemaVersion: 2,
  };
  const answer = await phone.send('POST', 'push', { payload: { protocol: 2, firstSeq: seq, entries: [entry] } });
  expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome)).toEqual([
    'applied',
  ]);
  world.clock.time += 1000;
};
const historyOf = async (phone: TestPhone, village: Uuid, household: Uuid) =>
  phone.send('GET', `history?village=${village}&household=${household}`);

describeAboveStorage('what was ever written about a household', (engine) => {
  it('is shown to its village’s team: its own overwritten values and removed people, until it is erased', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const member = await world.newPhone().join(await world.invite('member', village, { name: 'Mẫu Thị Na' }));
    const [householdId, person, neighbour] = [world.newId(), world.newId(), world.newId()];
    await write(world, member, 1, householdId, 'household', { headName: 'Mẫu Văn Sai' });
    await write(world, member, 2, person, 'person', { household: householdId, name: 'Mẫu Thị Con', birthYear: 1990 });
    await write(world, member, 3, neighbour, 'household', { headName: 'Mẫu Hàng Xóm' });
    await write(world, member, 4, householdId, 'household', { headName: 'Mẫu Văn Đúng' });
    await write(world, member, 5, person, 'person', { $deleted: true });

    const { changes, more } = (await historyOf(member, village, householdId)).json<HistoryResponse>();
    expect(more).toBe(false);
    expect(
      changes.map(({ record, by, set }) => [
        record === householdId ? 'household' : 'person',
        by,
        set['headName'] ?? set['name'] ?? set['$deleted'],
      ]),
    ).toEqual([
      ['person', 'Mẫu Thị Na', true],
      ['household', 'Mẫu Thị Na', 'Mẫu Văn Đúng'],
      ['person', 'Mẫu Thị Na', 'Mẫu Thị Con'],
      ['household', 'Mẫu Thị Na', 'Mẫu Văn Sai'],
    ]);
    expect((await historyOf(await world.phoneOf('member', world.areas.sister), village, householdId)).json()).toEqual({
      error: 'notFound',
    });

    const head = await world.phoneOf('head', village);
    await head.send('POST', 'erase', { payload: { village, records: [householdId] } });
    expect((await historyOf(head, village, householdId)).json<HistoryResponse>().changes).toEqual([]);
  });

  it('is shown in the household’s present village, and no longer in the former one', async () => {
    const world = await ServerWorld.open(engine);
    const { village, sister } = world.areas;
    const member = await world.phoneOf('member', village);
    const [householdId, person] = [world.newId(), world.newId()];
    await write(world, member, 1, householdId, 'household', { headName: 'Mẫu Văn Đi' });
    await write(world, member, 2, person, 'person', { household: householdId, name: 'Mẫu Thị Theo' });
    const both = await world.phoneOf('lead', village);
    const { account } = await world.deps.db
      .selectFrom('device')
      .select('account')
      .where('id', '=', both.enrolment)
      .executeTakeFirstOrThrow();
    await world.deps.db
      .insertInto('account_grant')
      .values({ id: world.newId(), account, role: 'lead', area: sister, created_at: 0, revoked_at: null })
      .execute();
    await write(world, both, 1, householdId, 'household', { movedTo: sister });
    const here = await historyOf(member, village, householdId);
    expect(here.json<HistoryResponse>().changes).toEqual([]);
    expect(here.body).not.toMatch(/Mẫu/);
    const there = (await historyOf(await world.phoneOf('member', sister), sister, householdId)).json<HistoryResponse>();
    expect(there.changes.map(({ record }) => record).sort()).toEqual([householdId, householdId, person].sort());
  });

  it('notes in the audit log who read the quarantine, once a day', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const member = await world.phoneOf('member', village);
    const lead = await world.phoneOf('lead', village);
    const read = async () => {
      await lead.send('GET', `quarantine?village=${village}`);
      return world.deps.db
        .selectFrom('audit_log')
        .select(['device', 'area'])
        .where('action', '=', 'readQuarantine')
        .execute();
    };
    expect(await read()).toEqual([]); // nobody's form was there to be read
    await member.send('POST', 'push', { payload: { protocol: 2, firstSeq: 1, entries: ['?'] } });
    await read();
    expect(await read()).toEqual([{ device: lead.enrolment, area: village }]);
  });
});

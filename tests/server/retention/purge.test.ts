import { expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { retentionOf } from '../../../src/server/retention/area-retention.ts';
import { purge } from '../../../src/server/retention/purge-job.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const never = new AbortController().signal;

/** A household with one person who was asked on `on`. */
async function askPerson(
  world: ServerWorld,
  phone: TestPhone,
  name: string,
  on: string,
  firstSeq: number,
): Promise<Uuid> {
  const [householdId, person, group] = [world.newId(), world.newId(), world.newId()];
  const operation = (seq: number, record: Uuid, kind: string, set: object) => ({
    opId: world.newId(),
    seq,
    group,
    record,
    kind,
    village: world.areas.village,
    base: Object.fromEntries(Object.keys(set).map((field) => [field, 0])),
    set,
    wallTime: world.clock.now(),
    clockOffset: 0,
    schemaVersion: 2,
  });
  const entries = [
    operation(firstSeq, householdId, 'household', { headName: name }),
    operation(firstSeq + 1, person, 'person', {
      household: householdId,
      name,
      birthYear: 1960,
      'a.P2': { v: 'daily', by: 'self', on, q: 1 },
    }),
  ];
  const answer = await phone.send('POST', 'push', { payload: { protocol: 2, firstSeq, entries } });
  expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome)).toEqual([
    'applied',
    'applied',
  ]);
  return person;
}

describeAboveStorage('the purge', (engine) => {
  it('erases people a year after the year in which they were last asked; the figures stay', async () => {
    const world = await ServerWorld.open(engine);
    const { db } = world.deps;
    const phone = await world.phoneOf('head', world.areas.village);
    const old = await askPerson(world, phone, 'Mẫu Thị Xưa', '2025-03-01', 1);
    const fresh = await askPerson(world, phone, 'Mẫu Văn Nay', '2026-11-20', 3);
    const figures = async () =>
      (await phone.send('GET', 'progress')).json<{ villages: { figures: object }[] }>().villages[0]?.figures;
    const before = await figures();
    await purge(world.deps, never);
    // 2025 + 12 months is not over
    expect(JSON.stringify(await db.selectFrom('op_body').selectAll().execute())).toContain('Mẫu Thị Xưa');
    world.clock.time += 60 * day; // January 2027
    await purge(world.deps, never);
    await purge(world.deps, never);
    const left = await db.selectFrom('record').select(['id', 'kind']).where('kind', '=', 'person').execute();
    expect(left.map(({ id }) => id)).toEqual([fresh]);
    expect(left.map(({ id }) => id)).not.toContain(old);
    expect(await figures()).toEqual(before);
    expect(
      await db.selectFrom('audit_log').select(['action', 'area', 'account']).where('action', '=', 'purged').execute(),
    ).toEqual([{ action: 'purged', area: world.areas.village, account: null }]);
  });

  it('deletes texts that never took effect, and the names of households without people', async () => {
    const world = await ServerWorld.open(engine);
    const { db } = world.deps;
    const { village } = world.areas;
    const phone = await world.phoneOf('head', village);
    await askPerson(world, phone, 'Mẫu Thị Xưa', '2025-03-01', 1);
    const misfit = {
      opId: world.newId(),
      seq: 3,
      group: world.newId(),
      record: world.newId(),
      kind: 'person',
      village,
      base: {},
      set: { name: 'Mẫu Chờ Lâu', birthYear: 'xưa' },
      wallTime: world.clock.now(),
      clockOffset: 0,
      schemaVersion: 2,
    };
    await phone.send('POST', 'push', { payload: { protocol: 2, firstSeq: 3, entries: [misfit] } });
    const texts = async () =>
      JSON.stringify([
        await db.selectFrom('op_body').selectAll().execute(),
        await db.selectFrom('record').select('fields').execute(),
      ]);
    await purge(world.deps, never);
    expect(await texts()).toMatch(/Mẫu Chờ Lâu/);
    world.clock.time += 60 * day; // January 2027: of 2025 everything goes, of 2026 nothing
    await purge(world.deps, never);
    expect(await texts()).toMatch(/Mẫu Chờ Lâu/);
    world.clock.time += 366 * day; // 2028
    await purge(world.deps, never);
    expect(await texts()).not.toMatch(/Mẫu/);
    const { outcome } = await db
      .selectFrom('op_meta')
      .select('outcome')
      .where('op_id', '=', misfit.opId)
      .executeTakeFirstOrThrow();
    expect(outcome).toBe('erased');
  });

  it('keeps as long as the nearest area says', async () => {
    const world = await ServerWorld.open(engine);
    const { db } = world.deps;
    const { province, commune, village, foreign } = world.areas;
    expect(await retentionOf(db, village)).toEqual({ months: 12 });
    await db
      .insertInto('retention')
      .values([
        { area: province, months: 24 },
        { area: commune, months: 6 },
      ])
      .execute();
    expect([await retentionOf(db, village), await retentionOf(db, foreign)]).toEqual([
      { months: 6, saidBy: commune },
      { months: 24, saidBy: province },
    ]);
  });
});

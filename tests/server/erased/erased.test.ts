import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { ErasedResponse } from '../../../src/protocol/erased.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { emptyBaskets } from '../../../src/server/erased/empty-job.ts';
import { monthsInForce, retentionOf, setRetention } from '../../../src/server/retention/area-retention.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

// What was erased and can be brought back, and what waits for a second person, as phones are told of it.

const engine = createEngine(oneEngine);
const hour = 60 * 60 * 1000;
let world: ServerWorld;
let lead: TestPhone;
let head: TestPhone;
let officer: TestPhone;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  lead = await world.phoneOf('lead', world.areas.village);
  head = await world.phoneOf('head', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
});

let firstSeq = 1;
beforeEach(() => {
  firstSeq = 1;
});
async function households(...names: string[]): Promise<Uuid[]> {
  const entries = names.map((headName, i) => ({
    opId: randomUUID(),
    seq: firstSeq + i,
    group: randomUUID(),
    record: randomUUID(),
    kind: 'household',
    village: world.areas.village,
    base: {},
    set: { headName },
    wallTime: 0,
    clockOffset: 0,
    schemaVersion: 1,
  }));
  const answer = await lead.send('POST', 'push', { payload: { protocol: 2, firstSeq, entries } });
  expect(answer.statusCode).toBe(200);
  firstSeq += names.length;
  return entries.map(({ record }) => record);
}
const erase = async (records: Uuid[], reason: 'ownWish' | 'other' = 'other') =>
  (await lead.send('POST', 'erase', { payload: { village: world.areas.village, records, reason } })).json<{
    until?: number;
    waiting?: Uuid;
  }>();
const erased = async (phone: TestPhone) => (await phone.send('GET', 'erased')).json<ErasedResponse>();
/** Entries of one moment are in no order. */
const audit = async (...actions: string[]) => {
  const log = world.deps.db.selectFrom('audit_log').select('action').where('action', 'in', actions);
  return (await log.execute()).map(({ action }) => action).sort();
};
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `Mẫu ${i}`);

describe('what was erased', () => {
  it('is listed with its name for the village’s team, by counts for the officer, and for nobody else', async () => {
    await erase(await households('Mẫu Văn Kín'));
    const entry = { area: world.areas.village, households: 1, people: 0, until: world.clock.now() + 72 * hour };
    expect((await erased(head)).erased).toMatchObject([{ ...entry, names: ['Mẫu Văn Kín'] }]);
    const [told] = (await erased(officer)).erased;
    expect(told).toMatchObject(entry);
    expect(told).not.toHaveProperty('names');
    for (const [role, area] of [
      ['member', world.areas.village],
      ['lead', world.areas.sister],
      ['officer', world.areas.otherCommune],
      ['viewer', world.areas.province],
    ] as const)
      expect(await erased(await world.phoneOf(role, area)), role).toEqual({ erased: [], waiting: [] });
  });

  it('is gone for good after its time, from the list at once and from the database with the next run', async () => {
    await erase(await households('Mẫu Văn Kín'));
    world.clock.time += limits.erasedHours.value * hour;
    expect((await erased(head)).erased).toEqual([]);
    await emptyBaskets(world.deps);
    expect(await world.deps.db.selectFrom('waste_basket').selectAll().execute()).toEqual([]);
    expect(await audit('basketEmptied')).toEqual(['basketEmptied']);
  });

  it('stays until its time has ended, whatever the job does', async () => {
    await erase(await households('Mẫu Văn Kín'));
    world.clock.time += limits.erasedHours.value * hour - 1;
    await emptyBaskets(world.deps);
    expect((await erased(head)).erased).toHaveLength(1);
  });

  it('at people’s own wish is nowhere, and the audit log has the reason', async () => {
    expect(await erase(await households('Mẫu Văn Xin'), 'ownWish')).not.toHaveProperty('until');
    expect((await erased(head)).erased).toEqual([]);
    expect(await audit('erased', 'erasedAtWish')).toEqual(['erasedAtWish']);
  });

  it('is brought back by head or officer, once, and the audit log says so', async () => {
    const [record] = await households('Mẫu Văn Kín');
    await erase([record!]);
    const { id } = (await erased(officer)).erased[0]!;
    const bring = (phone: TestPhone) => phone.send('POST', 'erased/bring-back', { payload: { id } });
    expect((await bring(lead)).statusCode).toBe(404);
    expect((await bring(officer)).json()).toEqual({ broughtBack: true });
    expect((await bring(head)).json()).toEqual({ broughtBack: true });
    expect(await audit('broughtBack')).toEqual(['broughtBack']);
    const pulled = await head.send(
      'GET',
      `pull?village=${world.areas.village}&version=0&id=&held=0&protocol=${PROTOCOL_VERSION}`,
    );
    expect(pulled.body).toContain('Mẫu Văn Kín');
  });
});

describe('a request to erase many', () => {
  it('is listed until a second person settles it, and both are in the audit log', async () => {
    const records = await households(...names(limits.erasedHouseholds.value + 1));
    const { waiting } = await erase(records);
    expect((await erased(lead)).waiting).toMatchObject([{ id: waiting, kind: 'erase', own: true, records: 6 }]);
    expect((await erased(head)).waiting).toMatchObject([{ own: false, names: names(6), reason: 'other' }]);
    const [told] = (await erased(officer)).waiting;
    expect([told?.id, JSON.stringify(told).includes('Mẫu 0')]).toEqual([waiting, false]);
    const answer = await officer.send('POST', 'second', { payload: { id: waiting, confirm: true } });
    expect(answer.json()).toEqual({ settled: waiting });
    expect((await erased(head)).waiting).toEqual([]);
    expect((await erased(head)).erased).toMatchObject([{ households: 6 }]);
    expect(await audit('erasureAsked', 'secondConfirmed', 'erased')).toEqual([
      ...records.map(() => 'erased'),
      'erasureAsked',
      'secondConfirmed',
    ]);
  });

  it('is told to those who may settle it, and to nobody else', async () => {
    const asked = async (phone: TestPhone) => (await phone.send('GET', 'me')).json<MeResponse>().acts;
    const { waiting } = await erase(await households(...names(limits.erasedHouseholds.value + 1)));
    expect([await asked(head), await asked(officer), await asked(lead)]).toEqual([1, 1, undefined]);
    for (const [role, area] of [
      ['member', world.areas.village],
      ['head', world.areas.sister],
      ['officer', world.areas.otherCommune],
    ] as const)
      expect(await asked(await world.phoneOf(role, area)), role).toBeUndefined();
    await head.send('POST', 'second', { payload: { id: waiting, confirm: false } });
    expect([await asked(head), await asked(officer)]).toEqual([undefined, undefined]);
  });

  it('is no longer listed after its days are over', async () => {
    await erase(await households(...names(limits.erasedHouseholds.value + 1)));
    world.clock.time += limits.secondDays.value * day;
    expect((await erased(head)).waiting).toEqual([]);
    expect((await head.send('GET', 'me')).json<MeResponse>().acts).toBeUndefined();
  });
});

describe('a shorter retention', () => {
  const ask = async (phone: TestPhone, months: number | null, area = world.areas.commune) =>
    (await phone.send('POST', 'retention', { payload: { area, months } })).json<{ waiting?: Uuid; said: object[] }>();
  const second = (phone: TestPhone, id: Uuid | undefined, confirm = true) =>
    phone.send('POST', 'second', { payload: { id, confirm } });

  it('waits for a second person, and a longer one does not', async () => {
    expect(await ask(officer, 24)).not.toHaveProperty('waiting');
    const { waiting, said } = await ask(officer, 0);
    expect(said).toContainEqual({ area: world.areas.commune, months: 24, version: world.clock.now() });
    expect((await ask(officer, 0)).waiting, 'the same request is the same act').toBe(waiting);
    const colleague = await world.phoneOf('officer', world.areas.commune);
    const admin = await world.phoneOf('admin', undefined);
    for (const phone of [officer, lead, head, await world.phoneOf('officer', world.areas.otherCommune)])
      expect((await second(phone, waiting)).statusCode).toBe(404);
    expect((await erased(admin)).waiting).toMatchObject([{ id: waiting, kind: 'retention', months: 0, own: false }]);
    expect((await second(colleague, waiting)).json()).toEqual({ settled: waiting });
    expect((await second(admin, waiting)).statusCode, 'settled already').toBe(404);
    expect(await retentionOf(world.deps.db, world.areas.village)).toMatchObject({ months: 0 });
    expect(await audit('retentionAsked', 'secondConfirmed', 'retentionSet')).toEqual([
      'retentionAsked',
      'retentionSet',
      'retentionSet',
      'secondConfirmed',
    ]);
  });

  it('sets nothing when it is refused, or when who asked has lost the right', async () => {
    const admin = await world.phoneOf('admin', undefined);
    const refused = await ask(officer, 6);
    await second(admin, refused.waiting, false);
    const lost = await ask(officer, 3);
    await world.deps.db.updateTable('account_grant').set({ revoked_at: 1 }).where('role', '=', 'officer').execute();
    expect((await second(admin, lost.waiting)).statusCode).toBe(404);
    expect(await retentionOf(world.deps.db, world.areas.village)).toEqual({ months: 12 });
  });

  it('is void once somebody has set another time: nobody confirms it over one that was not seen', async () => {
    const colleague = await world.phoneOf('officer', world.areas.commune);
    const admin = await world.phoneOf('admin', undefined);
    const { waiting } = await ask(officer, 6);
    expect(waiting).toBeDefined();
    await ask(colleague, 36);
    expect((await second(admin, waiting)).statusCode).toBe(404);
    expect((await erased(admin)).waiting).toEqual([]);
    expect(await retentionOf(world.deps.db, world.areas.village)).toMatchObject({ months: 36 });
    const again = await ask(officer, 6);
    expect(again.waiting, 'asked for anew it is another request').not.toBe(waiting);
    expect((await second(admin, again.waiting)).statusCode).toBe(200);
    expect(await retentionOf(world.deps.db, world.areas.village)).toMatchObject({ months: 6 });
  });

  it('also waits when removing an area’s own setting makes it shorter', async () => {
    await ask(officer, 24);
    expect(await ask(officer, null)).toHaveProperty('waiting');
  });

  it('erases by the longer one for 72 hours more, and by the longest when it is shortened again', async () => {
    const { db } = world.deps;
    const { village } = world.areas;
    const inForce = () => monthsInForce(db, village, world.clock.now());
    await setRetention(world.deps, village, 6);
    expect([await retentionOf(db, village), await inForce()]).toEqual([{ months: 6, saidBy: village }, 12]);
    world.clock.time += hour;
    await setRetention(world.deps, village, 0);
    expect(await inForce()).toBe(12);
    world.clock.time += limits.retentionHours.value * hour;
    expect(await inForce()).toBe(0);
    await setRetention(world.deps, village, 36);
    expect(await inForce(), 'a longer one holds at once').toBe(36);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { copiesADay } from '../../../src/server/sync/handle-new-device.ts';
import { describeEachEngine } from '../../support/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const operation = (village: Uuid, seq: number, opId = randomUUID()) => ({
  opId, seq, group: opId, record: randomUUID(), kind: 'household', village, base: {}, set: { headName: 'Hộ mẫu' }, wallTime: 0, clockOffset: 0, schemaVersion: 1,
});
type Op = ReturnType<typeof operation>;

const push = async (phone: TestPhone, firstSeq: number, ...ops: Op[]) =>
  (await phone.send('POST', 'push', { payload: { protocol: 2, firstSeq, entries: ops.map((op, i) => ({ ...op, seq: firstSeq + i })) } })).json<{ error?: string; lastSeq?: number; outcomes?: { opId: string; outcome: string }[] }>();

/** The second life of a copied profile: the first one's cookie, a key of its own. */
async function goOn(world: ServerWorld, copy: TestPhone, device: Uuid = randomUUID(), phone = world.newPhone()): Promise<TestPhone> {
  const answer = await copy.send('POST', 'device', { payload: { device, key: phone.key } });
  expect(answer.json()).toMatchObject({ device });
  phone.enrolment = device;
  phone.keep(answer);
  return phone;
}

describeEachEngine('a copied phone', (engine) => {
  it('is found out, goes on under an id and key of its own, and hands in nothing twice', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const phone = await world.phoneOf('member', village);
    const [both, mine, theirs] = [operation(village, 1), operation(village, 2), operation(village, 2)];
    expect(await push(phone, 1, both, mine)).toMatchObject({ lastSeq: 2 });
    expect(await push(phone, 1, both, theirs)).toEqual({ error: 'forked' });
    const copy = await goOn(world, phone);
    const handedIn = await push(copy, 1, both, theirs);
    expect(handedIn.outcomes?.map(({ opId, outcome }) => [opId, outcome])).toEqual([[both.opId, 'applied'], [theirs.opId, 'applied']]);
    const stored = await world.deps.db.selectFrom('op_meta').select(['op_id', 'device', 'seq']).orderBy('received_at').orderBy('device').orderBy('seq').execute();
    expect(stored).toHaveLength(3);
    expect(stored).toContainEqual({ op_id: theirs.opId, device: copy.enrolment, seq: 2 });
    expect(await push(phone, 3, operation(village, 3))).toMatchObject({ lastSeq: 3 });
    expect((await copy.send('GET', 'me')).json()).toMatchObject({ account: (await phone.send('GET', 'me')).json<{ account: Uuid }>().account });
  });

  it('asked again because the answer was lost, answers the same, also when another has sent by then, and opens a session; so does its own key later, and no other', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const copy = await goOn(world, phone);
    const lost = copy.cookie;
    await goOn(world, phone, copy.enrolment, copy);
    expect(copy.cookie).not.toBe(lost);
    expect(await push(copy, 1, operation(world.areas.village, 1))).toMatchObject({ lastSeq: 1 });
    expect((await phone.send('POST', 'device', { payload: { device: copy.enrolment, key: copy.key } })).json()).toMatchObject({ lastSeq: 0 });
    expect((await phone.send('POST', 'device', { payload: { device: copy.enrolment, key: phone.key } })).statusCode).toBe(403);
    expect((await phone.send('POST', 'device', { payload: { device: phone.enrolment, key: phone.key } })).statusCode).toBe(403);
    const challenge = (await copy.send('GET', 'me', { headers: { cookie: '' } })).json<{ challenge: string }>().challenge;
    expect((await copy.send('POST', 'renew', { payload: copy.proof(challenge) })).statusCode).toBe(200);
    const stranger = world.newPhone();
    stranger.enrolment = copy.enrolment;
    expect((await copy.send('POST', 'renew', { payload: stranger.proof(challenge) })).statusCode).toBe(401);
  });

  it('waits behind its work that is stored under its former id, and hears what becomes of it', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const phone = await world.phoneOf('member', village);
    const op = { ...operation(village, 1), set: { headName: 7 } } as unknown as Op;
    expect(await push(phone, 1, op)).toMatchObject({ outcomes: [{ outcome: 'quarantined' }] });
    const copy = await goOn(world, phone);
    const later = { ...operation(village, 1), record: op.record };
    expect(await push(copy, 1, later), 'it still shows what it wrote before').toMatchObject({ outcomes: [{ outcome: 'parked' }] });
    const lead = await world.phoneOf('lead', village);
    await lead.send('POST', 'quarantine/set-aside', { payload: { opIds: [op.opId] } });
    const page = await copy.send('GET', `pull?village=${village}&version=0&id=&held=0&protocol=2`);
    expect(page.json()).toMatchObject({ outcomes: expect.arrayContaining([{ opId: op.opId, outcome: 'setAside', version: 2 }, { opId: later.opId, outcome: 'applied', version: 2 }]) as unknown });
  });

  it('revoked, still gets a device to hand in by, which is revoked too; and nobody gets any number of them', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const phone = await world.phoneOf('member', village);
    await world.deps.db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', phone.enrolment).execute();
    const copy = await goOn(world, phone);
    expect(await push(copy, 1, operation(village, 1))).toMatchObject({ outcomes: [{ outcome: 'quarantined' }] });
    expect((await copy.send('GET', 'me')).json()).toEqual({ error: 'revoked' });
    for (let i = 1; i < copiesADay; i++) await goOn(world, phone);
    const one = { device: randomUUID(), key: phone.key };
    expect((await phone.send('POST', 'device', { payload: one })).json()).toEqual({ error: 'slowDown' });
    world.clock.time += 2 * day;
    expect((await phone.send('POST', 'device', { payload: one })).json()).toMatchObject({ device: one.device });
  });
});

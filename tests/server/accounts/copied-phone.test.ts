import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { newDeviceText } from '../../../src/protocol/accounts/new-device.ts';
import { copiesADay } from '../../../src/server/sync/handle-new-device.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const operation = (village: Uuid, seq: number, opId = randomUUID()) => ({
  opId,
  seq,
  group: opId,
  record: randomUUID(),
  kind: 'household',
  village,
  base: {},
  set: { headName: 'Hộ mẫu' },
  wallTime: 0,
  clockOffset: 0,
  schemaVersion: 1,
});
type Op = ReturnType<typeof operation>;

const push = async (phone: TestPhone, firstSeq: number, ...ops: Op[]) =>
  (
    await phone.send('POST', 'push', {
      payload: { protocol: 2, firstSeq, entries: ops.map((op, i) => ({ ...op, seq: firstSeq + i })) },
    })
  ).json<{ error?: string; lastSeq?: number; outcomes?: { opId: string; outcome: string }[] }>();

/** The second life of a copied profile: the first one's cookie, a key of its own. */
async function goOn(
  world: ServerWorld,
  copy: TestPhone,
  device: Uuid = randomUUID(),
  phone = world.newPhone(),
): Promise<TestPhone> {
  const answer = await copy.askForDevice(device, phone.key);
  expect(answer.json()).toMatchObject({ device });
  phone.enrolment = device;
  phone.keep(answer);
  return phone;
}

describeAboveStorage('a copied phone', (engine) => {
  it('is detected, continues under a new id and key, and stores nothing twice', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const phone = await world.phoneOf('member', village);
    const [both, mine, theirs] = [operation(village, 1), operation(village, 2), operation(village, 2)];
    expect(await push(phone, 1, both, mine)).toMatchObject({ lastSeq: 2 });
    expect(await push(phone, 1, both, theirs)).toEqual({ error: 'forked' });
    const copy = await goOn(world, phone);
    const handedIn = await push(copy, 1, both, theirs);
    expect(handedIn.outcomes?.map(({ opId, outcome }) => [opId, outcome])).toEqual([
      [both.opId, 'applied'],
      [theirs.opId, 'applied'],
    ]);
    const stored = await world.deps.db
      .selectFrom('op_meta')
      .select(['op_id', 'device', 'seq'])
      .orderBy('received_at')
      .orderBy('device')
      .orderBy('seq')
      .execute();
    expect(stored).toHaveLength(3);
    expect(stored).toContainEqual({ op_id: theirs.opId, device: copy.enrolment, seq: 2 });
    expect(await push(phone, 3, operation(village, 3))).toMatchObject({ lastSeq: 3 });
    expect((await copy.send('GET', 'me')).json()).toMatchObject({
      account: (await phone.send('GET', 'me')).json<{ account: Uuid }>().account,
    });
  });

  it('asked again after a lost answer, answers the same and opens a session; later only its own key does', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const copy = await goOn(world, phone);
    const lost = copy.cookie;
    await goOn(world, phone, copy.enrolment, copy);
    expect(copy.cookie).not.toBe(lost);
    expect(await push(copy, 1, operation(world.areas.village, 1))).toMatchObject({ lastSeq: 1 });
    expect((await phone.askForDevice(copy.enrolment, copy.key)).json()).toMatchObject({ lastSeq: 0 });
    expect((await phone.askForDevice(copy.enrolment, phone.key)).statusCode).toBe(403);
    expect((await phone.askForDevice(phone.enrolment, phone.key)).statusCode).toBe(403);
    const challenge = (await copy.send('GET', 'me', { headers: { cookie: '' } })).json<{ challenge: string }>()
      .challenge;
    expect((await copy.send('POST', 'renew', { payload: copy.proof(challenge) })).statusCode).toBe(200);
    const stranger = world.newPhone();
    stranger.enrolment = copy.enrolment;
    expect((await copy.send('POST', 'renew', { payload: stranger.proof(challenge) })).statusCode).toBe(401);
  });

  it('parks behind its operations stored under its former id, and receives their outcomes', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const phone = await world.phoneOf('member', village);
    const op = { ...operation(village, 1), set: { headName: 7 } } as unknown as Op;
    expect(await push(phone, 1, op)).toMatchObject({ outcomes: [{ outcome: 'quarantined' }] });
    const copy = await goOn(world, phone);
    const later = { ...operation(village, 1), record: op.record };
    expect(await push(copy, 1, later), 'it still shows what it wrote before').toMatchObject({
      outcomes: [{ outcome: 'parked' }],
    });
    const lead = await world.phoneOf('lead', village);
    await lead.send('POST', 'quarantine/set-aside', { payload: { opIds: [op.opId] } });
    const page = await copy.send('GET', `pull?village=${village}&version=0&id=&held=0&protocol=${PROTOCOL_VERSION}`);
    expect(page.json()).toMatchObject({
      outcomes: expect.arrayContaining([
        { opId: op.opId, outcome: 'setAside', version: 2 },
        { opId: later.opId, outcome: 'applied', version: 2 },
      ]) as unknown,
    });
  });

  it('revoked, still gets a device for sending its outbox, which is revoked too', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const phone = await world.phoneOf('member', village);
    await world.deps.db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', phone.enrolment).execute();
    const copy = await goOn(world, phone);
    expect(await push(copy, 1, operation(village, 1))).toMatchObject({ outcomes: [{ outcome: 'quarantined' }] });
    expect((await copy.send('GET', 'me')).json()).toEqual({ error: 'revoked' });
    for (let i = 1; i < copiesADay; i++) await goOn(world, phone);
    const one = { device: randomUUID(), key: phone.key };
    expect((await phone.askForDevice(one.device, one.key)).json()).toEqual({ error: 'slowDown' });
    world.clock.time += 2 * day;
    expect((await phone.askForDevice(one.device, one.key)).json()).toMatchObject({ device: one.device });
  });

  it('must have signed: a cookie, a stranger’s key, another device’s text or a used proof get no device', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const [thief, device] = [world.newPhone(), randomUUID()];
    const ask = (proof?: { challenge: string; signature: string }) =>
      phone.send('POST', 'device', { payload: { device, key: thief.key, ...(proof && { proof }) } });
    const challengeOf = (answer: Awaited<ReturnType<typeof ask>>): string =>
      answer.json<{ challenge: string }>().challenge;
    const first = await ask();
    expect([first.statusCode, first.json()]).toEqual([
      401,
      { error: 'signIn', challenge: expect.any(String) as unknown },
    ]);
    const signed = (signer: TestPhone, challenge: string, of = device) => ({
      challenge,
      signature: signer.sign(newDeviceText(phone.enrolment, of, thief.key, challenge)),
    });
    const second = await ask(signed(thief, challengeOf(first)));
    const third = await ask(signed(phone, challengeOf(second), randomUUID()));
    const renewal = challengeOf(third);
    expect(
      (await ask({ challenge: renewal, signature: phone.proof(renewal).signature })).statusCode,
      'a renewal’s proof is none',
    ).toBe(401);
    expect(await world.deps.db.selectFrom('device').select('id').execute()).toEqual([{ id: phone.enrolment }]);
    const proof = signed(phone, challengeOf(first));
    const answers = await Promise.all([ask(proof), ask(proof), ask(proof)]);
    expect(answers.map(({ statusCode }) => statusCode).sort(), 'once').toEqual([200, 401, 401]);
  });

  it('is closed with the phone it was copied from, also the copy of a copy, but not the other way round', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const [lead, phone] = [await world.phoneOf('lead', village), await world.phoneOf('member', village)];
    const copy = await goOn(world, phone);
    const [second, sister] = [await goOn(world, copy), await goOn(world, phone)];
    const open = async () =>
      (await Promise.all([phone, copy, second, sister].map((one) => one.send('GET', 'me')))).map(
        ({ statusCode }) => statusCode === 200,
      );
    const close = (which: TestPhone) => lead.send('POST', 'devices/withdraw', { payload: { id: which.enrolment } });
    await close(second);
    expect(await open()).toEqual([true, true, false, true]);
    await close(copy);
    expect(await open()).toEqual([true, false, false, true]);
    await close(phone);
    expect(await open()).toEqual([false, false, false, false]);
    const noted = await world.deps.db
      .selectFrom('audit_log')
      .select('subject')
      .where('action', '=', 'phoneWithdrawn')
      .execute();
    expect(new Set(noted.map(({ subject }) => subject))).toEqual(
      new Set([phone, copy, second, sister].map(({ enrolment }) => enrolment)),
    );
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { heldText } from '../../../src/protocol/accounts/join.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import { createVault } from '../../../src/server/accounts/recovery-keys.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const newKey = () => ({ keyId: randomUUID(), key: randomBytes(32).toString('base64url') });

async function accountOf(phone: TestPhone): Promise<Uuid> {
  return (await phone.send('GET', 'me')).json<{ account: Uuid }>().account;
}

/** Somebody of the team invites again; the link, or the refusal. */
const inviteAgain = (inviter: TestPhone, area: Uuid, account: Uuid) =>
  inviter.send('POST', 'invitations', { payload: { role: 'member', area, account } });

describeAboveStorage('a forgotten PIN', (engine) => {
  it('is opened only by a new invitation for the same person, on the phone that holds the lock', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const [mine, elsewhere, neighbour] = [
      await world.phoneOf('member', village),
      world.newPhone(),
      await world.phoneOf('member', village),
    ];
    const account = await accountOf(mine);
    await elsewhere.join((await inviteAgain(lead, village, account)).json<{ token: string }>().token);
    const [key, elsewhereKey, neighbourKey] = [newKey(), newKey(), newKey()];
    for (const [phone, its] of [
      [mine, key],
      [mine, key],
      [elsewhere, elsewhereKey],
      [neighbour, neighbourKey],
    ] as const) {
      expect((await phone.send('POST', 'recovery', { payload: its })).statusCode).toBe(200);
    }

    const { token } = (await inviteAgain(lead, village, account)).json<{ token: string }>();
    const again = world.newPhone();
    const nonce = randomUUID();
    const held = [mine, neighbour].map((phone) => phone.heldProof(again, nonce));
    const body = {
      ...again.joinBody(token, nonce),
      held: [...held, { enrolment: randomUUID(), signature: held[0]!.signature }],
    };
    const answer = await world.post('/api/join', body);
    const released = [{ enrolment: mine.enrolment, ...key }];
    expect(answer.json()).toMatchObject({ recovery: released });
    // The answer was lost: the same request opens it again.
    expect((await world.post('/api/join', body)).json()).toMatchObject({ recovery: released });
    again.enrolment = answer.json<{ enrolment: Uuid }>().enrolment;
    again.keep(answer);
    expect(await accountOf(again)).toBe(account);

    const stranger = world.newPhone();
    const strangers = stranger.joinBody(await world.invite('member', village));
    expect(
      (await world.post('/api/join', { ...strangers, held: [mine.heldProof(stranger, strangers.nonce)] })).json(),
    ).not.toHaveProperty('recovery');
    expect(
      (
        await world.post('/api/join', world.newPhone().joinBody(await world.invite('member', village, { account })))
      ).json(),
    ).not.toHaveProperty('recovery');
  });

  it('gives no key for the phone’s id alone: with no signature, or one of another phone, join or key', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const mine = await world.phoneOf('member', village);
    await mine.send('POST', 'recovery', { payload: newKey() });
    const account = await accountOf(mine);
    const tries: ((thief: TestPhone, nonce: Uuid) => unknown)[] = [
      () => mine.enrolment,
      (thief, nonce) => ({ ...thief.heldProof(thief, nonce), enrolment: mine.enrolment }),
      (thief, nonce) => ({
        enrolment: mine.enrolment,
        signature: lead.sign(heldText(mine.enrolment, nonce, thief.key)),
      }),
      (thief) => mine.heldProof(thief, randomUUID()),
      (_thief, nonce) => mine.heldProof(world.newPhone(), nonce),
      () => ({ enrolment: mine.enrolment, signature: '' }),
    ];
    for (const held of tries) {
      const { token } = (await inviteAgain(lead, village, account)).json<{ token: string }>();
      const [thief, nonce] = [world.newPhone(), randomUUID()];
      const answer = await world.post('/api/join', { ...thief.joinBody(token, nonce), held: [held(thief, nonce)] });
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).not.toHaveProperty('recovery');
    }
    expect(
      await world.deps.db.selectFrom('audit_log').select('id').where('action', '=', 'recoveryKeyReleased').execute(),
    ).toEqual([]);
  });

  it('tells the person’s other phones and the lead once of a key given out; the phone makes a new one', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const mine = await world.phoneOf('member', village);
    await mine.send('POST', 'recovery', { payload: newKey() });
    const { token } = (await inviteAgain(lead, village, await accountOf(mine))).json<{ token: string }>();
    const [again, nonce] = [world.newPhone(), randomUUID()];
    const body = { ...again.joinBody(token, nonce), held: [mine.heldProof(again, nonce)] };
    for (let i = 0; i < 2; i++) again.keep(await world.post('/api/join', body));
    const told = async (phone: TestPhone) =>
      (await phone.send('GET', 'me')).json<{
        notices?: { action: string; person?: string }[];
        renewRecovery?: boolean;
      }>();
    const mineTold = await told(mine);
    expect(mineTold.notices?.map(({ action, person }) => [action, person]).sort()).toEqual([
      ['joinedAgain', undefined],
      ['recoveryKeyReleased', undefined],
    ]);
    expect(mineTold.renewRecovery).toBe(true);
    expect((await told(lead)).notices?.map(({ action, person }) => [action, person]).sort()).toEqual([
      ['joinedAgain', 'Mẫu Thị Na'],
      ['recoveryKeyReleased', 'Mẫu Thị Na'],
    ]);
    await mine.send('POST', 'recovery', { payload: newKey() });
    expect(await told(mine)).not.toHaveProperty('renewRecovery');
  });

  it('keeps the newest key of a phone, and none in the clear', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const [first, second] = [newKey(), newKey()];
    for (const key of [first, second]) await phone.send('POST', 'recovery', { payload: key });
    const rows = await world.deps.db.selectFrom('recovery_key').selectAll().execute();
    expect(rows).toMatchObject([{ device: phone.enrolment, key_id: second.keyId }]);
    expect(JSON.stringify(rows)).not.toContain(second.key);
    expect((await phone.send('POST', 'recovery', { payload: { ...second, key: 'short' } })).statusCode).toBe(400);
    phone.cookie = undefined;
    expect((await phone.send('POST', 'recovery', { payload: second })).statusCode).toBe(401);
  });
});

describe('the vault', () => {
  it('opens what it sealed, for the same place, with the same secret', () => {
    const vault = createVault('secret', systemRandom);
    const sealed = vault.seal('a key', 'here');
    expect(vault.open(sealed, 'here')).toBe('a key');
    expect(vault.seal('a key', 'here')).not.toBe(sealed);
    expect(vault.open(sealed, 'there')).toBeUndefined();
    expect(createVault('another', systemRandom).open(sealed, 'here')).toBeUndefined();
    for (const broken of ['', 'x', 'a.b.c', `${sealed.slice(0, -2)}AA`])
      expect(vault.open(broken, 'here')).toBeUndefined();
  });
});

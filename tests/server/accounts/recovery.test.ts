import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import { createVault } from '../../../src/server/accounts/recovery-keys.ts';
import { describeEachEngine } from '../../support/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const newKey = () => ({ keyId: randomUUID(), key: randomBytes(32).toString('base64url') });

async function accountOf(phone: TestPhone): Promise<Uuid> {
  return (await phone.send('GET', 'me')).json<{ account: Uuid }>().account;
}

/** Somebody of the team invites again; the link, or the refusal. */
const inviteAgain = (inviter: TestPhone, area: Uuid, account: Uuid) => inviter.send('POST', 'invitations', { payload: { role: 'member', area, account } });

describeEachEngine('a forgotten PIN', (engine) => {
  it('is opened by a new invitation for the same person, on the phone that holds the lock, and by nothing else', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const [mine, elsewhere, neighbour] = [await world.phoneOf('member', village), world.newPhone(), await world.phoneOf('member', village)];
    const account = await accountOf(mine);
    await elsewhere.join((await inviteAgain(lead, village, account)).json<{ token: string }>().token);
    const [key, elsewhereKey, neighbourKey] = [newKey(), newKey(), newKey()];
    for (const [phone, its] of [[mine, key], [mine, key], [elsewhere, elsewhereKey], [neighbour, neighbourKey]] as const) {
      expect((await phone.send('POST', 'recovery', { payload: its })).statusCode).toBe(200);
    }

    const { token } = (await inviteAgain(lead, village, account)).json<{ token: string }>();
    const again = world.newPhone();
    const body = { ...again.joinBody(token), held: [mine.enrolment, neighbour.enrolment, randomUUID()] };
    const answer = await world.post('/api/join', body);
    const released = [{ enrolment: mine.enrolment, ...key }];
    expect(answer.json()).toMatchObject({ recovery: released });
    // The answer was lost: the same request opens it again.
    expect((await world.post('/api/join', body)).json()).toMatchObject({ recovery: released });
    again.enrolment = answer.json<{ enrolment: Uuid }>().enrolment;
    again.keep(answer);
    expect(await accountOf(again)).toBe(account);

    const stranger = world.newPhone().joinBody(await world.invite('member', village));
    expect((await world.post('/api/join', { ...stranger, held: [mine.enrolment] })).json()).not.toHaveProperty('recovery');
    expect((await world.post('/api/join', world.newPhone().joinBody(await world.invite('member', village, { account })))).json()).not.toHaveProperty('recovery');
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
    for (const broken of ['', 'x', 'a.b.c', `${sealed.slice(0, -2)}AA`]) expect(vault.open(broken, 'here')).toBeUndefined();
  });
});

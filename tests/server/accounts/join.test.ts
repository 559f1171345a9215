import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { codeAlphabet, codeLength } from '../../../src/protocol/accounts/join.ts';
import { createInvitation } from '../../../src/server/accounts/invitations.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld } from '../http/server-world.ts';

describeAboveStorage('joining', (engine) => {
  it('shows what an invitation is for without using it up', async () => {
    const world = await ServerWorld.open(engine);
    const token = await world.invite('member', world.areas.village, { name: 'Mẫu Văn Ổn' });
    for (let i = 0; i < 2; i++) {
      const answer = await world.post('/api/join/look', { invitation: { token } });
      expect(answer.json()).toEqual({ role: 'member', areaName: 'thôn Đông', name: 'Mẫu Văn Ổn', instant: false });
    }
  });

  it('enrols a phone and sets a cookie that only this enrolment gets', async () => {
    const world = await ServerWorld.open(engine);
    const phone = world.newPhone();
    const answer = await world.post('/api/join', phone.joinBody(await world.invite('member', world.areas.village)));
    expect(answer.statusCode).toBe(200);
    const { enrolment } = answer.json<{ enrolment: string }>();
    expect(answer.headers['set-cookie']).toMatch(
      new RegExp(
        `^__Secure-s=[A-Za-z0-9_-]{43}; Max-Age=\\d{7,}; Path=/api/p/${enrolment}/; HttpOnly; Secure; SameSite=Strict$`,
      ),
    );
  });

  it('stores only hashes of tokens, codes and sessions', async () => {
    const world = await ServerWorld.open(engine);
    const { token, code } = await createInvitation(world.deps, {
      role: 'member',
      area: world.areas.village,
      expires: world.clock.now() + day,
    });
    const phone = await world.newPhone().join(token);
    const rows = JSON.stringify([
      await world.deps.db.selectFrom('invitation').selectAll().execute(),
      await world.deps.db.selectFrom('device').selectAll().execute(),
    ]);
    const session = phone.cookie?.split('=')[1] ?? 'none';
    for (const secret of [token, code, session]) expect(rows).not.toContain(secret);
  });

  it('takes the typed code as well, however it is written', async () => {
    const world = await ServerWorld.open(engine);
    const { code } = await createInvitation(world.deps, {
      role: 'lead',
      area: world.areas.village,
      expires: world.clock.now() + day,
    });
    expect(code).toMatch(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`));
    const typed = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`;
    const answer = await world.post('/api/join', { ...world.newPhone().joinBody(''), invitation: { code: typed } });
    expect(answer.statusCode).toBe(200);
  });

  it('asks for a name when the invitation has none, and is not used up by asking', async () => {
    const world = await ServerWorld.open(engine);
    const token = await world.invite('member', world.areas.village);
    const { name, ...nameless } = world.newPhone().joinBody(token);
    expect((await world.post('/api/join', nameless)).json()).toEqual({ error: 'nameNeeded' });
    expect((await world.post('/api/join', { ...nameless, name })).statusCode).toBe(200);
  });

  it('makes one device of two requests at once', async () => {
    const world = await ServerWorld.open(engine);
    const token = await world.invite('member', world.areas.village);
    const [phone, other] = [world.newPhone(), world.newPhone()];
    const answers = await Promise.all([phone, other].map((one) => world.post('/api/join', one.joinBody(token))));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
    expect(await world.deps.db.selectFrom('device').select('id').execute()).toHaveLength(1);
    expect(await world.deps.db.selectFrom('account').select('id').execute()).toHaveLength(1);
  });

  it('answers the same device when the first answer was lost, also twice at once', async () => {
    const world = await ServerWorld.open(engine);
    const phone = world.newPhone();
    const body = phone.joinBody(await world.invite('member', world.areas.village));
    const answers = await Promise.all([1, 2, 3].map(() => world.post('/api/join', body)));
    const again = await world.post('/api/join', body);
    const ids = [...answers, again].map((answer) => answer.json<{ enrolment: string }>().enrolment);
    expect(new Set(ids).size).toBe(1);
    expect(await world.deps.db.selectFrom('device').select('id').execute()).toHaveLength(1);
    phone.enrolment = ids[0] ?? '';
    phone.keep(again);
    expect((await phone.send('GET', 'me')).statusCode).toBe(200);
  });

  it('answers the same device no longer after a week', async () => {
    const world = await ServerWorld.open(engine);
    const body = world.newPhone().joinBody(await world.invite('member', world.areas.village));
    await world.post('/api/join', body);
    world.clock.time += 8 * day;
    expect((await world.post('/api/join', body)).json()).toEqual({ error: 'invitationUsed' });
  });

  it('gives no device for the same nonce with another key', async () => {
    const world = await ServerWorld.open(engine);
    const token = await world.invite('member', world.areas.village);
    const nonce = randomUUID();
    await world.newPhone().join(token, nonce);
    const thief = await world.post('/api/join', world.newPhone().joinBody(token, nonce));
    expect([thief.statusCode, thief.json()]).toEqual([403, { error: 'invitationUsed' }]);
    expect(thief.headers['set-cookie']).toBeUndefined();
  });

  it('refuses wrong, used and expired invitations in the same shape', async () => {
    const world = await ServerWorld.open(engine);
    const used = await world.invite('member', world.areas.village);
    await world.newPhone().join(used);
    const expired = await world.invite('member', world.areas.village, { expires: world.clock.now() });
    const refused = async (token: string, path: string): Promise<[number, unknown]> => {
      const answer = await world.post(path, world.newPhone().joinBody(token));
      return [answer.statusCode, answer.json()];
    };
    for (const path of ['/api/join', '/api/join/look']) {
      expect(await refused('A'.repeat(43), path)).toEqual([403, { error: 'invitationUnknown' }]);
      expect(await refused(used, path)).toEqual([403, { error: 'invitationUsed' }]);
      expect(await refused(expired, path)).toEqual([403, { error: 'invitationExpired' }]);
    }
  });

  it('signs in as often as wanted by a reusable invitation, as one person on several phones', async () => {
    const world = await ServerWorld.open(engine, { demo: true });
    const token = await world.invite('head', world.areas.village, { reusable: true, name: 'Mẫu Văn Lâm' });
    expect((await world.post('/api/join/look', { invitation: { token } })).json()).toMatchObject({ instant: true });
    const phones = [await world.newPhone().join(token), await world.newPhone().join(token)];
    const people = await Promise.all(
      phones.map(async (phone) => (await phone.send('GET', 'me')).json<{ account: string; grants: unknown[] }>()),
    );
    expect(new Set(phones.map((phone) => phone.enrolment)).size).toBe(2);
    expect(new Set(people.map(({ account }) => account)).size).toBe(1);
    expect(people[1]?.grants).toHaveLength(1);
  });

  it('takes no link that signs in as often as wanted outside of the demo, also one that a demo has used', async () => {
    const world = await ServerWorld.open(engine);
    const token = await world.invite('head', world.areas.village, { reusable: true, name: 'Mẫu Văn Lâm' });
    for (const path of ['/api/join/look', '/api/join'])
      expect((await world.post(path, world.newPhone().joinBody(token))).json()).toEqual({ error: 'invitationUnknown' });
    await world.deps.db.updateTable('invitation').set({ redeemed_at: 1 }).execute();
    expect((await world.post('/api/join', world.newPhone().joinBody(token))).json()).toEqual({
      error: 'invitationUnknown',
    });
  });

  it('refuses a key that is no point of the curve', async () => {
    const world = await ServerWorld.open(engine);
    const body = world.newPhone().joinBody(await world.invite('member', world.areas.village));
    const answer = await world.post('/api/join', { ...body, key: { ...body.key, x: 'A'.repeat(43) } });
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'unreadable' }]);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, minute, ServerWorld, type TestPhone } from '../http/server-world.ts';

const challengeOf = async (phone: TestPhone): Promise<string> => {
  const answer = await phone.send('GET', 'me', { headers: { cookie: '' } });
  return answer.json<{ challenge: string }>().challenge;
};

describeAboveStorage('sessions', (engine) => {
  it('answers no cookie, a wrong one and a foreign or unknown enrolment all the same', async () => {
    const world = await ServerWorld.open(engine);
    const mine = await world.phoneOf('member', world.areas.village);
    const theirs = await world.phoneOf('member', world.areas.village);
    const ask = async (enrolment: string, cookie: string) => {
      const answer = await world.app.inject({ method: 'GET', url: `/api/p/${enrolment}/me`, headers: { cookie } });
      const { challenge, ...body } = answer.json<{ error: string; challenge: string }>();
      return { status: answer.statusCode, body, challenge: challenge.replace(/^\d+\.[\w-]+\.[\w-]{43}$/, 'n.r.…') };
    };
    const answers = [
      await ask(mine.enrolment, ''),
      await ask(mine.enrolment, '__Secure-s=wrong'),
      await ask(mine.enrolment, theirs.cookie ?? ''),
      await ask(randomUUID(), mine.cookie ?? ''),
    ];
    for (const answer of answers)
      expect(answer).toEqual({ status: 401, body: { error: 'signIn' }, challenge: 'n.r.…' });
  });

  it('renews by the device key after the session ended', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const before = phone.cookie;
    world.clock.time += 200 * day;
    expect((await phone.send('GET', 'me')).statusCode).toBe(401);
    const renewed = await phone.send('POST', 'renew', { payload: phone.proof(await challengeOf(phone)) });
    expect(renewed.json()).toEqual({ now: world.clock.now() });
    phone.keep(renewed);
    expect(phone.cookie).not.toBe(before);
    expect((await phone.send('GET', 'me')).statusCode).toBe(200);
    phone.cookie = before;
    expect((await phone.send('GET', 'me')).statusCode).toBe(401);
  });

  it('keeps the session before valid until the new one is used: its answer may have been lost', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const before = phone.cookie;
    const renewed = await phone.send('POST', 'renew', { payload: phone.proof(await challengeOf(phone)) });
    expect((await phone.send('GET', 'me')).statusCode).toBe(200);
    phone.keep(renewed);
    expect((await phone.send('GET', 'me')).statusCode).toBe(200);
    phone.cookie = before;
    expect((await phone.send('GET', 'me')).statusCode).toBe(401);
  });

  it('accepts only its own, fresh challenge signed by the enrolled key', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const other = await world.phoneOf('member', world.areas.village);
    const challenge = await challengeOf(phone);
    const renew = async (proof: { challenge: string; signature: string }) =>
      (await phone.send('POST', 'renew', { payload: proof })).statusCode;
    const stranger = world.newPhone();
    stranger.enrolment = phone.enrolment;
    expect(await renew(stranger.proof(challenge))).toBe(401);
    expect(await renew({ challenge, signature: '' })).toBe(401);
    expect(await renew(phone.proof(await challengeOf(other)))).toBe(401);
    expect(await renew(phone.proof(`${world.clock.now() + day}.${'A'.repeat(43)}`))).toBe(401);
    expect(await renew(phone.proof('nonsense'))).toBe(401);
    world.clock.time += 6 * minute;
    expect(await renew(phone.proof(challenge))).toBe(401);
  });

  it('answers a renewal for an enrolment that does not exist like a wrong signature', async () => {
    const world = await ServerWorld.open(engine);
    const phone = world.newPhone();
    phone.enrolment = randomUUID();
    const answer = await phone.send('POST', 'renew', { payload: phone.proof(await challengeOf(phone)) });
    expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([401, 'signIn']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('lets a revoked phone send its outbox, and nothing else', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    await world.deps.db
      .updateTable('device')
      .set({ revoked_at: world.clock.now() })
      .where('id', '=', phone.enrolment)
      .execute();
    for (const path of ['me', 'progress', `pull?village=${world.areas.village}`]) {
      const answer = await phone.send('GET', path);
      expect([answer.statusCode, answer.json()]).toEqual([403, { error: 'revoked' }]);
    }
    const pushed = await phone.send('POST', 'push', {
      payload: { protocol: 1, firstSeq: 1, entries: ['what is left'] },
    });
    expect(pushed.json<{ outcomes: { outcome: string }[] }>().outcomes).toMatchObject([{ outcome: 'quarantined' }]);
    const renewed = await phone.send('POST', 'renew', { payload: phone.proof(await challengeOf(phone)) });
    expect(renewed.statusCode).toBe(200);
  });
});

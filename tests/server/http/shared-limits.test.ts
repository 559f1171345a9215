import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { createInvitation } from '../../../src/server/accounts/invitations.ts';
import { addRoutes, createHttpServer } from '../../../src/server/http/app.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import { countersJob } from '../../../src/server/http/shared-counters.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { ServerWorld, TestPhone } from './server-world.ts';

const engine = createEngine('postgres');

/** Two processes' servers on one database. */
async function twoServers(limits: Partial<typeof defaultLimits>) {
  const world = await ServerWorld.open(engine, { limits: { ...defaultLimits, ...limits }, sharedLimits: true });
  const other = createHttpServer({ random: world.random, trustProxy: false, logLevel: 'silent' });
  await addRoutes(other, world.deps);
  return { world, one: world.app, other };
}

const look = (code: string) => ({ method: 'POST', url: '/api/join/look', payload: { invitation: { code } } }) as const;

describe('limits of several processes on one PostgreSQL', () => {
  it('count a phone’s requests to all of them', async () => {
    const { world, one, other } = await twoServers({ device: 6 });
    const phone = await new TestPhone(one).join(await world.invite('member', world.areas.village));
    const me = { method: 'GET', url: `/api/p/${phone.enrolment}/me`, headers: { cookie: phone.cookie ?? '' } } as const;
    const answers: number[] = [];
    for (let i = 0; i < 4; i++) for (const app of [one, other]) answers.push((await app.inject(me)).statusCode);
    expect(answers).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const refused = await other.inject(me);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('count guesses at codes over all processes', async () => {
    const { one, other } = await twoServers({ codes: { address: 4, network: 99, all: 99 } });
    const answers: number[] = [];
    for (let i = 0; i < 3; i++)
      for (const app of [one, other])
        answers.push((await app.inject(look(`2345678${'ABCDEFGH'[answers.length]}`))).statusCode);
    expect(answers.slice(0, 4)).not.toContain(429);
    expect(answers.slice(4)).toEqual([429, 429]);
  });

  it('count every one of many guesses at once, before it is looked at', async () => {
    const { world, one, other } = await twoServers({});
    const { token, code } = await createInvitation(world.deps, {
      role: 'member',
      area: world.areas.village,
      expires: world.clock.now() + 1e6,
    });
    const tries = await Promise.all(
      Array.from({ length: 95 }, (_, i) => (i % 2 === 0 ? one : other).inject(look('2345678923'))),
    );
    expect(tries.filter(({ statusCode }) => statusCode === 403)).toHaveLength(defaultLimits.codes.address);
    expect(
      (await one.inject(look(code))).statusCode,
      'a right code is no exception: it would tell that it is right',
    ).toBe(429);
    const link = { method: 'POST', url: '/api/join/look', payload: { invitation: { token } } } as const;
    expect((await other.inject(link)).statusCode, 'a link is held up by nobody').toBe(200);
  });

  it('hold for an address, its network and all, each apart; a request stopped by one uses up no other', async () => {
    const { one, other } = await twoServers({ codes: { address: 2, network: 4, all: 7 } });
    const passes = async (app: typeof one, remoteAddress: string) =>
      (await app.inject({ ...look('23456789'), remoteAddress })).statusCode !== 429;
    const tries = async (...addresses: string[]) => {
      const found = [];
      for (const [i, address] of addresses.entries()) found.push(await passes(i % 2 === 0 ? one : other, address));
      return found;
    };
    expect(await tries('192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.1')).toEqual([true, true, false, false]);
    expect(await tries('192.0.2.2', '192.0.2.2', '192.0.2.3'), 'another address of the same network').toEqual([
      true,
      true,
      false,
    ]);
    expect(await tries('2001:db8:1:1::5', '2001:db8:1:1::6', '2001:db8:1:1::7'), 'a /64 is one address').toEqual([
      true,
      true,
      false,
    ]);
    expect(await tries('2001:db8:1:2::5', '2001:db8:9::5'), 'and all together').toEqual([true, false]);
  });

  it('lose no count when both are asked at once', async () => {
    // A limit this low is counted one by one.
    const { world, one, other } = await twoServers({ address: 59 });
    await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : other).inject(look('23456789'))));
    const { rows } = await sql<{ count: number }>`select count from rate_counter where key like 'address %'`.execute(
      world.deps.db,
    );
    expect(rows).toEqual([{ count: 40 }]);
  });

  it('let no more through than the limit where requests are counted ahead, and few less', async () => {
    const { world, one, other } = await twoServers({ address: 240, codes: { address: 999, network: 999, all: 999 } });
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) => (i % 2 === 0 ? one : other).inject(look('23456789'))),
    );
    const passed = answers.filter(({ statusCode }) => statusCode !== 429).length;
    expect(passed).toBeLessThanOrEqual(240);
    expect(passed).toBeGreaterThan(230);
    const { rows } = await sql<{ count: number }>`select count from rate_counter where key like 'address %'`.execute(
      world.deps.db,
    );
    expect(rows[0]?.count).toBeGreaterThanOrEqual(passed);
  });

  it('begin anew when their minute is over; old counters are deleted, and with them the addresses', async () => {
    const { world, one, other } = await twoServers({ codes: { address: 1, network: 9, all: 9 } });
    await one.inject(look('23456789'));
    await sql`update rate_counter set ends = ends - 600000`.execute(world.deps.db);
    expect((await other.inject(look('23456789'))).statusCode).not.toBe(429);
    const kept = async () => (await sql`select key from rate_counter`.execute(world.deps.db)).rows.length;
    const before = await kept();
    expect(before).toBeGreaterThan(0);
    await countersJob(world.deps.db).run(new AbortController().signal);
    expect(await kept(), 'those of this minute stay').toBe(before);
    await sql`update rate_counter set ends = ends - 11 * 60000`.execute(world.deps.db);
    await countersJob(world.deps.db).run(new AbortController().signal);
    expect(await kept()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { addRoutes, createHttpServer } from '../../../src/server/http/app.ts';
import { defaultLimits } from '../../../src/server/http/deps.ts';
import { countersJob } from '../../../src/server/http/shared-counters.ts';
import { createEngine } from '../../support/engines.ts';
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
  it('count what a phone asks of any of them', async () => {
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

  it('count guesses at codes: what was tried here is not free there', async () => {
    const { one, other } = await twoServers({ wrongInvitations: 4 });
    const answers: number[] = [];
    for (let i = 0; i < 3; i++) for (const app of [one, other]) answers.push((await app.inject(look(`2345678${'ABCDEFGH'[answers.length]}`))).statusCode);
    expect(answers.slice(0, 4)).not.toContain(429);
    expect(answers.slice(4)).toEqual([429, 429]);
  });

  it('hold for each address apart, and count two limits of one address apart', async () => {
    const { one, other } = await twoServers({ address: 3, join: 2 });
    const from = (app: typeof one, remoteAddress: string) => app.inject({ ...look('23456789'), remoteAddress });
    const answers = [];
    for (const app of [one, other, one]) answers.push((await from(app, '192.0.2.1')).statusCode === 429);
    expect(answers, 'the third is over the limit of joining, not of the address').toEqual([false, false, true]);
    expect((await from(other, '192.0.2.2')).statusCode).not.toBe(429);
    expect((await from(one, '2001:db8:1:1::5')).statusCode).not.toBe(429);
    expect((await from(other, '2001:db8:1:1::6')).statusCode).not.toBe(429);
    expect((await from(one, '2001:db8:1:1::7')).statusCode, 'one network, one customer').toBe(429);
  });

  it('lose no count when both are asked at once', async () => {
    const { world, one, other } = await twoServers({});
    await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : other).inject(look('23456789'))));
    const { rows } = await sql<{ count: number }>`select count from rate_counter where key like 'address %'`.execute(world.deps.db);
    expect(rows).toEqual([{ count: 40 }]);
  });

  it('begin anew when their minute is over; old counters go, and with them the addresses', async () => {
    const { world, one, other } = await twoServers({ join: 1 });
    await one.inject(look('23456789'));
    await sql`update rate_counter set ends = ends - 60000`.execute(world.deps.db);
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

import type { FastifyInstance } from 'fastify';
import type { AccountDeps } from '../../accounts/deps.ts';
import { withoutText } from '../errors.ts';

/** For supervisors and load balancers: `/healthz` (can it keep data?) and `/readyz` (does it answer?). */
export async function healthRoutes(app: FastifyInstance, deps: AccountDeps): Promise<void> {
  let writing: Promise<void> | undefined;
  // A write reaches the disk, so however many ask at once, one is under way.
  const writeOnce = (): Promise<void> => (writing ??= write(deps).finally(() => (writing = undefined)));

  app.get('/healthz', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      await within(app, 5000, writeOnce());
      return { ok: true, now: deps.clock.now() };
    } catch (error) {
      request.log.error({ failure: withoutText(error) }, 'the database accepts no write');
      return reply.code(503).send({ ok: false });
    }
  });

  app.get('/readyz', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      await within(app, 5000, deps.db.selectFrom('server_state').select('key').limit(1).execute());
      return { ok: true };
    } catch (error) {
      request.log.error({ failure: withoutText(error) }, 'the database does not answer');
      return reply.code(503).send({ ok: false });
    }
  });
}

async function write({ db, clock }: AccountDeps): Promise<void> {
  const value = String(clock.now());
  await db
    .insertInto('server_state')
    .values({ key: 'health', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** A database that hangs is as bad as one that fails, and whoever asks wants to know soon. */
async function within<T>(app: FastifyInstance, millis: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), millis);
  });
  work.catch((error: unknown) => app.log.debug({ failure: withoutText(error) }, 'health query failed'));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

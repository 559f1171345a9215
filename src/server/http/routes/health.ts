import type { FastifyInstance } from 'fastify';
import type { AccountDeps } from '../../accounts/deps.ts';
import { withoutText } from '../errors.ts';

/** ms between two writes of the health check, which anybody can request. */
const oneWriteIn = 1000;

/** For supervisors and load balancers: `/healthz` (can it keep data?) and `/readyz` (does it answer?). */
export async function healthRoutes(app: FastifyInstance, deps: AccountDeps): Promise<void> {
  let writing: Promise<void> | undefined;
  let written = Number.NEGATIVE_INFINITY;
  const writeNow = async (): Promise<void> => {
    await write(deps);
    written = deps.clock.now();
  };
  // The check writes to the disk, so concurrent requests share one write, and there is at most one a second.
  const writeOnce = (): Promise<void> => {
    const since = deps.clock.now() - written;
    if (since >= 0 && since < oneWriteIn) return Promise.resolve();
    return (writing ??= writeNow().finally(() => (writing = undefined)));
  };

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

/** ms. A database that does not answer in time counts as failed, because supervisors need a quick answer. */
async function within<T>(app: FastifyInstance, millis: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), millis);
  });
  work.catch((error: unknown) => app.log.debug({ failure: withoutText(error) }, 'health query failed'));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

import type { Kysely } from 'kysely';
import { startNewTimeline } from '../../../src/server/backup/timeline.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { migrate } from '../../../src/server/database/migrate.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { createKyselyStorage } from '../../../src/server/sync/kysely/kysely-storage.ts';
import { quietLogger } from '../quiet-logger.ts';
import type { TestStorage } from '../sync-world.ts';

/** Server storage over a real database, which is the caller's to close. */
export async function kyselyTestStorage(database: Database): Promise<TestStorage & { readonly db: Kysely<Schema> }> {
  await migrate(database, migrations, { clock: { now: () => 0 }, logger: quietLogger });
  const db = database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>();
  const at = { created_at: 0 };
  await db
    .insertInto('server_state')
    .values({ key: 'secret', value: 'a secret' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return {
    db,
    storage: createKyselyStorage(db),
    isRetryable,
    judged: () =>
      db
        .selectFrom('audit_log')
        .select(['account', 'device', 'action', 'area', 'subject'])
        .where('action', 'in', ['released', 'setAside'])
        .orderBy('id')
        .execute(),
    seed: {
      addVillage: async (id) => {
        await db
          .insertInto('area')
          .values({ id, kind: 'village', code: null, prefix: 'thôn', name: id.slice(-4), aliases: '[]', parent: null })
          .execute();
        await db.insertInto('village').values({ id }).execute();
      },
      addAccount: async (id) =>
        void (await db
          .insertInto('account')
          .values({ id, name: 'Người thử', ...at })
          .execute()),
      addGrant: async ({ id, account, role, village }) =>
        void (await db
          .insertInto('account_grant')
          .values({ id, account, role, area: village, revoked_at: null, ...at })
          .execute()),
      revokeGrant: async (id) =>
        void (await db.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', id).execute()),
      restore: async () =>
        void (await database.db.transaction().execute((trx) => startNewTimeline(trx, { epoch: 1, madeAt: 0 }, []))),
      closeDevice: async (id) =>
        void (await db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', id).execute()),
      addDevice: async ({ id, account }) =>
        void (await db
          .insertInto('device')
          .values({
            id,
            account,
            public_key: '{}',
            session_hash: id,
            previous_hash: null,
            session_expires: 0,
            ledger: null,
            last_contact: 0,
            revoked_at: null,
            ...at,
          })
          .execute()),
    },
    close: () => Promise.resolve(),
  };
}

import { createHmac } from 'node:crypto';
import { newToken } from './sessions/tokens.ts';
import type { AccountDeps, ServerSecrets } from './deps.ts';

/** The key in the database. Made once and shared by all processes on it. */
export async function serverSecret({ db, random }: AccountDeps): Promise<string> {
  await db
    .insertInto('server_state')
    .values({ key: 'secret', value: newToken(random) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await db.selectFrom('server_state').select('value').where('key', '=', 'secret').executeTakeFirstOrThrow();
  return row.value;
}

const checkKey = 'secret.check';
const checkOf = (secret: string): string =>
  createHmac('sha256', secret).update('thon-so secret check').digest('base64url');

/**
 * The secret that the operator keeps outside of the database, or the one in it. A database that was used with an
 * outside secret is refused without it, because recovery keys and codes would become useless.
 * @param given from the settings; undefined: none
 * @param replaced accept `given` although the earlier outside secret is lost
 * @throws Error with a sentence for the operator
 */
export async function serverSecrets(deps: AccountDeps, given?: string, replaced = false): Promise<ServerSecrets> {
  const inside = await serverSecret(deps);
  const known = await deps.db.selectFrom('server_state').select('value').where('key', '=', checkKey).executeTakeFirst();
  if (given === undefined) {
    if (known)
      throw new Error(
        'This database was used with a secret of its own: ' +
          'set SERVER_SECRET or SERVER_SECRET_FILE as before (docs/operations.md).',
      );
    return { current: inside, former: [] };
  }
  const value = checkOf(given);
  if (known && known.value !== value && !replaced) {
    throw new Error(
      "The server's secret is another than this database was used with. " +
        'If that one is lost, read docs/operations.md on SERVER_SECRET_REPLACED.',
    );
  }
  await deps.db
    .insertInto('server_state')
    .values({ key: checkKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  return { current: given, former: [inside] };
}

/** The secrets of `deps`; without them the one in the database. */
export const secretsOf = async (deps: AccountDeps): Promise<ServerSecrets> => deps.secrets ?? serverSecrets(deps);

import { newToken } from './tokens.ts';
import type { AccountDeps } from './deps.ts';

/** The key of the server's own signatures. Made once and shared by all processes on one database. */
export async function serverSecret({ db, random }: AccountDeps): Promise<string> {
  await db
    .insertInto('server_state')
    .values({ key: 'secret', value: newToken(random) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await db.selectFrom('server_state').select('value').where('key', '=', 'secret').executeTakeFirstOrThrow();
  return row.value;
}

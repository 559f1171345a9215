import { createHmac } from 'node:crypto';
import type { AccountDeps } from './deps.ts';
import { secretsOf } from './server-secret.ts';
import { hashOf } from './sessions/tokens.ts';

/** Marks a code's keyed hash. Codes are short, so a plain hash could be guessed from a stolen database. */
const prefix = 'h1:';
const underSecret = (plainHash: string, secret: string): string =>
  `${prefix}${createHmac('sha256', secret).update(`invitation code ${plainHash}`).digest('hex')}`;

/**
 * The hashes of a code. New codes are stored under the first; a stored one may be under any of them, the plain hash
 * included when an older server made it.
 */
export async function codeHashes(deps: AccountDeps, code: string): Promise<[string, ...string[]]> {
  const { current, former } = await secretsOf(deps);
  const plain = hashOf(code);
  return [underSecret(plain, current), ...former.map((secret) => underSecret(plain, secret)), plain];
}

/**
 * Replaces plain hashes of codes, as they were made until 2026-12, by keyed ones. The codes stay valid.
 */
export async function upgradeCodes(deps: AccountDeps): Promise<void> {
  const { current } = await secretsOf(deps);
  const { db } = deps;
  const old = await db
    .selectFrom('invitation')
    .select(['id', 'code_hash'])
    .where('code_hash', 'not like', `${prefix}%`)
    .execute();
  for (const { id, code_hash: plain } of old) {
    await db
      .updateTable('invitation')
      .set({ code_hash: underSecret(plain, current) })
      .where('id', '=', id)
      .where('code_hash', '=', plain)
      .execute();
  }
}

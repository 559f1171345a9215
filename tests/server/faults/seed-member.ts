import { randomUUID, type KeyObject } from 'node:crypto';
import type { Uuid } from '../../../src/lib/ids.ts';
import { hashOf } from '../../../src/server/accounts/sessions/tokens.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';

export interface SeededMember {
  readonly enrolment: Uuid;
  readonly cookie: string;
  readonly village: Uuid;
}

/**
 * A member of a new village, or of one that is there, with a session; written straight into the database of a server
 * that does not run yet.
 */
export async function createAccountFor(
  database: Database,
  publicKey: KeyObject,
  household?: Uuid,
): Promise<SeededMember> {
  const { db, seed } = await kyselyTestStorage(database);
  const [village, account, enrolment] = [household ?? randomUUID(), randomUUID(), randomUUID()];
  const token = `token-of-${enrolment}`;
  if (household === undefined) await seed.addVillage(village);
  await seed.addAccount(account);
  await seed.addGrant({ id: randomUUID(), account, role: 'member', village });
  await seed.addDevice({ id: enrolment, account });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  await db
    .updateTable('device')
    .set({
      public_key: JSON.stringify({ kty, crv, x, y }),
      session_hash: hashOf(token),
      session_expires: Number.MAX_SAFE_INTEGER,
    })
    .where('id', '=', enrolment)
    .execute();
  return { enrolment, cookie: `__Secure-s=${token}`, village };
}

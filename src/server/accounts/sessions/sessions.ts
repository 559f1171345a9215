import type { Uuid } from '../../../lib/ids.ts';
import type { PublicKey } from '../../../protocol/accounts/join.ts';
import type { AccountDeps } from '../deps.ts';
import { note } from '../audit.ts';
import { isSignatureOf, isSignedBy, type Challenges, type Proof } from './renewal.ts';
import { hashOf, newToken } from './tokens.ts';
import { useChallenge } from './used-challenges.ts';

/** Half a year, ms. After that the phone renews the session with its key, unnoticed by the person. */
export const sessionLength = 180 * 24 * 60 * 60 * 1000;

/** The requester: an enrolment (one person on one phone) with a valid session. */
export interface Session {
  readonly device: Uuid;
  readonly account: Uuid;
  readonly revoked: boolean;
  /** The phone waits for confirmation by somebody of its owner's village. */
  readonly unconfirmed: boolean;
}

/** The session that `token` opens for this enrolment. Unknown, foreign, expired and wrong are all undefined. */
export async function sessionOf(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  enrolment: Uuid,
  token: string,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('device')
    .select(['account', 'session_hash', 'previous_hash', 'session_expires', 'revoked_at', 'unconfirmed_by'])
    .where('id', '=', enrolment)
    .executeTakeFirst();
  if (!row || row.session_expires <= clock.now()) return undefined;
  // Hashes of 256-bit secrets: how long comparing them takes tells nothing about the secret.
  const hash = hashOf(token);
  if (hash !== row.session_hash && hash !== row.previous_hash) return undefined;
  if (hash === row.session_hash && row.previous_hash !== null) {
    // The new token has been used, so the previous one is invalidated.
    await db
      .updateTable('device')
      .set({ previous_hash: null })
      .where('id', '=', enrolment)
      .where('session_hash', '=', hash)
      .execute();
  }
  return {
    device: enrolment,
    account: row.account,
    revoked: row.revoked_at !== null,
    unconfirmed: row.unconfirmed_by !== null,
  };
}

/**
 * A session for a device that was just added, or whose answer was lost.
 * @returns the token for the cookie
 */
export async function beginSession({ db, clock, random }: AccountDeps, device: Uuid): Promise<string> {
  const token = newToken(random);
  await db
    .updateTable('device')
    .set((columns) => ({
      previous_hash: columns.ref('session_hash'),
      session_hash: hashOf(token),
      session_expires: clock.now() + sessionLength,
    }))
    .where('id', '=', device)
    .execute();
  return token;
}

/**
 * A new session for the enrolment whose key signed a challenge of ours. Also for a revoked one, which must still push.
 * @returns the token for the cookie, or undefined for every kind of refusal
 */
export async function renewSession(
  deps: AccountDeps,
  challenges: Challenges,
  enrolment: Uuid,
  proof: Proof,
): Promise<string | undefined> {
  const { db, clock, random } = deps;
  const now = clock.now();
  if (!challenges.isOurs(enrolment, proof.challenge, now)) return undefined;
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('device')
      .select(['account', 'public_key', 'session_hash', 'session_expires'])
      .where('id', '=', enrolment)
      .forUpdate()
      .executeTakeFirst();
    if (!row || !isSignedBy(row.public_key as PublicKey, enrolment, proof)) return undefined;
    if (!(await useChallenge(tx, proof.challenge, now))) return undefined;
    await note({ ...deps, db: tx }, { account: row.account, device: enrolment, action: 'renewed', subject: enrolment });
    const token = newToken(random);
    await tx
      .updateTable('device')
      .set({
        session_hash: hashOf(token),
        // An expired token stays expired, even though the new one moves the date.
        previous_hash: row.session_expires > now ? row.session_hash : null,
        session_expires: now + sessionLength,
      })
      .where('id', '=', enrolment)
      .execute();
    return token;
  });
}

/**
 * True when the enrolment's own key signed `text` of one of our challenges, for the first time. A stolen cookie cannot
 * prove that.
 */
export async function isProven(
  { db, clock }: AccountDeps,
  challenges: Challenges,
  enrolment: Uuid,
  text: string,
  proof: Proof,
): Promise<boolean> {
  const now = clock.now();
  if (!challenges.isOurs(enrolment, proof.challenge, now)) return false;
  const row = await db.selectFrom('device').select('public_key').where('id', '=', enrolment).executeTakeFirst();
  return (
    row !== undefined &&
    isSignatureOf(row.public_key as PublicKey, text, proof.signature) &&
    useChallenge(db, proof.challenge, now)
  );
}

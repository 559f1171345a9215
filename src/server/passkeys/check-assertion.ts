import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { passkeyAssertion, type PasskeyAssertion } from '../../protocol/accounts/passkey.ts';
import { note } from '../accounts/audit.ts';
import type { Database } from '../accounts/deps.ts';
import { areaOfPerson } from './area-of-person.ts';
import type { Session } from '../accounts/sessions/sessions.ts';
import { useChallenge } from '../accounts/sessions/used-challenges.ts';
import { siteOf, type PasskeyDeps } from './deps.ts';
import { isPasskeyChallenge, type Purpose } from './passkey-challenge.ts';
import type { StoredPasskey } from './stored-passkeys.ts';

export interface Confirmation {
  /** The passkey that signed. */
  readonly passkey: Uuid;
}

/** An assertion as it came in the header; undefined when it is none. */
export function readAssertion(header: unknown): PasskeyAssertion | undefined {
  if (typeof header !== 'string') return undefined;
  const read = v.safeParse(passkeyAssertion, jsonIn(Buffer.from(header, 'base64url').toString('utf8')));
  return read.success ? read.output : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Uses up an assertion: a passkey of this person's, in force, signed a challenge of ours for this purpose and for the
 * first time, and its owner was verified (PIN, finger, face). A signature counter that goes back means two copies of
 * the key: the assertion is refused and the person gets a notice.
 * @param except a passkey that may not confirm this
 * @returns undefined for every kind of refusal
 */
export async function useAssertion(
  deps: PasskeyDeps,
  asker: Pick<Session, 'account' | 'device'>,
  purpose: Purpose,
  assertion: PasskeyAssertion,
  except?: Uuid,
): Promise<Confirmation | undefined> {
  const { clock } = deps;
  return deps.db.transaction().execute(async (tx) => {
    // Locked: of two assertions at once the second one sees the first one's counter.
    const row = await findLocked(tx, asker.account, siteOf(deps.publicUrl).rpId, assertion.id);
    if (!row || row.id === except) return undefined;
    const counter = await verifiedCounter(deps, asker, purpose, assertion, row);
    if (counter === undefined || !(await useChallenge(tx, challengeIn(assertion), clock.now()))) return undefined;
    const deed = { ...asker, area: await areaOfPerson(tx, asker.account), subject: row.id, person: asker.account };
    if ((counter > 0 || row.counter > 0) && counter <= row.counter) {
      await note({ ...deps, db: tx }, { ...deed, action: 'passkeyCopied' });
      return undefined;
    }
    await tx.updateTable('passkey').set({ counter, last_used_at: clock.now() }).where('id', '=', row.id).execute();
    return { passkey: row.id };
  });
}

const findLocked = (tx: Database, account: Uuid, rpId: string, credential: string) =>
  tx
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', credential)
    .where('account', '=', account)
    .where('rp_id', '=', rpId)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/** The challenge's own text, as the server made it. */
const challengeIn = ({ response }: PasskeyAssertion): string => {
  const { challenge } = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')) as {
    challenge: string;
  };
  return Buffer.from(challenge, 'base64url').toString('utf8');
};

/** The counter of a right assertion. The library compares no counters: it is given 0, and the caller compares. */
async function verifiedCounter(
  deps: PasskeyDeps,
  asker: Pick<Session, 'account' | 'device'>,
  purpose: Purpose,
  assertion: PasskeyAssertion,
  { credential_id: id, public_key: key }: StoredPasskey,
): Promise<number | undefined> {
  const { rpId, origin } = siteOf(deps.publicUrl);
  const { clientDataJSON, authenticatorData, signature } = assertion.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // Without the user handle: whose passkey it is, the stored row says.
      response: { ...assertion, response: { clientDataJSON, authenticatorData, signature } },
      expectedChallenge: (challenge) => isPasskeyChallenge(deps, asker, purpose, challenge),
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: { id, publicKey: new Uint8Array(Buffer.from(key, 'base64url')), counter: 0 },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch (error) {
    // The library throws a plain Error for everything that is wrong with an assertion.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

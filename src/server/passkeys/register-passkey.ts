import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { createIds } from '../../lib/ids.ts';
import type { PublicKey } from '../../protocol/accounts/join.ts';
import { limits } from '../../protocol/limits.ts';
import {
  addPasskeyText,
  type AddPasskeyRequest,
  type NewPasskeyResponse,
  type PasskeyCreated,
} from '../../protocol/accounts/passkey.ts';
import { note } from '../accounts/audit.ts';
import { lockAccounts } from '../accounts/locks.ts';
import { isSignatureOf } from '../accounts/sessions/renewal.ts';
import type { Session } from '../accounts/sessions/sessions.ts';
import { useChallenge } from '../accounts/sessions/used-challenges.ts';
import { areaOfPerson } from './area-of-person.ts';
import type { Confirmation } from './check-assertion.ts';
import { siteOf, type PasskeyDeps } from './deps.ts';
import { createPasskeyChallenge, isPasskeyChallenge, registering } from './passkey-challenge.ts';
import { holdsPasskeys, passkeysOf, type StoredPasskey } from './stored-passkeys.ts';

type Asker = Pick<Session, 'account' | 'device'>;

/** COSE numbers of the kinds of key: ES256, which phones and security keys make, and RS256, which Windows makes. */
const algorithms = [-7, -257];

/** What a browser makes a new passkey for. @returns undefined when the person's roles hold none */
export async function newPasskey(deps: PasskeyDeps, asker: Asker): Promise<NewPasskeyResponse | undefined> {
  const { db } = deps;
  if (!(await holdsPasskeys(db, asker.account))) return undefined;
  const { name } = await db
    .selectFrom('account')
    .select('name')
    .where('id', '=', asker.account)
    .executeTakeFirstOrThrow();
  const { rpId } = siteOf(deps.publicUrl);
  return {
    challenge: createPasskeyChallenge(deps, asker, registering),
    rp: { id: rpId, name: 'Thôn Số' },
    user: { id: Buffer.from(asker.account.replaceAll('-', ''), 'hex').toString('base64url'), name },
    exclude: (await passkeysOf(db, asker.account, rpId)).map(toCredential),
  };
}

/** A stored passkey as a browser is asked for it. */
export const toCredential = ({ credential_id: id, transports }: StoredPasskey) => ({ id, transports });

/**
 * Stores a passkey of the person's, made on this phone: an answer to a challenge of ours, which the phone's device key
 * signed too. Except for the first one, another passkey has to confirm it.
 * @param confirmed by an assertion for this request
 * @returns `unreadable` for every kind of wrong answer
 */
export async function addPasskey(
  deps: PasskeyDeps,
  asker: Asker,
  { name, created, signature }: AddPasskeyRequest,
  confirmed: Confirmation | undefined,
): Promise<'added' | 'forbidden' | 'unreadable'> {
  const { db, clock, random } = deps;
  if (!(await holdsPasskeys(db, asker.account))) return 'forbidden';
  const registered = await verified(deps, asker, created);
  if (!registered || !(await isSignedByPhone(deps, asker, created.id, registered.challenge, signature)))
    return 'unreadable';
  const { rpId } = siteOf(deps.publicUrl);
  return db.transaction().execute(async (tx) => {
    // Two requests at once cannot both be the first.
    await lockAccounts(tx, [asker.account]);
    const others = await passkeysOf(tx, asker.account, rpId);
    if ((others.length > 0 && !confirmed) || others.length >= limits.passkeys.value) return 'forbidden';
    const text = Buffer.from(registered.challenge, 'base64url').toString('utf8');
    if (!(await useChallenge(tx, text, clock.now()))) return 'unreadable';
    const id = createIds(clock, random)();
    const stored = await tx
      .insertInto('passkey')
      .values({
        id,
        account: asker.account,
        rp_id: rpId,
        credential_id: registered.id,
        public_key: registered.publicKey,
        counter: registered.counter,
        transports: JSON.stringify(created.response.transports ?? []),
        name: name.normalize('NFC'),
        created_at: clock.now(),
        last_used_at: null,
        withdrawn_at: null,
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!stored) return 'unreadable';
    const area = await areaOfPerson(tx, asker.account);
    await note({ ...deps, db: tx }, { ...asker, action: 'passkeyAdded', area, subject: id, person: asker.account });
    return 'added';
  });
}

interface Registered {
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly challenge: string;
}

async function verified(deps: PasskeyDeps, asker: Asker, created: PasskeyCreated): Promise<Registered | undefined> {
  const { rpId, origin } = siteOf(deps.publicUrl);
  let answered = '';
  try {
    const { verified: isRight, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...created,
        response: { ...created.response, transports: [] },
      },
      expectedChallenge: (challenge) => {
        answered = challenge;
        return isPasskeyChallenge(deps, asker, registering, challenge);
      },
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!isRight) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, challenge: answered };
  } catch (error) {
    // The library throws a plain Error for everything that is wrong with an answer.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function isSignedByPhone(
  { db }: PasskeyDeps,
  { device }: Asker,
  credential: string,
  challenge: string,
  signature: string,
): Promise<boolean> {
  const row = await db.selectFrom('device').select('public_key').where('id', '=', device).executeTakeFirst();
  return (
    row !== undefined &&
    isSignatureOf(row.public_key as PublicKey, addPasskeyText(device, credential, challenge), signature)
  );
}

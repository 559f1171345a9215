import type { Session } from '../accounts/sessions/sessions.ts';
import { sha256 } from '../hash.ts';
import type { PasskeyDeps } from './deps.ts';

type Asker = Pick<Session, 'account' | 'device'>;

/** What a challenge may be answered for. */
export type Purpose = string;

/** Registering a new passkey. */
export const registering: Purpose = 'register';

/** One request: its method, its path and all of its body. */
export const purposeOf = (method: string, path: string, body: unknown): Purpose =>
  `act ${method} ${path} ${sha256(JSON.stringify(body ?? null))}`;

const subjectOf = ({ account, device }: Asker, purpose: Purpose): string => `${device} passkey ${account} ${purpose}`;

/** A challenge for this person on this phone and for one purpose, good for five minutes; base64url. */
export const createPasskeyChallenge = ({ challenges, clock }: PasskeyDeps, asker: Asker, purpose: Purpose): string =>
  Buffer.from(challenges.create(subjectOf(asker, purpose), clock.now())).toString('base64url');

/** True when the challenge is ours, for this person, phone and purpose, and has not expired. It may have been used. */
export const isPasskeyChallenge = (
  { challenges, clock }: PasskeyDeps,
  asker: Asker,
  purpose: Purpose,
  challenge: string,
): boolean =>
  challenges.isOurs(subjectOf(asker, purpose), Buffer.from(challenge, 'base64url').toString('utf8'), clock.now());

import * as v from 'valibot';
import { uuid } from '../domain/record.ts';

/**
 * What opens one phone's data without its PIN: 256 bits, base64url. The phone keeps the lock and not the key, the server
 * the key and not the lock.
 */
export const recoveryKey = v.object({ keyId: uuid, key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });

/** POST /api/p/<enrolment>/recovery: keep this for the day its owner forgets the PIN. Can be repeated. */
export const recoveryKeyRequest = recoveryKey;
export type RecoveryKeyRequest = v.InferInput<typeof recoveryKeyRequest>;

/** A phone's earlier enrolment of the same person, and what opens it (`JoinResponse.recovery`). */
export const releasedKey = v.object({ enrolment: uuid, ...recoveryKey.entries });
export type ReleasedKey = v.InferOutput<typeof releasedKey>;

import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';

/**
 * The key that opens one phone's local store without its PIN: 256 bits, base64url. The phone stores what is sealed with
 * the key but not the key; the server stores the key but not what it seals.
 */
export const recoveryKey = v.object({ keyId: uuid, key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });

/**
 * POST /api/p/<enrolment>/recovery: stores the key for the case that the PIN is forgotten. A later key replaces the
 * earlier one.
 */
export const recoveryKeyRequest = recoveryKey;
export type RecoveryKeyRequest = v.InferInput<typeof recoveryKeyRequest>;

/** An earlier enrolment of the same person on this phone, and the key that opens it (`JoinResponse.recovery`). */
export const releasedKey = v.object({ enrolment: uuid, ...recoveryKey.entries });
export type ReleasedKey = v.InferOutput<typeof releasedKey>;

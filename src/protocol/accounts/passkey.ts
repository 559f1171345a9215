import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';

const base64url = (most: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(most));
const credentialId = base64url(1400);
const transports = v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)));
const credential = v.object({ id: credentialId, transports });

/** What a browser adds of its own, of which nothing is used. */
const unused = v.record(v.string(), v.unknown());

/**
 * The act needs a passkey: repeat the request with the header `passkey-assertion`. `credentials` are the ones that may
 * sign; none, and no challenge, when the person has to make a passkey first.
 */
export const passkeyRefusal = v.object({
  error: v.literal('passkey'),
  challenge: v.optional(v.string()),
  rpId: v.string(),
  credentials: v.array(credential),
});
export type PasskeyRefusal = v.InferOutput<typeof passkeyRefusal>;

/** The header in which an assertion travels, as base64url of its JSON: bodies stay as they are. */
export const assertionHeader = 'passkey-assertion';

/** WebAuthn's AuthenticationResponseJSON. */
export const passkeyAssertion = v.object({
  id: credentialId,
  rawId: credentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(2000),
    userHandle: v.optional(base64url(200)),
  }),
  clientExtensionResults: unused,
});
export type PasskeyAssertion = v.InferOutput<typeof passkeyAssertion>;

/** WebAuthn's RegistrationResponseJSON. */
export const passkeyCreated = v.object({
  id: credentialId,
  rawId: credentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(20_000),
    transports,
  }),
  clientExtensionResults: unused,
});
export type PasskeyCreated = v.InferOutput<typeof passkeyCreated>;

export const passkeyNameLength = 60;

/** One passkey of a person. Times are Unix ms. */
export const passkey = v.object({
  id: uuid,
  name: v.string(),
  since: v.number(),
  /** Absent: never used yet. */
  lastUsed: v.optional(v.number()),
});
export type Passkey = v.InferOutput<typeof passkey>;

/** GET /api/p/<enrolment>/passkeys: the person's own, oldest first. */
export const passkeysResponse = v.object({
  passkeys: v.array(passkey),
  /** Acts go through without a passkey: all people here are invented. */
  demo: v.optional(v.boolean()),
});
export type PasskeysResponse = v.InferOutput<typeof passkeysResponse>;

/** GET /api/p/<enrolment>/passkeys/new: what a new one is made for. */
export const newPasskeyResponse = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string() }),
  /** Those that are there: an authenticator holds one of each person. */
  exclude: v.array(credential),
});
export type NewPasskeyResponse = v.InferOutput<typeof newPasskeyResponse>;

/** What the phone's device key signs, so that a stolen cookie registers no passkey. */
export const addPasskeyText = (enrolment: string, credential: string, challenge: string): string =>
  `thon-so passkey ${enrolment} ${credential} ${challenge}`;

/** POST /api/p/<enrolment>/passkeys */
export const addPasskeyRequest = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(passkeyNameLength)),
  created: passkeyCreated,
  /** By the device key over `addPasskeyText`: ECDSA P-256, SHA-256, raw r‖s, base64url. */
  signature: v.pipe(v.string(), v.maxLength(200)),
});
export type AddPasskeyRequest = v.InferOutput<typeof addPasskeyRequest>;

/** POST /api/p/<enrolment>/passkeys/withdraw: one's own, or one of somebody whom the requester manages. Idempotent. */
export const withdrawPasskeyRequest = v.object({ id: uuid });
export type WithdrawPasskeyRequest = v.InferOutput<typeof withdrawPasskeyRequest>;

import * as v from 'valibot';
import { area } from '../../domain/access/area.ts';
import { uuid } from '../../domain/record/record.ts';
import { toldAction, toldPasskeyAction } from '../../domain/access/audit.ts';
import { grant, role } from '../../domain/access/roles.ts';
import { releasedKey } from './recovery.ts';

/** The invitation's token travels in the URL's fragment only, so that link previews and server logs never see it. */
export const joinFragment = (token: string): string => `#t=${token}`;
export const tokenInFragment = (fragment: string): string | undefined =>
  /^#t=([A-Za-z0-9_-]{20,64})$/.exec(fragment)?.[1];

// No 0/O, 1/I/L, U/V: codes are read out and typed by hand.
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';
export const codeLength = 10;
/** Codes made before 2026-12 are redeemed until they expire. */
export const formerCodeLength = 8;

/** A typed code in its normal form: upper case, without spaces and dashes. */
export const normalizeCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

const invitationKey = v.union([
  v.object({ token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,64}$/)) }),
  v.object({
    code: v.pipe(
      v.string(),
      v.transform(normalizeCode),
      v.regex(new RegExp(`^[${codeAlphabet}]{${codeLength}}$|^[${codeAlphabet}]{${formerCodeLength}}$`)),
    ),
  }),
]);
export type InvitationKey = v.InferInput<typeof invitationKey>;

/** POST /api/join/look: what the invitation is for, before accepting it. */
export const lookRequest = v.object({ invitation: invitationKey });
export const lookResponse = v.object({
  role,
  /** "thôn Tân Đông"; absent for the whole country. */
  areaName: v.optional(v.string()),
  /** The invited person's name when the inviter gave it. */
  name: v.optional(v.string()),
  /** True for demo links, which sign in at once and any number of times. */
  instant: v.boolean(),
});
export type LookResponse = v.InferOutput<typeof lookResponse>;

/** An ECDSA P-256 public key. The private key never leaves the phone (not extractable). */
export const publicKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});
export type PublicKey = v.InferOutput<typeof publicKey>;

/**
 * What a joining phone signs for an enrolment it holds, with that enrolment's device key; bound to the join by its
 * nonce and to the phone by the key it joins with.
 */
export const heldText = (enrolment: string, nonce: string, key: PublicKey): string =>
  `thon-so held ${enrolment} ${nonce} ${key.x} ${key.y}`;
const heldProof = v.object({ enrolment: uuid, signature: v.pipe(v.string(), v.maxLength(200)) });

/** POST /api/join. The same nonce with the same key redeems once and answers the same again (response lost). */
export const joinRequest = v.object({
  invitation: invitationKey,
  nonce: uuid,
  key: publicKey,
  /** The person's name; asked for when the invitation has none. */
  name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
  /**
   * Enrolments behind a PIN on this phone: if one was this person's, the answer opens it. An id alone, as older apps
   * send, proves nothing.
   */
  held: v.optional(v.pipe(v.array(v.union([heldProof, uuid])), v.maxLength(20))),
});
export type JoinRequest = v.InferInput<typeof joinRequest>;

export const joinResponse = v.object({
  /** Names the enrolment: database, cookie path and device in one. */
  enrolment: uuid,
  /** Recovery keys of those in `held` that belong to the same person. */
  recovery: v.optional(v.array(releasedKey)),
  now: v.number(),
});
export type JoinResponse = v.InferOutput<typeof joinResponse>;

export const joinProblem = v.object({
  error: v.picklist([
    'unreadable',
    'invitationUnknown',
    'invitationUsed',
    'invitationExpired',
    'nameNeeded',
    'slowDown',
    'retry',
  ]),
});
export type JoinProblem = v.InferOutput<typeof joinProblem>;

/** A person whose name is shown beside changes; `devices`: all phones with which they have written. */
export const teamMember = v.object({ account: uuid, name: v.string(), devices: v.array(uuid) });
export type TeamMember = v.InferOutput<typeof teamMember>;

/** Somebody, or a phone of somebody, that was invited from outside of the village and waits for its people. */
export const unconfirmed = v.object({
  /** What `confirm` is asked about. */
  id: uuid,
  kind: v.picklist(['person', 'phone']),
  name: v.string(),
  role,
  area: uuid,
  /** Who invited them. */
  by: v.string(),
});
export type Unconfirmed = v.InferOutput<typeof unconfirmed>;

/** What happened to the person's own phones and keys, and for a lead to their team's. */
export const notice = v.object({
  id: uuid,
  at: v.number(),
  action: toldAction,
  /** Whom it concerns; absent: the person who reads. */
  person: v.optional(v.string()),
  /** Who did it; absent: the server's operator. */
  by: v.optional(v.string()),
});
export type Notice = v.InferOutput<typeof notice>;

/** What happened to the person's own passkeys. */
export const passkeyNotice = v.object({ ...notice.entries, action: toldPasskeyAction });
export type PasskeyNotice = v.InferOutput<typeof passkeyNotice>;

/**
 * POST /api/p/<enrolment>/confirm: yes, they belong to us; or no, and what waited ends. Asked twice it answers the
 * same.
 */
export const confirmRequest = v.object({ id: uuid, belongs: v.boolean() });
export type ConfirmRequest = v.InferOutput<typeof confirmRequest>;
export const confirmResponse = v.object({ settled: uuid });
export type ConfirmResponse = v.InferOutput<typeof confirmResponse>;

/** GET /api/p/<enrolment>/me: who this enrolment is and what it may see. */
export const meResponse = v.object({
  account: uuid,
  name: v.string(),
  grants: v.array(grant),
  /** Every area a grant names, the ones above it, and for officers those below. */
  areas: v.array(area),
  /** People who write, or wrote, in the villages this person syncs: names and phones only. */
  team: v.optional(v.array(teamMember)),
  /**
   * Operations of this person that are erased, as far back as phones keep what they sent: whatever a phone still has of
   * them goes.
   */
  erased: v.optional(v.array(uuid)),
  /** This phone, or all that its person was given, waits for the village to confirm it. */
  waiting: v.optional(v.boolean()),
  /** Whom this person may confirm. */
  unconfirmed: v.optional(v.array(unconfirmed)),
  /** Requests of others that wait for this person to confirm or refuse them. */
  acts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  notices: v.optional(v.array(notice)),
  passkeyNotices: v.optional(v.array(passkeyNotice)),
  /**
   * Of somebody who has no passkey although acts of theirs need one. `demo`: on this server those acts go through
   * without.
   */
  passkey: v.optional(v.picklist(['missing', 'demo'])),
  /** This phone's recovery key was given out: it makes a new one at the next PIN. */
  renewRecovery: v.optional(v.boolean()),
  /** The server's epoch: a phone with no village left to pull still learns that the server was restored. */
  epoch: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  /** Same value as `PullPage.me`. */
  tag: v.string(),
  now: v.number(),
});
export type MeResponse = v.InferOutput<typeof meResponse>;

/** POST /api/p/<enrolment>/renew: signature (ECDSA P-256, SHA-256, raw r‖s, base64url) over `renewText`. */
export const renewRequest = v.object({
  challenge: v.pipe(v.string(), v.maxLength(200)),
  signature: v.pipe(v.string(), v.maxLength(200)),
});
export const renewText = (enrolment: string, challenge: string): string => `thon-so renew ${enrolment} ${challenge}`;

/** How long an invitation may be good for, days; the first is the default. */
export const invitationDays = [7, 1, 3, 30] as const;

/** POST /api/p/<enrolment>/invitations */
export const inviteRequest = v.object({
  role,
  area: v.optional(uuid),
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  days: v.optional(v.picklist(invitationDays)),
  /**
   * Somebody who has an account: for another phone, or a forgotten PIN. They keep what they are and find their work.
   */
  account: v.optional(uuid),
});
export type InviteRequest = v.InferInput<typeof inviteRequest>;
export const inviteResponse = v.object({ token: v.string(), code: v.string(), expires: v.number() });
export type InviteResponse = v.InferOutput<typeof inviteResponse>;

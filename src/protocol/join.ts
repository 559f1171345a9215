import * as v from 'valibot';
import { area } from '../domain/area.ts';
import { uuid } from '../domain/record.ts';
import { grant, role } from '../domain/roles.ts';
import { releasedKey } from './recovery.ts';

/** The invitation's token travels in the URL's fragment only, so that link previews and server logs never see it. */
export const joinFragment = (token: string): string => `#t=${token}`;
export const tokenInFragment = (fragment: string): string | undefined => /^#t=([A-Za-z0-9_-]{20,64})$/.exec(fragment)?.[1];

// No 0/O, 1/I/L, U/V: codes are read out and typed by hand.
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';
export const codeLength = 8;

/** What people type, made comparable: upper case, without spaces and dashes. */
export const normalizeCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

const invitationKey = v.union([
  v.object({ token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,64}$/)) }),
  v.object({ code: v.pipe(v.string(), v.transform(normalizeCode), v.regex(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`))) }),
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
  /** Demo links sign in at once, as often as wanted. */
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

/** POST /api/join. The same nonce with the same key redeems once and answers the same again (response lost). */
export const joinRequest = v.object({
  invitation: invitationKey,
  nonce: uuid,
  key: publicKey,
  /** How the person is called; asked for when the invitation does not say. */
  name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
  /** Enrolments behind a PIN on this phone: if one was this person's, the answer opens it. */
  held: v.optional(v.pipe(v.array(uuid), v.maxLength(20))),
});
export type JoinRequest = v.InferInput<typeof joinRequest>;

export const joinResponse = v.object({
  /** Names the enrolment: database, cookie path and device in one. */
  enrolment: uuid,
  /** The keys of those `held` that belong to the same person: a forgotten PIN loses nothing. */
  recovery: v.optional(v.array(releasedKey)),
  now: v.number(),
});
export type JoinResponse = v.InferOutput<typeof joinResponse>;

export const joinProblem = v.object({ error: v.picklist(['unreadable', 'invitationUnknown', 'invitationUsed', 'invitationExpired', 'nameNeeded', 'slowDown', 'retry']) });
export type JoinProblem = v.InferOutput<typeof joinProblem>;

/** Somebody whose name may stand beside what a phone wrote; `devices` are all phones they have written with. */
export const teamMember = v.object({ account: uuid, name: v.string(), devices: v.array(uuid) });
export type TeamMember = v.InferOutput<typeof teamMember>;

/** GET /api/p/<enrolment>/me: who this enrolment is and what it may see. */
export const meResponse = v.object({
  account: uuid,
  name: v.string(),
  grants: v.array(grant),
  /** Every area a grant names, the ones above it, and for officers those below. */
  areas: v.array(area),
  /** Those who write, or once wrote, in the villages this person syncs: names and phones, no more. */
  team: v.optional(v.array(teamMember)),
  /** Operations of this person that are erased, as far back as phones keep what they sent: whatever a phone still has of them goes. */
  erased: v.optional(v.array(uuid)),
  /** The server's epoch: a phone with no village left to pull still learns that the server was restored. */
  epoch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Same value as `PullPage.me`. */
  tag: v.string(),
  now: v.number(),
});
export type MeResponse = v.InferOutput<typeof meResponse>;

/** POST /api/p/<enrolment>/renew: signature (ECDSA P-256, SHA-256, raw r‖s, base64url) over `renewText`. */
export const renewRequest = v.object({ challenge: v.pipe(v.string(), v.maxLength(200)), signature: v.pipe(v.string(), v.maxLength(200)) });
export const renewText = (enrolment: string, challenge: string): string => `thon-so renew ${enrolment} ${challenge}`;

/** How long an invitation may be good for, days; the first is the default. */
export const invitationDays = [7, 1, 3, 30] as const;

/** POST /api/p/<enrolment>/invitations */
export const inviteRequest = v.object({
  role,
  area: v.optional(uuid),
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  days: v.optional(v.picklist(invitationDays)),
  /** Somebody who has an account: for another phone, or a forgotten PIN. They keep what they are and find their work. */
  account: v.optional(uuid),
});
export type InviteRequest = v.InferInput<typeof inviteRequest>;
export const inviteResponse = v.object({ token: v.string(), code: v.string(), expires: v.number() });
export type InviteResponse = v.InferOutput<typeof inviteResponse>;

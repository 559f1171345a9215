import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';
import { role } from '../../domain/access/roles.ts';
import { passkey } from './passkey.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const millis = v.number();

/** One phone of a person, as of its last contact. */
export const personPhone = v.object({
  id: uuid,
  /** When it was enrolled, and when it last asked for anything. Unix ms. */
  since: millis,
  lastContact: millis,
  /** Forms it had not sent at its last contact, and when the oldest was begun. */
  unsent: v.object({ forms: count, oldest: v.optional(millis) }),
  /** Whether the requester may withdraw it. */
  mayWithdraw: v.boolean(),
});

export const teamPerson = v.object({
  account: uuid,
  name: v.string(),
  /** The grants that lie in the requester's areas. */
  grants: v.array(v.object({ id: uuid, role, area: v.optional(uuid), mayWithdraw: v.boolean() })),
  phones: v.array(personPhone),
  /**
   * Those that were withdrawn while they still held forms. Apart, so that an older app does not offer to withdraw them
   * again.
   */
  left: v.optional(v.array(personPhone)),
  /** Passkeys that the requester may take away, as when one is lost. */
  passkeys: v.optional(v.array(passkey)),
  /** Whether the requester may invite this person again, for another phone or after a forgotten PIN. */
  mayInviteAgain: v.boolean(),
});
export type TeamPerson = v.InferOutput<typeof teamPerson>;

/** An invitation nobody has accepted yet. The link and the code are not kept, so they cannot be shown again. */
export const openInvitation = v.object({
  id: uuid,
  role,
  area: v.optional(uuid),
  name: v.optional(v.string()),
  /** Who made it; absent where the server did. */
  by: v.optional(v.string()),
  expires: millis,
});
export type OpenInvitation = v.InferOutput<typeof openInvitation>;

/** GET /api/p/<enrolment>/team: people, phones and open invitations of the areas that the requester manages. */
export const teamResponse = v.object({
  people: v.array(teamPerson),
  invitations: v.array(openInvitation),
  now: millis,
});
export type TeamResponse = v.InferOutput<typeof teamResponse>;

/** POST invitations/withdraw, devices/withdraw, grants/withdraw. Asked twice it answers the same. */
export const withdrawRequest = v.object({ id: uuid });
export type WithdrawRequest = v.InferOutput<typeof withdrawRequest>;
export const withdrawResponse = v.object({ withdrawn: uuid });
export type WithdrawResponse = v.InferOutput<typeof withdrawResponse>;

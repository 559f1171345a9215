import {
  heldText,
  normalizeCode,
  type InvitationKey,
  type JoinProblem,
  type LookResponse,
  type PublicKey,
} from '../../protocol/accounts/join.ts';
import { invitationHash } from '../../store/index.ts';
import type { Device } from '../session/device.ts';
import { lookAtInvitation, redeemInvitation } from './join-api.ts';

/** The outcome of reading or accepting an invitation. */
export type JoinStep =
  /** Joined: this browser has the enrolment. */
  | { readonly kind: 'in'; readonly enrolment: string }
  | { readonly kind: 'invited'; readonly look: LookResponse }
  | {
      readonly kind: 'problem';
      readonly error: Exclude<JoinProblem['error'], 'unreadable' | 'nameNeeded'> | 'offline' | 'storage';
    }
  | { readonly kind: 'nameNeeded' }
  /** This phone had accepted it and the answer was lost: only the PIN is asked again. */
  | { readonly kind: 'resume' };

/** The person's input for accepting. Without a PIN (a demo) the local store opens for whoever holds the phone. */
export interface Joining {
  readonly name?: string | undefined;
  readonly pin?: string | undefined;
  /** The name that the invitation gave. */
  readonly invitedAs?: string | undefined;
}

/**
 * Opens the enrolment that came from this very invitation, if the server still knows it; else looks at the invitation.
 * Demo links (`instant`) are accepted at once, without a PIN: their people and their data are invented.
 */
export async function lookAt(device: Device, invitation: InvitationKey): Promise<JoinStep> {
  return orStorageProblem(async () => {
    const hash = await hashOf(invitation);
    const known = await device.registry.byInvitation(hash);
    if (known && (await stillKnown(device, known))) return { kind: 'in', enrolment: known };
    const look = await lookAtInvitation(device, invitation);
    if (look.kind === 'unreachable') return { kind: 'problem', error: 'offline' };
    if (look.kind === 'ok')
      return look.value.instant ? accept(device, invitation) : { kind: 'invited', look: look.value };
    // Used already, possibly by this phone after a lost answer: its nonce and key decide.
    return look.error === 'invitationUsed' && (await device.registry.isJoining(hash))
      ? { kind: 'resume' }
      : refused(device, hash, look.error);
  });
}

/**
 * Accepts it. Keys and nonce are on disk before anything is sent: a lost answer is asked for again, also after a
 * reload.
 */
export async function accept(
  device: Device,
  invitation: InvitationKey,
  { name, pin, invitedAs }: Joining = {},
): Promise<JoinStep> {
  return orStorageProblem(async () => {
    const hash = await hashOf(invitation);
    const { nonce, publicKey } = await device.registry.prepareEnrolment(hash);
    const held = await proofsOf(device, nonce, publicKey);
    const answer = await redeemInvitation(device, {
      invitation,
      nonce,
      key: publicKey,
      ...(name !== undefined && { name }),
      ...(held.length > 0 && { held }),
    });
    if (answer.kind === 'unreachable') return { kind: 'problem', error: 'offline' };
    if (answer.kind === 'problem') return refused(device, hash, answer.error);
    await device.registry.completeEnrolment(hash, answer.value.enrolment, {
      pin,
      label: name ?? invitedAs,
      inherits: answer.value.recovery,
    });
    return { kind: 'in', enrolment: answer.value.enrolment };
  });
}

/** What proves which enrolments with a PIN this phone holds: the device key of each signs this join. */
async function proofsOf(
  { registry }: Device,
  nonce: string,
  key: PublicKey,
): Promise<{ enrolment: string; signature: string }[]> {
  const behindPin = (await registry.list()).filter(({ hasPin }) => hasPin);
  const held = behindPin
    .flatMap(({ id, devices }) => devices.map((enrolment) => ({ id, enrolment })))
    .slice(0, heldAtMost);
  const proofs = await Promise.all(
    held.map(async ({ id, enrolment }) => ({
      enrolment,
      signature: await registry.sign(id, heldText(enrolment, nonce, key), enrolment),
    })),
  );
  return proofs.flatMap(({ enrolment, signature }) => (signature === undefined ? [] : [{ enrolment, signature }]));
}

// More people than share any phone (bound of protocol/accounts/join.ts).
const heldAtMost = 20;

const hashOf = (invitation: InvitationKey): Promise<string> =>
  invitationHash(crypto.subtle, 'token' in invitation ? invitation.token : normalizeCode(invitation.code));

/** False only when the server says that it does not know this phone (a demo started anew); no answer proves nothing. */
async function stillKnown(device: Device, enrolment: string): Promise<boolean> {
  const transport = device.transportOf(enrolment);
  const me = await transport.me();
  if (me.kind !== 'problem' || me.problem.error !== 'signIn' || me.problem.challenge === undefined) return true;
  const renewed = await transport.renew(me.problem.challenge);
  return renewed.kind !== 'problem' || renewed.problem.error !== 'signIn';
}

async function refused(device: Device, hash: string, error: JoinProblem['error']): Promise<JoinStep> {
  if (error === 'nameNeeded') return { kind: 'nameNeeded' };
  if (error === 'unreadable') return { kind: 'problem', error: 'invitationUnknown' };
  if (error.startsWith('invitation')) await device.registry.forgetJoin(hash);
  return { kind: 'problem', error };
}

/** A browser that stores nothing (some private windows) cannot hold a local store. */
async function orStorageProblem(step: () => Promise<JoinStep>): Promise<JoinStep> {
  try {
    return await step();
  } catch (error) {
    console.warn(error);
    return { kind: 'problem', error: 'storage' };
  }
}

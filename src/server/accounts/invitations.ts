import type { Selectable } from 'kysely';
import { createIds, type Uuid } from '../../lib/ids.ts';
import { fullName } from '../../domain/access/area.ts';
import type { Role } from '../../domain/access/roles.ts';
import {
  normalizeCode,
  type InvitationKey,
  type JoinProblem,
  type LookResponse,
} from '../../protocol/accounts/join.ts';
import type { InvitationTable } from '../database/schema-people.ts';
import { areaById } from './areas.ts';
import { codeHashes } from './code-hashes.ts';
import type { AccountDeps, Database } from './deps.ts';
import { mayGive } from './invitation-right.ts';
import { hashOf, newCode, newToken } from './sessions/tokens.ts';

export interface NewInvitation {
  readonly role: Role;
  /** Absent: the whole country. */
  readonly area?: Uuid | undefined;
  readonly name?: string | undefined;
  /** The existing account that it is for. */
  readonly account?: Uuid | undefined;
  readonly reusable?: boolean;
  readonly createdBy?: Uuid | undefined;
  /** Unix ms. */
  readonly expires: number;
  /** Set when a link must stay the same (demo); otherwise a new one is made. */
  readonly token?: string;
}

export type Invitation = Selectable<InvitationTable>;

export interface MadeInvitation {
  readonly id: Uuid;
  readonly token: string;
  readonly code: string;
  /** Unix ms. */
  readonly expires: number;
}

/** Stores hashes only: the token and the code are in the answer and nowhere else. */
export async function createInvitation(deps: AccountDeps, wanted: NewInvitation): Promise<MadeInvitation> {
  const id = createIds(deps.clock, deps.random)();
  const token = wanted.token ?? newToken(deps.random);
  const code = newCode(deps.random);
  await deps.db
    .insertInto('invitation')
    .values({
      id,
      token_hash: hashOf(token),
      code_hash: (await codeHashes(deps, code))[0],
      role: wanted.role,
      area: wanted.area ?? null,
      name: wanted.name || null,
      account: wanted.account ?? null,
      reusable: wanted.reusable ?? false,
      created_by: wanted.createdBy ?? null,
      created_at: deps.clock.now(),
      expires_at: wanted.expires,
      redeemed_at: null,
      withdrawn_at: null,
    })
    .execute();
  return { id, token, code, expires: wanted.expires };
}

/** @param lock hold the row until the transaction ends, so that of two redemptions at once one comes first */
export async function findInvitation(
  deps: AccountDeps,
  key: InvitationKey,
  lock = false,
): Promise<Invitation | undefined> {
  const query = deps.db.selectFrom('invitation').selectAll();
  const found =
    'token' in key
      ? query.where('token_hash', '=', hashOf(key.token))
      : query.where('code_hash', 'in', await codeHashes(deps, normalizeCode(key.code)));
  return (lock ? found.forUpdate() : found).executeTakeFirst();
}

async function refusalOf(
  db: Database,
  invitation: Invitation,
  { now, demo }: Redeeming,
): Promise<JoinProblem['error'] | undefined> {
  // A withdrawn invitation is answered like an unknown one; so is a demo's outside of a demo server.
  if (invitation.withdrawn_at !== null || (invitation.reusable && !demo)) return 'invitationUnknown';
  if (invitation.redeemed_at !== null && !invitation.reusable) return 'invitationUsed';
  if (invitation.expires_at <= now) return 'invitationExpired';
  return (await isBacked(db, invitation)) ? undefined : 'invitationUnknown';
}

export interface Redeeming {
  /** Unix ms. */
  readonly now: number;
  /** Whether reusable links are valid: only on a server whose people are all invented. */
  readonly demo: boolean;
}

/**
 * Why this invitation cannot be redeemed now, or undefined when it can. The result holds until the end of a transaction
 * that has locked the invitation's accounts.
 */
export const whyNot = async (
  db: Database,
  invitation: Invitation | undefined,
  redeeming: Redeeming,
): Promise<JoinProblem['error'] | undefined> =>
  invitation ? refusalOf(db, invitation, redeeming) : 'invitationUnknown';

/** True when its maker still has the right to give it; the server itself always has. */
async function isBacked(db: Database, { created_by: maker, role, area, account }: Invitation): Promise<boolean> {
  return (
    maker === null || mayGive(db, maker, { role: role as Role, area: area ?? undefined, account: account ?? undefined })
  );
}

/** The content of the invitation, shown before joining. */
export async function lookAt(
  deps: AccountDeps,
  key: InvitationKey,
  { demo = false }: Partial<Redeeming> = {},
): Promise<LookResponse | JoinProblem> {
  const invitation = await findInvitation(deps, key);
  const refusal = await whyNot(deps.db, invitation, { now: deps.clock.now(), demo });
  if (!invitation || refusal) return { error: refusal ?? 'invitationUnknown' };
  const area = invitation.area === null ? undefined : await areaById(deps.db, invitation.area);
  return {
    role: invitation.role as Role,
    ...(area ? { areaName: fullName(area) } : {}),
    ...(invitation.name === null ? {} : { name: invitation.name }),
    instant: invitation.reusable,
  };
}

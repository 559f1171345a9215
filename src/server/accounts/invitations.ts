import type { Selectable } from 'kysely';
import { createIds, type Uuid } from '../../lib/ids.ts';
import { fullName } from '../../domain/area.ts';
import type { Role } from '../../domain/roles.ts';
import { normalizeCode, type InvitationKey, type JoinProblem, type LookResponse } from '../../protocol/join.ts';
import type { InvitationTable } from '../database/schema-people.ts';
import { areaById } from './areas.ts';
import type { AccountDeps, Database } from './deps.ts';
import { hashOf, newCode, newToken } from './tokens.ts';

export interface NewInvitation {
  readonly role: Role;
  /** Absent: the whole country. */
  readonly area?: Uuid | undefined;
  readonly name?: string | undefined;
  /** For somebody who has an account already. */
  readonly account?: Uuid | undefined;
  readonly reusable?: boolean;
  readonly createdBy?: Uuid | undefined;
  /** Unix ms. */
  readonly expires: number;
  /** Given where a link must stay the same (demo); else made here. */
  readonly token?: string;
}

export type Invitation = Selectable<InvitationTable>;

/** Stores only hashes: the token and the code exist here and with the person invited. */
export async function createInvitation(deps: AccountDeps, wanted: NewInvitation): Promise<{ id: Uuid; token: string; code: string; expires: number }> {
  const id = createIds(deps.clock, deps.random)();
  const token = wanted.token ?? newToken(deps.random);
  const code = newCode(deps.random);
  await deps.db
    .insertInto('invitation')
    .values({
      id,
      token_hash: hashOf(token),
      code_hash: hashOf(code),
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
export async function findInvitation(db: Database, key: InvitationKey, lock = false): Promise<Invitation | undefined> {
  const query = db.selectFrom('invitation').selectAll();
  const found = 'token' in key ? query.where('token_hash', '=', hashOf(key.token)) : query.where('code_hash', '=', hashOf(normalizeCode(key.code)));
  return (lock ? found.forUpdate() : found).executeTakeFirst();
}

/** Why this invitation cannot be redeemed now, or undefined when it can. */
export function refusalOf(invitation: Invitation | undefined, now: number): JoinProblem['error'] | undefined {
  // One taken back says no more than one that never was.
  if (!invitation || invitation.withdrawn_at !== null) return 'invitationUnknown';
  if (invitation.redeemed_at !== null && !invitation.reusable) return 'invitationUsed';
  return invitation.expires_at <= now ? 'invitationExpired' : undefined;
}

/** What the invitation is for. */
export async function lookAt(deps: AccountDeps, key: InvitationKey): Promise<LookResponse | JoinProblem> {
  const invitation = await findInvitation(deps.db, key);
  const refusal = refusalOf(invitation, deps.clock.now());
  if (!invitation || refusal) return { error: refusal ?? 'invitationUnknown' };
  const area = invitation.area === null ? undefined : await areaById(deps.db, invitation.area);
  return {
    role: invitation.role as Role,
    ...(area ? { areaName: fullName(area) } : {}),
    ...(invitation.name === null ? {} : { name: invitation.name }),
    instant: invitation.reusable,
  };
}

import type { Uuid } from '../../lib/ids.ts';
import type { Role } from '../../domain/access/roles.ts';
import { areasAbove } from './areas.ts';
import type { Database } from './deps.ts';
import { grantsOf, managesAccount, mayInvite } from './grants.ts';

export interface Invited {
  readonly role: Role;
  /** Absent: the whole country. */
  readonly area?: Uuid | undefined;
  /** An existing account. */
  readonly account?: Uuid | undefined;
}

/**
 * True when `maker` may give the role in the area now and, for an existing account, manages it. Checked when an
 * invitation is made and again when it is used. False for an unknown area.
 */
export async function mayGive(db: Database, maker: Uuid, { role, area, account }: Invited): Promise<boolean> {
  const line = area === undefined ? [] : await areasAbove(db, [area]);
  const kind = area === undefined ? 'country' : line.find(({ id }) => id === area)?.kind;
  const grants = await grantsOf(db, maker);
  if (
    !kind ||
    !mayInvite(
      grants,
      role,
      kind,
      line.map(({ id }) => id),
    )
  )
    return false;
  return account === undefined || managesAccount(db, 'invite', grants, account);
}

/**
 * Ends the account's unused invitations, except the one being used: they were judged by the account's rights before.
 */
export async function endInvitationsFor(db: Database, account: Uuid, now: number, but?: Uuid): Promise<void> {
  let query = db
    .updateTable('invitation')
    .set({ withdrawn_at: now })
    .where('account', '=', account)
    .where('redeemed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('reusable', '=', false);
  if (but !== undefined) query = query.where('id', '!=', but);
  await query.execute();
}

import type { Uuid } from '../../lib/ids.ts';
import type { Grant, Role } from '../../domain/access/roles.ts';
import { lineIds } from './areas.ts';
import { note } from './audit.ts';
import type { AccountDeps, Database } from './deps.ts';
import { closePhones, closePhonesOf } from './close-phones.ts';
import { grantsOf, managesAccount } from './grants.ts';
import { endInvitationsFor } from './invitation-right.ts';
import { lockAccounts } from './locks.ts';
import { manages } from './manage.ts';
import { holdsPasskeys } from '../passkeys/stored-passkeys.ts';
import { withdrawPasskeysOf } from '../passkeys/withdraw-passkey.ts';

/** The requester. */
export interface Asker {
  readonly account: Uuid;
  readonly device: Uuid;
}

/** Undefined: it does not exist, or the requester may not withdraw it; the two get the same answer. */
type Withdrawn = { readonly withdrawn: Uuid } | undefined;

export async function withdrawInvitation(deps: AccountDeps, asker: Asker, id: Uuid): Promise<Withdrawn> {
  return deps.db.transaction().execute(async (tx) => {
    await lockAccounts(tx, [asker.account]);
    const row = await tx
      .selectFrom('invitation')
      .select(['role', 'area', 'withdrawn_at', 'redeemed_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (
      !row ||
      row.redeemed_at !== null ||
      !manages('invite', await grantsOf(tx, asker.account), toGrant(id, row), await lineTo(tx, row.area))
    )
      return undefined;
    if (row.withdrawn_at !== null) return { withdrawn: id };
    await tx.updateTable('invitation').set({ withdrawn_at: deps.clock.now() }).where('id', '=', id).execute();
    await note(
      { ...deps, db: tx },
      { ...asker, action: 'invitationWithdrawn', area: row.area ?? undefined, subject: id },
    );
    return { withdrawn: id };
  });
}

/**
 * Revokes a phone: at its next contact it may send its outbox, which is quarantined for the lead, and then erases
 * itself. Waits for a push under way, so operations acknowledged before stay applied.
 */
export async function withdrawPhone(deps: AccountDeps, asker: Asker, id: Uuid): Promise<Withdrawn> {
  return deps.db.transaction().execute(async (tx) => {
    const owner = await tx.selectFrom('device').select('account').where('id', '=', id).executeTakeFirst();
    await lockAccounts(tx, [asker.account, owner?.account]);
    const row = await tx.selectFrom('device').select('account').where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || !(await mayCloseFor(tx, asker, row.account))) return undefined;
    const closed = await closePhones(tx, [id], deps.clock.now());
    const area = (await grantsOf(tx, row.account))[0]?.area;
    for (const subject of closed)
      await note({ ...deps, db: tx }, { ...asker, action: 'phoneWithdrawn', area, subject, person: row.account });
    return { withdrawn: id };
  });
}

const mayCloseFor = async (db: Database, asker: Asker, owner: Uuid): Promise<boolean> =>
  owner === asker.account || managesAccount(db, 'withdraw', await grantsOf(db, asker.account), owner);

/**
 * Withdraws a grant. Unused invitations that its holder made become invalid. With the last grant the person leaves the
 * team, and their phones are revoked too; with the last one that holds passkeys these go.
 */
export async function withdrawGrant(deps: AccountDeps, asker: Asker, id: Uuid): Promise<Withdrawn> {
  return deps.db.transaction().execute(async (tx) => {
    const owner = await tx.selectFrom('account_grant').select('account').where('id', '=', id).executeTakeFirst();
    await lockAccounts(tx, [asker.account, owner?.account]);
    // The update waits for every push that holds this grant; a push that comes later no longer finds it.
    const row = await tx
      .selectFrom('account_grant')
      .select(['account', 'role', 'area', 'revoked_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row || !manages('withdraw', await grantsOf(tx, asker.account), toGrant(id, row), await lineTo(tx, row.area)))
      return undefined;
    if (row.revoked_at !== null) return { withdrawn: id };
    const now = deps.clock.now();
    await tx.updateTable('account_grant').set({ revoked_at: now }).where('id', '=', id).execute();
    await tx
      .updateTable('invitation')
      .set({ withdrawn_at: now })
      .where('created_by', '=', row.account)
      .where('redeemed_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    await endInvitationsFor(tx, row.account, now);
    const area = row.area ?? undefined;
    const left = (await grantsOf(tx, row.account)).length === 0;
    const closed = left ? await closePhonesOf(tx, row.account, now) : [];
    await note({ ...deps, db: tx }, { ...asker, action: 'grantWithdrawn', area, subject: id });
    if (!(await holdsPasskeys(tx, row.account)))
      await withdrawPasskeysOf({ ...deps, db: tx }, asker, row.account, area);
    for (const subject of closed)
      await note({ ...deps, db: tx }, { ...asker, action: 'phoneWithdrawn', area, subject, person: row.account });
    return { withdrawn: id };
  });
}

const toGrant = (id: Uuid, { role, area }: { role: string; area: Uuid | null }): Grant => ({
  id,
  role: role as Role,
  ...(area === null ? {} : { area }),
});

const lineTo = async (db: Database, area: Uuid | null): Promise<readonly Uuid[]> =>
  area === null ? [] : lineIds(db, area);

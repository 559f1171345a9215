import type { Uuid } from '../../lib/ids.ts';
import type { Grant, Role } from '../../domain/roles.ts';
import { lineIds } from './areas.ts';
import { note } from './audit.ts';
import type { AccountDeps, Database } from './deps.ts';
import { grantsOf, managesAccount } from './grants.ts';
import { manages } from './manage.ts';

/** Who is asking. */
export interface Asker {
  readonly account: Uuid;
  readonly device: Uuid;
}

/** Undefined: there is no such thing, or it is none of the asker's. Which of the two, nobody is told. */
type Withdrawn = { readonly withdrawn: Uuid } | undefined;

export async function withdrawInvitation(deps: AccountDeps, asker: Asker, id: Uuid): Promise<Withdrawn> {
  return deps.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('invitation').select(['role', 'area', 'withdrawn_at', 'redeemed_at']).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || row.redeemed_at !== null || !manages('invite', await grantsOf(tx, asker.account), toGrant(id, row), await lineTo(tx, row.area))) return undefined;
    if (row.withdrawn_at !== null) return { withdrawn: id };
    await tx.updateTable('invitation').set({ withdrawn_at: deps.clock.now() }).where('id', '=', id).execute();
    await note({ ...deps, db: tx }, { ...asker, action: 'invitationWithdrawn', area: row.area ?? undefined, subject: id });
    return { withdrawn: id };
  });
}

/**
 * Closes a phone: at its next contact it may hand over what it still holds (all of it set aside for the lead) and then erases
 * itself. Waits for a push under way, so what was acknowledged before stays applied.
 */
export async function withdrawPhone(deps: AccountDeps, asker: Asker, id: Uuid): Promise<Withdrawn> {
  return deps.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('device').select(['account', 'revoked_at']).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || !(await mayCloseFor(tx, asker, row.account))) return undefined;
    if (row.revoked_at !== null) return { withdrawn: id };
    await tx.updateTable('device').set({ revoked_at: deps.clock.now() }).where('id', '=', id).execute();
    const area = (await grantsOf(tx, row.account))[0]?.area;
    await note({ ...deps, db: tx }, { ...asker, action: 'phoneWithdrawn', area, subject: id });
    return { withdrawn: id };
  });
}

const mayCloseFor = async (db: Database, asker: Asker, owner: Uuid): Promise<boolean> =>
  owner === asker.account || managesAccount(db, 'withdraw', await grantsOf(db, asker.account), owner);

/**
 * Takes a grant back. Invitations that its holder made and nobody has accepted die with it; with the last grant the person has
 * left the team, and their phones are closed too.
 */
export async function withdrawGrant(deps: AccountDeps, asker: Asker, id: Uuid): Promise<Withdrawn> {
  return deps.db.transaction().execute(async (tx) => {
    // The update waits for every push that holds this grant; a push that comes later no longer finds it.
    const row = await tx.selectFrom('account_grant').select(['account', 'role', 'area', 'revoked_at']).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || !manages('withdraw', await grantsOf(tx, asker.account), toGrant(id, row), await lineTo(tx, row.area))) return undefined;
    if (row.revoked_at !== null) return { withdrawn: id };
    const now = deps.clock.now();
    await tx.updateTable('account_grant').set({ revoked_at: now }).where('id', '=', id).execute();
    await tx.updateTable('invitation').set({ withdrawn_at: now }).where('created_by', '=', row.account).where('redeemed_at', 'is', null).where('withdrawn_at', 'is', null).execute();
    if ((await grantsOf(tx, row.account)).length === 0) await tx.updateTable('device').set({ revoked_at: now }).where('account', '=', row.account).where('revoked_at', 'is', null).execute();
    await note({ ...deps, db: tx }, { ...asker, action: 'grantWithdrawn', area: row.area ?? undefined, subject: id });
    return { withdrawn: id };
  });
}

const toGrant = (id: Uuid, { role, area }: { role: string; area: Uuid | null }): Grant => ({ id, role: role as Role, ...(area === null ? {} : { area }) });

const lineTo = async (db: Database, area: Uuid | null): Promise<readonly Uuid[]> => (area === null ? [] : lineIds(db, area));

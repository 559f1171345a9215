import type { Uuid } from '../../lib/ids.ts';
import { grantsFor, roleRules, roles, type Role } from '../../domain/access/roles.ts';
import type { ConfirmRequest, Unconfirmed } from '../../protocol/accounts/join.ts';
import { lineIds } from './areas.ts';
import { note } from './audit.ts';
import { closePhones } from './close-phones.ts';
import type { AccountDeps, Database } from './deps.ts';
import { grantsOf } from './grants.ts';
import { endInvitationsFor } from './invitation-right.ts';
import { lockAccounts } from './locks.ts';
import { manages } from './manage.ts';
import type { Asker } from './withdraw.ts';

/** Roles that read and write a village's rows. */
export const writingRoles: readonly Role[] = roles.filter((role) => roleRules[role].may.includes('syncRecords'));

/** True when `account` is in this village's own team. */
export const belongsTo = async (db: Database, account: Uuid, village: Uuid): Promise<boolean> =>
  grantsFor('syncRecords', await grantsOf(db, account), [village]).length > 0;

/** True when the village's team ever had a member. */
export async function wasEverPeopled(db: Database, village: Uuid): Promise<boolean> {
  const anybody = db
    .selectFrom('account_grant')
    .select('id')
    .where('area', '=', village)
    .where('role', 'in', writingRoles);
  return (await anybody.limit(1).executeTakeFirst()) !== undefined;
}

/** A grant in a village, or a phone of somebody with one, that waits for confirmation. */
interface Waiting {
  readonly id: Uuid;
  readonly kind: Unconfirmed['kind'];
  readonly account: Uuid;
  readonly name: string;
  readonly role: Role;
  readonly area: Uuid;
  readonly maker: Uuid;
  readonly makerName: string;
}

const pending = (db: Database) =>
  db
    .selectFrom('pending_grant')
    .innerJoin('account', 'account.id', 'pending_grant.account')
    .innerJoin('account as maker', 'maker.id', 'pending_grant.made_by')
    .select([
      'pending_grant.id',
      'pending_grant.account',
      'account.name',
      'role',
      'area',
      'made_by as maker',
      'maker.name as makerName',
    ])
    .where('settled_at', 'is', null);

const phones = (db: Database) =>
  db
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account')
    .innerJoin('account as maker', 'maker.id', 'device.unconfirmed_by')
    .innerJoin('account_grant', 'account_grant.account', 'device.account')
    .select([
      'device.id',
      'device.account',
      'account.name',
      'role',
      'area',
      'maker.id as maker',
      'maker.name as makerName',
    ])
    .where('device.revoked_at', 'is', null)
    .where('account_grant.revoked_at', 'is', null)
    .where('account_grant.role', 'in', writingRoles);

type Row = Omit<Waiting, 'kind' | 'role' | 'area'> & { readonly role: string; readonly area: Uuid | null };
const toWaiting =
  (kind: Waiting['kind']) =>
  ({ role, area, ...row }: Row): Waiting[] =>
    area === null ? [] : [{ ...row, kind, role: role as Role, area }];

/**
 * True when `asker` may confirm it: a member of the village's team or, where the team has no other member, somebody
 * with a right above the village. Never the inviter, and nobody confirms their own grant.
 */
async function mayConfirm(db: Database, asker: Uuid, { kind, account, role, area, maker }: Waiting): Promise<boolean> {
  if (asker === maker) return false;
  if (await belongsTo(db, asker, area)) return kind === 'phone' || asker !== account;
  if (asker === account || (await hasOthers(db, area, account))) return false;
  return manages('invite', await grantsOf(db, asker), { id: asker, role, area }, await lineIds(db, area));
}

async function hasOthers(db: Database, village: Uuid, but: Uuid): Promise<boolean> {
  const others = db
    .selectFrom('account_grant')
    .select('id')
    .where('area', '=', village)
    .where('role', 'in', writingRoles);
  return (
    (await others.where('revoked_at', 'is', null).where('account', '!=', but).limit(1).executeTakeFirst()) !== undefined
  );
}

/** The people and phones waiting in `areas` that the account may confirm. */
export async function unconfirmedFor(db: Database, account: Uuid, areas: readonly Uuid[]): Promise<Unconfirmed[]> {
  if (areas.length === 0) return [];
  const people = (await pending(db).where('area', 'in', areas).orderBy('pending_grant.id').execute()).flatMap(
    toWaiting('person'),
  );
  const theirPhones = (await phones(db).where('area', 'in', areas).orderBy('device.id').execute()).flatMap(
    toWaiting('phone'),
  );
  const found = new Map<Uuid, Unconfirmed>();
  for (const one of [...people, ...theirPhones]) {
    const { id, kind, name, role, area, makerName } = one;
    if (!found.has(id) && (await mayConfirm(db, account, one)))
      found.set(id, { id, kind, name, role, area, by: makerName });
  }
  return [...found.values()];
}

/** True when this phone, or every grant of the account, waits for confirmation. */
export async function isWaiting(db: Database, account: Uuid, device: Uuid): Promise<boolean> {
  const phone = await db.selectFrom('device').select('unconfirmed_by').where('id', '=', device).executeTakeFirst();
  if (phone?.unconfirmed_by != null) return true;
  return (await pending(db).where('pending_grant.account', '=', account).limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Confirms or refuses a waiting grant or phone. Confirmed, the grant is in force, or the phone opens; refused, the
 * grant is never made, or the phone is revoked.
 * @returns undefined when it does not exist, or the requester may not confirm it
 */
export async function settleWaiting(
  deps: AccountDeps,
  asker: Asker,
  { id, belongs }: ConfirmRequest,
): Promise<{ readonly settled: Uuid } | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    const first = await waitingUnder(tx, id);
    if (first.length === 0) return (await wasSettledBy(tx, id, asker.account)) ? { settled: id } : undefined;
    await lockAccounts(tx, [asker.account, ...first.flatMap(({ account, maker }) => [account, maker])]);
    let allowed: Waiting | undefined;
    for (const one of await waitingUnder(tx, id)) if (await mayConfirm(tx, asker.account, one)) allowed = one;
    if (!allowed) return undefined;
    await (allowed.kind === 'person' ? settleGrant : settlePhone)(tx, deps, asker, allowed, belongs);
    const { area, account: person } = allowed;
    await note({ ...deps, db: tx }, { ...asker, action: belongs ? 'confirmed' : 'refused', area, subject: id, person });
    return { settled: id };
  });
}

const waitingUnder = async (db: Database, id: Uuid): Promise<Waiting[]> => [
  ...(await pending(db).where('pending_grant.id', '=', id).execute()).flatMap(toWaiting('person')),
  ...(await phones(db).where('device.id', '=', id).execute()).flatMap(toWaiting('phone')),
];

async function wasSettledBy(db: Database, id: Uuid, account: Uuid): Promise<boolean> {
  const settled = db.selectFrom('audit_log').select('id').where('subject', '=', id).where('account', '=', account);
  return (await settled.where('action', 'in', ['confirmed', 'refused']).limit(1).executeTakeFirst()) !== undefined;
}

async function settleGrant(
  tx: Database,
  { clock }: AccountDeps,
  asker: Asker,
  waiting: Waiting,
  belongs: boolean,
): Promise<void> {
  const now = clock.now();
  const { id, account, role, area } = waiting;
  await tx
    .updateTable('pending_grant')
    .set({ settled_at: now, settled_by: asker.account })
    .where('id', '=', id)
    .execute();
  if (!belongs) return;
  await tx.insertInto('account_grant').values({ id, account, role, area, created_at: now, revoked_at: null }).execute();
  await endInvitationsFor(tx, account, now);
}

async function settlePhone(
  tx: Database,
  { clock }: AccountDeps,
  _asker: Asker,
  { id }: Waiting,
  belongs: boolean,
): Promise<void> {
  await tx.updateTable('device').set({ unconfirmed_by: null }).where('id', '=', id).execute();
  if (!belongs) await closePhones(tx, [id], clock.now());
}

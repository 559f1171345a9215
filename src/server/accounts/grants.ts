import type { Uuid } from '../../lib/ids.ts';
import type { Area, AreaKind } from '../../domain/access/area.ts';
import { grantsFor, grantsThatMay, roleRules, type Action, type Grant, type Role } from '../../domain/access/roles.ts';
import { areasAbove, areasBelow, lineIds } from './areas.ts';
import type { Database } from './deps.ts';
import { lineWithin, managesPerson } from './manage.ts';

/** The account's grants in force, oldest first. */
export async function grantsOf(db: Database, account: Uuid): Promise<Grant[]> {
  const rows = await db
    .selectFrom('account_grant')
    .select(['id', 'role', 'area'])
    .where('account', '=', account)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, role, area }) => ({ id, role: role as Role, ...(area === null ? {} : { area }) }));
}

/**
 * True when a grant of the account allows `action` in `area` (absent: in the whole country). False for an unknown area.
 */
export async function isAllowed(db: Database, account: Uuid, action: Action, area: Uuid | undefined): Promise<boolean> {
  const line = area === undefined ? [] : await lineIds(db, area);
  if (area !== undefined && line.length === 0) return false;
  return grantsFor(action, await grantsOf(db, account), line).length > 0;
}

/** The areas in which the account may do `action`, and those above, whose settings hold below too. */
export async function areasAround(
  db: Database,
  account: Uuid,
  action: Action,
): Promise<{ readonly below: readonly Area[]; readonly above: readonly Area[] }> {
  const grants = grantsThatMay(action, await grantsOf(db, account));
  const below = await areasBelow(
    db,
    grants.map(({ area }) => area),
  );
  const above = await areasAbove(
    db,
    grants.flatMap(({ area }) => area ?? []),
  );
  return { below, above };
}

/** The ids of all areas around the account (`areasAround`). */
export async function areasWithThoseAbove(db: Database, account: Uuid, action: Action): Promise<Uuid[]> {
  const { below, above } = await areasAround(db, account, action);
  return [...new Set([...below, ...above].map(({ id }) => id))];
}

/**
 * True when one of `grants` allows inviting a `role` into an area of this kind. `line`: ids of the area and all above
 * it.
 */
export function mayInvite(
  grants: readonly Grant[],
  role: Role,
  kind: AreaKind | 'country',
  line: readonly Uuid[],
): boolean {
  return (
    roleRules[role].areas.includes(kind) &&
    grantsFor('invite', grants, line).some((grant) => roleRules[grant.role].invites.includes(role))
  );
}

/**
 * True when `mine` may act on the account as a whole (`managesPerson`). False for an account without grants: it has
 * left the team.
 */
export async function managesAccount(
  db: Database,
  action: Action,
  mine: readonly Grant[],
  account: Uuid,
): Promise<boolean> {
  const theirs = await grantsOf(db, account);
  const areasById = new Map(
    (
      await areasAbove(
        db,
        theirs.flatMap(({ area }) => area ?? []),
      )
    ).map((area) => [area.id, area]),
  );
  return managesPerson(action, mine, theirs, (area) => lineWithin(areasById, area));
}

import type { Uuid } from '../../lib/ids.ts';
import { createIds } from '../../lib/ids.ts';
import { isReading, type AuditAction } from '../../domain/access/audit.ts';
import { dayOf } from '../../lib/day.ts';
import { grantsThatMay } from '../../domain/access/roles.ts';
import type { AuditEntry, AuditResponse } from '../../protocol/accounts/audit.ts';
import { areasBelow } from './areas.ts';
import type { AccountDeps } from './deps.ts';
import { grantsOf } from './grants.ts';

export interface Deed {
  /** Absent: an action of the server itself. */
  readonly account?: Uuid | undefined;
  readonly device?: Uuid | undefined;
  readonly action: AuditAction;
  /** Absent: the whole country. */
  readonly area?: Uuid | undefined;
  /** The id of what was changed; never its content. */
  readonly subject?: Uuid | undefined;
  /** The account that it concerns, where its person gets a notice of it. */
  readonly person?: Uuid | undefined;
}

/**
 * Adds an entry to the audit log, in the action's transaction where `deps.db` is one. Reading the same area again on
 * the same day adds nothing: the log shows who read what, not how often.
 */
export async function note(
  { db, clock, random }: AccountDeps,
  { account, device, action, area, subject, person }: Deed,
): Promise<void> {
  const at = clock.now();
  const doer = { account: account ?? null, device: device ?? null };
  const row = {
    id: createIds(clock, random)(),
    at,
    day: dayOf(at),
    ...doer,
    action,
    area: area ?? null,
    subject: subject ?? null,
    person: person ?? null,
  };
  const insert = db.insertInto('audit_log').values(row);
  await (isReading(action) ? insert.onConflict((conflict) => conflict.doNothing()) : insert).execute();
}

const pageSize = 100;

/**
 * Entries of the areas whose audit log the account may read, newest first, older than the entry `before`.
 *
 * @param without actions that the reader's phone does not know
 */
export async function readAudit(
  deps: Pick<AccountDeps, 'db'>,
  account: Uuid,
  before: Uuid | undefined,
  without: readonly AuditAction[] = [],
): Promise<AuditResponse> {
  const { db } = deps;
  const watching = grantsThatMay('seeAudit', await grantsOf(db, account));
  if (watching.length === 0) return { entries: [], more: false };
  const everywhere = watching.some(({ area }) => area === undefined);
  const areas = everywhere
    ? []
    : (
        await areasBelow(
          db,
          watching.map(({ area }) => area),
        )
      ).map(({ id }) => id);
  let query = db
    .selectFrom('audit_log')
    .leftJoin('account', 'account.id', 'audit_log.account')
    .leftJoin('account as concerned', 'concerned.id', 'audit_log.person')
    .select([
      'audit_log.id',
      'audit_log.at',
      'audit_log.action',
      'audit_log.area',
      'audit_log.device',
      'audit_log.subject',
      'account.name',
      'concerned.name as person',
    ])
    .orderBy('audit_log.id', 'desc')
    .limit(pageSize + 1);
  if (!everywhere) query = query.where('audit_log.area', 'in', areas);
  if (before !== undefined) query = query.where('audit_log.id', '<', before);
  if (without.length > 0) query = query.where('audit_log.action', 'not in', without);
  const rows = await query.execute();
  const entries = rows.slice(0, pageSize).map((row): AuditEntry => ({
    id: row.id,
    at: row.at,
    action: row.action as AuditAction,
    ...(row.name === null ? {} : { by: row.name }),
    ...(row.area === null ? {} : { area: row.area }),
    ...(row.device === null ? {} : { device: row.device }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.person === null ? {} : { person: row.person }),
  }));
  return { entries, more: rows.length > pageSize };
}

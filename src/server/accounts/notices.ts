import type { Uuid } from '../../lib/ids.ts';
import { told, toldOfPasskeys, type AuditAction } from '../../domain/access/audit.ts';
import type { Notice, PasskeyNotice } from '../../protocol/accounts/join.ts';
import type { Database } from './deps.ts';

/** For how long a notice is shown, and how many at most. */
const toldFor = 14 * 24 * 60 * 60 * 1000;
const most = 20;

type Told = (typeof told)[number];
const isTold = (action: string): action is Told => (told as readonly AuditAction[]).includes(action as AuditAction);

type ToldOfPasskeys = (typeof toldOfPasskeys)[number];
const isToldOfPasskeys = (action: string): action is ToldOfPasskeys =>
  (toldOfPasskeys as readonly AuditAction[]).includes(action as AuditAction);

/**
 * Recent actions on the account's phones and keys and, for a lead, on those of the villages' people; newest first.
 * Actions of the requesting phone itself are left out.
 */
export async function noticesFor(
  db: Database,
  account: Uuid,
  device: Uuid,
  led: readonly Uuid[],
  now: number,
): Promise<Notice[]> {
  const rows = await toldSince(db, told, now - toldFor)
    .where((eb) =>
      eb.or([
        eb('audit_log.person', '=', account),
        led.length > 0 ? eb('audit_log.area', 'in', [...led]) : eb.lit(false),
      ]),
    )
    .execute();
  return rows.flatMap(({ id, at, action, person, device: on, by, name }): Notice[] =>
    on === device || !isTold(action)
      ? []
      : [{ id, at, action, ...(person === account ? {} : { person: name }), ...(by === null ? {} : { by }) }],
  );
}

/** Recent actions on the account's passkeys, newest first; those of the requesting phone itself are left out. */
export async function passkeyNoticesFor(
  db: Database,
  account: Uuid,
  device: Uuid,
  now: number,
): Promise<PasskeyNotice[]> {
  const rows = await toldSince(db, toldOfPasskeys, now - toldFor)
    .where('audit_log.person', '=', account)
    .execute();
  return rows.flatMap(({ id, at, action, device: on, by }): PasskeyNotice[] =>
    on === device || !isToldOfPasskeys(action) ? [] : [{ id, at, action, ...(by === null ? {} : { by }) }],
  );
}

const toldSince = (db: Database, actions: readonly AuditAction[], since: number) =>
  db
    .selectFrom('audit_log')
    .leftJoin('account as doer', 'doer.id', 'audit_log.account')
    .innerJoin('account as concerned', 'concerned.id', 'audit_log.person')
    .select([
      'audit_log.id',
      'audit_log.at',
      'audit_log.action',
      'audit_log.person',
      'audit_log.device',
      'doer.name as by',
      'concerned.name',
    ])
    .where('audit_log.action', 'in', [...actions])
    .where('audit_log.at', '>', since)
    .orderBy('audit_log.id', 'desc')
    .limit(most);

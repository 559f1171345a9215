import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { roleRules, roles } from '../../domain/access/roles.ts';
import type { TeamMember } from '../../protocol/accounts/join.ts';
import type { TeamPhone } from '../../protocol/accounts/phones.ts';
import { ledger } from '../../protocol/push.ts';
import type { Database } from './deps.ts';

const writingRoles = roles.filter((role) => roleRules[role].may.includes('syncRecords'));

/** People who write or once wrote in these villages; changes are shown with their names. */
export async function teamOf(db: Database, villages: readonly Uuid[]): Promise<TeamMember[]> {
  if (villages.length === 0) return [];
  const rows = await db
    .selectFrom('account')
    // Only phones that wrote: the owner of any other phone is not shown anywhere, so it is not sent.
    .leftJoin('device', (join) => join.onRef('device.account', '=', 'account.id').on('device.last_seq', '>', 0))
    .select(['account.id', 'account.name', 'device.id as device'])
    .where('account.id', 'in', (granted) =>
      granted
        .selectFrom('account_grant')
        .select('account')
        .where('area', 'in', [...villages])
        .where('role', 'in', writingRoles),
    )
    .orderBy('account.id')
    .orderBy('device.id')
    .execute();
  const members = new Map<Uuid, { account: Uuid; name: string; devices: Uuid[] }>();
  for (const { id, name, device } of rows) {
    const member = members.get(id) ?? { account: id, name, devices: [] };
    if (device !== null) member.devices.push(device);
    members.set(id, member);
  }
  return [...members.values()];
}

const nothingHeld = { unsent: 0, drafts: 0 };

/**
 * The phones of one village's team, longest silent first. A withdrawn phone is listed while it reported unsent work at
 * its last contact.
 */
export async function phonesOf(db: Database, village: Uuid): Promise<TeamPhone[]> {
  const rows = await db
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account')
    .select([
      'device.id',
      'device.account',
      'account.name',
      'device.ledger',
      'device.last_contact',
      'device.revoked_at',
    ])
    .where('device.account', 'in', (granted) =>
      granted
        .selectFrom('account_grant')
        .select('account')
        .where('area', '=', village)
        .where('role', 'in', writingRoles)
        .where('revoked_at', 'is', null),
    )
    .orderBy('device.last_contact')
    .orderBy('device.id')
    .execute();
  return rows.flatMap(({ id, account, name, ledger: said, last_contact: lastContact, revoked_at: revokedAt }) => {
    const read = v.safeParse(ledger, said);
    const held = read.success ? read.output : nothingHeld;
    const counts = revokedAt === null || held.unsent + held.drafts > 0;
    return counts ? [{ device: id, account, name, held, lastContact }] : [];
  });
}

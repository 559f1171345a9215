import { isUuid, type Uuid } from '../../lib/ids.ts';
import { fullName } from '../../domain/area.ts';
import { roleRules, roles, type Role } from '../../domain/roles.ts';
import { joinFragment } from '../../protocol/join.ts';
import { areasBelow } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import { createInvitation } from '../accounts/invitations.ts';
import { UsageError } from '../cli/usage-error.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

const week = 7 * 24 * 60 * 60 * 1000;

const invite: AdminCommand = async (deps, args) => {
  const { words, options } = readArguments(args, ['name'], 1, 2);
  const role = roles.find((one): one is Role => one === words[0]);
  if (!role) throw new UsageError(`"${words[0]}" is no role. There are: ${roles.join(', ')}.`);
  const area = words[1] === undefined ? undefined : await areaNamed(deps.db, words[1]);
  if (!roleRules[role].areas.includes(area?.kind ?? 'country')) throw new UsageError(`The role ${role} is for a ${roleRules[role].areas.join(' or ')}.`);
  const { token, code } = await createInvitation(deps, { role, area: area?.id, name: options['name'], expires: deps.clock.now() + week });
  await note(deps, { action: 'invited', area: area?.id });
  return [
    `An invitation as ${role}${area ? ` for ${fullName(area)}` : ''}, once, within a week:`,
    `${deps.publicUrl}/join${joinFragment(token)}`,
    `or the code ${code.slice(0, 4)} ${code.slice(4)} at ${deps.publicUrl}/join`,
  ];
};

const listDevices: AdminCommand = async ({ db }, args) => {
  const { words } = readArguments(args, [], 0, 1);
  const area = words[0] === undefined ? undefined : await areaNamed(db, words[0]);
  const within = area && (await areasBelow(db, [area.id])).map(({ id }) => id);
  let query = db.selectFrom('device').innerJoin('account', 'account.id', 'device.account').select(['device.id', 'account.name', 'device.last_contact', 'device.ledger', 'device.revoked_at']);
  if (within) query = query.where('device.account', 'in', (eb) => eb.selectFrom('account_grant').select('account_grant.account').where('area', 'in', within).where('revoked_at', 'is', null));
  const rows = await query.orderBy('device.last_contact', 'desc').execute();
  if (rows.length === 0) return ['No phones.'];
  return rows.map(({ id, name, last_contact, ledger, revoked_at }) => {
    const { unsent = 0, drafts = 0 } = (ledger ?? {}) as { unsent?: number; drafts?: number };
    return `${id}  ${name}  heard of ${new Date(last_contact).toISOString()}  holds ${unsent + drafts}${revoked_at === null ? '' : '  REVOKED'}`;
  });
};

const revokeDevice: AdminCommand = async (deps, args) => {
  const id = readArguments(args, [], 1, 1).words[0] ?? '';
  if (!isUuid(id)) throw new UsageError('The id of a phone is in "devices list".');
  return deps.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('device').select('revoked_at').where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new UsageError('There is no phone with this id.');
    if (row.revoked_at !== null) return ['It was revoked before.'];
    await tx.updateTable('device').set({ revoked_at: deps.clock.now() }).where('id', '=', id).execute();
    // Nobody's account: the server's operator.
    await note({ ...deps, db: tx }, { action: 'phoneWithdrawn', subject: id satisfies Uuid });
    return ['Revoked. At its next contact it hands over what it holds, all set aside for the team lead, and erases itself.'];
  });
};

export const peopleCommands: Readonly<Record<string, AdminCommand>> = { invite, 'devices list': listDevices, 'devices revoke': revokeDevice };

import { isUuid } from '../../lib/ids.ts';
import { fullName } from '../../domain/access/area.ts';
import { roleRules, roles, type Role } from '../../domain/access/roles.ts';
import { joinFragment } from '../../protocol/accounts/join.ts';
import { areasBelow } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import { closePhones } from '../accounts/close-phones.ts';
import { grantsOf } from '../accounts/grants.ts';
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
  if (!roleRules[role].areas.includes(area?.kind ?? 'country'))
    throw new UsageError(`The role ${role} is for a ${roleRules[role].areas.join(' or ')}.`);
  const { id, token, code } = await createInvitation(deps, {
    role,
    area: area?.id,
    name: options['name'],
    expires: deps.clock.now() + week,
  });
  await note(deps, { action: 'invited', area: area?.id, subject: id });
  return [
    `An invitation as ${role}${area ? ` for ${fullName(area)}` : ''}, once, within a week:`,
    `${deps.publicUrl}/join${joinFragment(token)}`,
    `or the code ${code.slice(0, 5)} ${code.slice(5)} at ${deps.publicUrl}/join`,
  ];
};

const listDevices: AdminCommand = async ({ db }, args) => {
  const { words } = readArguments(args, [], 0, 1);
  const area = words[0] === undefined ? undefined : await areaNamed(db, words[0]);
  const within = area && (await areasBelow(db, [area.id])).map(({ id }) => id);
  let query = db
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account')
    .select(['device.id', 'account.name', 'device.last_contact', 'device.ledger', 'device.revoked_at']);
  if (within)
    query = query.where('device.account', 'in', (eb) =>
      eb
        .selectFrom('account_grant')
        .select('account_grant.account')
        .where('area', 'in', within)
        .where('revoked_at', 'is', null),
    );
  const rows = await query.orderBy('device.last_contact', 'desc').execute();
  if (rows.length === 0) return ['No phones.'];
  return rows.map(({ id, name, last_contact, ledger, revoked_at }) => {
    const { unsent = 0, drafts = 0 } = (ledger ?? {}) as { unsent?: number; drafts?: number };
    const state = revoked_at === null ? '' : '  REVOKED';
    return `${id}  ${name}  heard of ${new Date(last_contact).toISOString()}  holds ${unsent + drafts}${state}`;
  });
};

const revokeDevice: AdminCommand = async (deps, args) => {
  const id = readArguments(args, [], 1, 1).words[0] ?? '';
  if (!isUuid(id)) throw new UsageError('The id of a phone is in "devices list".');
  return deps.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('device').select('account').where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new UsageError('There is no phone with this id.');
    const closed = await closePhones(tx, [id], deps.clock.now());
    if (closed.length === 0) return ['It was revoked before.'];
    const area = (await grantsOf(tx, row.account)).find((grant) => grant.area !== undefined)?.area;
    // No account: the server's operator acts.
    for (const subject of closed)
      await note({ ...deps, db: tx }, { action: 'phoneWithdrawn', area, subject, person: row.account });
    return [
      'Revoked. At its next contact it hands over what it holds, all set aside for the team lead, and erases itself.',
    ];
  });
};

export const peopleCommands: Readonly<Record<string, AdminCommand>> = {
  invite,
  'devices list': listDevices,
  'devices revoke': revokeDevice,
};

import { isUuid } from '../../lib/ids.ts';
import { UsageError } from '../cli/usage-error.ts';
import { withdrawPasskeyAsOperator } from '../passkeys/withdraw-passkey.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const list: AdminCommand = async ({ db }, args) => {
  readArguments(args, [], 0, 0);
  const rows = await db
    .selectFrom('passkey')
    .innerJoin('account', 'account.id', 'passkey.account')
    .select([
      'passkey.id',
      'account.name as owner',
      'passkey.name',
      'passkey.rp_id',
      'passkey.created_at',
      'last_used_at',
    ])
    .where('withdrawn_at', 'is', null)
    .orderBy('account.name')
    .orderBy('passkey.id')
    .execute();
  if (rows.length === 0) return ['Nobody has a passkey yet.'];
  return rows.map(
    ({ id, owner, name, rp_id: site, created_at: made, last_used_at: used }) =>
      `${id}  ${owner}  "${name}"  for ${site}  made ${day(made)}  last used ${used === null ? 'never' : day(used)}`,
  );
};

const remove: AdminCommand = async (deps, args) => {
  const id = readArguments(args, [], 1, 1).words[0] ?? '';
  if (!isUuid(id)) throw new UsageError('The id of a passkey is in "passkeys".');
  const taken = await withdrawPasskeyAsOperator(deps, id);
  if (taken === undefined) throw new UsageError('There is no passkey with this id.');
  return [
    taken
      ? "Taken away. Its owner's phones are told; with no other passkey left they make a first one again."
      : 'It was taken away before.',
  ];
};

export const passkeyCommands: Readonly<Record<string, AdminCommand>> = { passkeys: list, 'passkeys remove': remove };

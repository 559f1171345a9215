import { sql } from 'kysely';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import type { Grant } from '../../domain/access/roles.ts';
import type { QuarantineReason } from '../../protocol/quarantine.ts';
import type { QuarantineVerdict } from '../../protocol/quarantine-judgement.ts';
import { note } from '../accounts/audit.ts';
import { UsageError } from '../cli/usage-error.ts';
import { isRetryable } from '../database/retryable.ts';
import { uuidFromText, sha256 } from '../hash.ts';
import type { SyncDeps } from '../sync/deps.ts';
import { handleQuarantineList } from '../sync/quarantine/handle-quarantine.ts';
import { handleQuarantineRelease, handleQuarantineSetAside } from '../sync/quarantine/judge-quarantine.ts';
import { createKyselyStorage } from '../sync/kysely/kysely-storage.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand, AdminDeps } from './deps.ts';

/** The operator has no account; their decisions are stored without a name. */
const operator = {
  account: '00000000-0000-0000-0000-000000000000',
  device: '00000000-0000-0000-0000-000000000000',
} as const;

/** Dependencies for the handlers that a team lead's phone calls, with a lead's rights in these villages. */
function asLeadOf(villages: readonly Uuid[], { db, clock }: AdminDeps): SyncDeps {
  const grants = async (): Promise<Grant[]> => villages.map((area) => ({ id: operator.account, role: 'lead', area }));
  const storage = createKyselyStorage(db);
  return {
    clock,
    sha256,
    uuidFromText,
    isRetryable,
    storage: {
      transaction: (work) =>
        storage.transaction((tx) =>
          work({
            ...tx,
            lockGrants: grants,
            setOutcome: (opId, outcome, version) => tx.setOutcome(opId, outcome, version),
            noteJudged: (at, judged) =>
              tx.noteJudged(
                at,
                judged.map(({ action, village, subject }) => ({ action, village, subject })),
              ),
          }),
        ),
      // Senders' rights are read too; only the operator's own grants are replaced.
      snapshot: (work) =>
        storage.snapshot((tx) =>
          work({ ...tx, grants: (account) => (account === operator.account ? grants() : tx.grants(account)) }),
        ),
    },
  };
}

const why: Readonly<Record<QuarantineReason, string>> = {
  unreadable: 'it is no operation; it can only be set aside',
  misfit: 'a value is not of its kind; it can only be set aside',
  otherKind: 'its record is of another kind',
  waits: 'what it builds on is not here yet',
  otherVillage: 'its form reaches into another village',
  group: 'another part of its form cannot be applied or was set aside',
  broken: 'the database refused it',
  noRight: 'the sender had no right there when it came',
  noConsent: 'it holds answers of somebody who said no; it can be released once they have said yes',
};

const counts: AdminCommand = async ({ db }, args) => {
  readArguments(args, [], 0, 0);
  const rows = await db
    .selectFrom('op_meta')
    .leftJoin('area', 'area.id', 'op_meta.village')
    .select(['op_meta.village', 'area.prefix', 'area.name', sql<number>`count(*)::int`.as('count')])
    .where('outcome', '=', 'quarantined')
    .groupBy(['op_meta.village', 'area.prefix', 'area.name'])
    .orderBy('count', 'desc')
    .execute();
  if (rows.length === 0) return ['Nothing waits for anybody.'];
  return rows.map(
    ({ village, prefix, name, count }) =>
      `${count}  ${village === null ? 'no village could be read' : `${village}  ${prefix ?? ''} ${name ?? ''}`.trim()}`,
  );
};

const list: AdminCommand = async (deps, args) => {
  const { words } = readArguments(args, [], 1, 1);
  const area = await areaNamed(deps.db, words[0] ?? '');
  if (area.kind !== 'village')
    throw new UsageError('Say which village: "quarantine" lists those where something waits.');
  const answer = await handleQuarantineList(asLeadOf([area.id], deps), operator, { village: area.id });
  if (!('entries' in answer) || !answer.entries || answer.entries.length === 0) return ['Nothing waits there.'];
  await note(deps, { action: 'readQuarantine', area: area.id });
  // No content is printed: answers of households must not end up in a terminal's history.
  const lines = answer.entries.map(({ opId, name, kind, receivedAt, reason, field, behind, revoked }) =>
    [
      opId,
      new Date(receivedAt).toISOString(),
      name + (revoked ? ' (phone revoked)' : ''),
      kind ?? 'unreadable',
      why[reason] + (field === undefined ? '' : ` (${field})`),
      ...(behind > 0 ? [`${behind} behind it`] : []),
    ].join('  '),
  );
  return answer.waiting > lines.length ? [...lines, `…and ${answer.waiting - lines.length} more.`] : lines;
};

const judging =
  (judge: typeof handleQuarantineRelease): AdminCommand =>
  async (deps, args) => {
    const { words: opIds } = readArguments(args, [], 1, 200);
    const wrong = opIds.find((id): boolean => !isUuid(id));
    if (wrong !== undefined) throw new UsageError(`"${wrong}" is no id. "quarantine list VILLAGE" shows them.`);
    const { results } = await judge(asLeadOf(await villagesOf(deps, opIds), deps), operator, { opIds: [...opIds] });
    if (results.length === 0)
      throw new UsageError('Nothing with this id waits. "quarantine list VILLAGE" shows what does.');
    return results.map(lineOf);
  };

const lineOf = ({ opId, outcome, why: reason }: QuarantineVerdict['results'][number]): string =>
  `${opId}  ${outcome === 'quarantined' ? `still waits: ${reasonText(reason)}` : outcome}`;

const reasonText = (reason: QuarantineReason | undefined): string =>
  reason === undefined ? 'it was not judged' : why[reason];

/** The villages of the groups that these operations belong to. */
async function villagesOf({ db }: AdminDeps, opIds: readonly Uuid[]): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('op_meta as named')
    .innerJoin('op_meta', (join) =>
      join.onRef('op_meta.device', '=', 'named.device').onRef('op_meta.group_id', '=', 'named.group_id'),
    )
    .select('op_meta.village')
    .distinct()
    .where('named.op_id', 'in', [...opIds])
    .execute();
  return rows.flatMap(({ village }) => village ?? []);
}

export const quarantineCommands: Readonly<Record<string, AdminCommand>> = {
  quarantine: counts,
  'quarantine list': list,
  'quarantine release': judging(handleQuarantineRelease),
  'quarantine set-aside': judging(handleQuarantineSetAside),
};

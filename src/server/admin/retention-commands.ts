import { defaultRetentionMonths } from '../../domain/retention.ts';
import { fullName } from '../../domain/area.ts';
import { note } from '../accounts/audit.ts';
import { UsageError } from '../cli/usage-error.ts';
import { retentionMonths } from '../retention/purge-job.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

// As the table has it (migrations/0007-retention.ts).
const longest = 120;

const show: AdminCommand = async ({ db }, args) => {
  readArguments(args, [], 0, 0);
  const said = await db.selectFrom('retention').innerJoin('area', 'area.id', 'retention.area').select(['area.id', 'area.prefix', 'area.name', 'months']).orderBy('area.id').execute();
  return [`everywhere else  ${defaultRetentionMonths} months after the year in which a person was last asked`, ...said.map(({ id, prefix, name, months }) => `${id}  ${prefix} ${name}  ${months} months`)];
};

const set: AdminCommand = async (deps, args) => {
  const { words } = readArguments(args, [], 1, 2);
  const area = await areaNamed(deps.db, words[0] ?? '');
  const wanted = words[1];
  if (wanted !== undefined) {
    const months = wanted === 'default' ? undefined : readMonths(wanted);
    await deps.db.transaction().execute(async (db) => {
      if (months === undefined) await db.deleteFrom('retention').where('area', '=', area.id).execute();
      else await db.insertInto('retention').values({ area: area.id, months }).onConflict((conflict) => conflict.column('area').doUpdateSet({ months })).execute();
      await note({ ...deps, db }, { action: 'retentionSet', area: area.id });
    });
  }
  return [`${fullName(area)}: ${await retentionMonths(deps.db, area.id)} months after the year in which a person was last asked.`];
};

function readMonths(word: string): number {
  const months = Number(word);
  if (!/^\d+$/.test(word) || months > longest) throw new UsageError(`"${word}" is no number of months from 0 to ${longest}, nor "default".`);
  return months;
}

export const retentionCommands: Readonly<Record<string, AdminCommand>> = { retention: show, 'retention set': set };

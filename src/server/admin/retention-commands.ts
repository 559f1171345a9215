import { defaultRetentionMonths, longestRetentionMonths as longest } from '../../domain/record/retention.ts';
import { fullName } from '../../domain/access/area.ts';
import { UsageError } from '../cli/usage-error.ts';
import { retentionOf, setRetention } from '../retention/area-retention.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

const show: AdminCommand = async ({ db }, args) => {
  readArguments(args, [], 0, 0);
  const settings = await db
    .selectFrom('retention')
    .innerJoin('area', 'area.id', 'retention.area')
    .select(['area.id', 'area.prefix', 'area.name', 'months'])
    .orderBy('area.id')
    .execute();
  return [
    `everywhere else  ${defaultRetentionMonths} months after the year in which a person was last asked`,
    ...settings.map(({ id, prefix, name, months }) => `${id}  ${prefix} ${name}  ${months} months`),
  ];
};

const set: AdminCommand = async (deps, args) => {
  const { words } = readArguments(args, [], 1, 2);
  const area = await areaNamed(deps.db, words[0] ?? '');
  const wanted = words[1];
  if (wanted !== undefined) await setRetention(deps, area.id, wanted === 'default' ? undefined : readMonths(wanted));
  const { months } = await retentionOf(deps.db, area.id);
  return [`${fullName(area)}: ${months} months after the year in which a person was last asked.`];
};

function readMonths(word: string): number {
  const months = Number(word);
  if (!/^\d+$/.test(word) || months > longest)
    throw new UsageError(`"${word}" is no number of months from 0 to ${longest}, nor "default".`);
  return months;
}

export const retentionCommands: Readonly<Record<string, AdminCommand>> = { retention: show, 'retention set': set };

import { fullName } from '../../domain/access/area.ts';
import { periodKinds } from '../../domain/period.ts';
import { note } from '../accounts/audit.ts';
import { UsageError } from '../cli/usage-error.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

/** Sets the period for an area and everything below without a setting of its own. Signed reports stay as they are. */
const period: AdminCommand = async (deps, args) => {
  const { db } = deps;
  const {
    words: [which = '', wanted = ''],
  } = readArguments(args, [], 2, 2);
  const kind = periodKinds.find((one) => one === wanted);
  if (!kind) throw new UsageError(`A period is one of ${periodKinds.join(', ')}, not "${wanted}".`);
  const area = await areaNamed(db, which);
  await db.updateTable('area').set({ report_period: kind }).where('id', '=', area.id).execute();
  await note(deps, { action: 'reportPeriodSet', area: area.id, subject: area.id });
  return [`${fullName(area)} reports ${kind === 'cycle' ? 'from the 15th to the 14th' : 'by calendar month'}.`];
};

export const reportCommands: Readonly<Record<string, AdminCommand>> = { 'reports period': period };

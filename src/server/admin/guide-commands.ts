import { dayOf } from '../../lib/day.ts';
import { reportedSteps } from '../guides/changed-steps.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

/** Steps whose drawing differs from what people see, the most reported first. */
const changed: AdminCommand = async ({ db, clock }, args) => {
  readArguments(args, [], 0, 0);
  const { steps } = await reportedSteps(db, dayOf(clock.now()));
  if (steps.length === 0) return ['Nobody has reported a step of a guide.'];
  return steps.map(
    ({ step, app, reports, first, last }) => `${step}  ${reports} reports, ${first} to ${last}${app && `  ${app}`}`,
  );
};

export const guideCommands: Readonly<Record<string, AdminCommand>> = { 'guides changed': changed };

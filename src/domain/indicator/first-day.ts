import type { Day } from '../../lib/day.ts';

/** The digital teams of the old district began in 2022: nothing before it is ever asked for. */
export const firstDay = '2022-01-01' as Day;

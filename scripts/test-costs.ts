import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** What was used up until now, in seconds. */
export interface Costs {
  readonly wall: number;
  /**
   * Processor time of this process's ended children and theirs. A killed browser's own children are not among them.
   * Undefined outside Linux.
   */
  readonly children: number | undefined;
  /** Processor time of everything on this machine. */
  readonly machine: number;
}

// Linux tells processor times in hundredths of a second, whatever the kernel counts in.
const ticksPerSecond = 100;

export function costsNow(): Costs {
  const machine = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
  return { wall: performance.now() / 1000, children: childrenTime(), machine };
}

function childrenTime(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  return childrenTimeIn(readFileSync('/proc/self/stat', 'utf8'));
}

/** @param stat one line of /proc/<pid>/stat. @returns seconds, of user and system together */
export function childrenTimeIn(stat: string): number {
  // The second field is the program's name in brackets and may hold blanks; cutime and cstime are fields 16 and 17 (man
  // proc).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

export const costsBetween = (before: Costs, after: Costs): Costs => ({
  wall: after.wall - before.wall,
  children:
    before.children === undefined || after.children === undefined ? undefined : after.children - before.children,
  machine: after.machine - before.machine,
});

/**
 * One line a round, and their sum: seconds on the clock, of the round's own processes, of the whole machine meanwhile.
 */
export function costTable(rounds: readonly { readonly name: string; readonly costs: Costs }[]): string[] {
  const total: Costs = {
    wall: sum(rounds.map(({ costs }) => costs.wall)),
    children: rounds.some(({ costs }) => costs.children === undefined)
      ? undefined
      : sum(rounds.map(({ costs }) => costs.children ?? 0)),
    machine: sum(rounds.map(({ costs }) => costs.machine)),
  };
  const row = (name: string, ...cells: string[]): string =>
    name.padEnd(20) + cells.map((cell) => cell.padStart(12)).join('');
  const costs = (name: string, { wall, children, machine }: Costs): string =>
    row(name, wall.toFixed(0), children?.toFixed(0) ?? '–', machine.toFixed(0));
  return [
    row('seconds', 'wall', 'processor', 'machine'),
    ...rounds.map(({ name, costs: cost }) => costs(name, cost)),
    costs('all', total),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

import { availableParallelism, loadavg } from 'node:os';
import type { BenchTable } from './entry.ts';

/** 1 KB = 1000 bytes, as data plans count. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
export const milliseconds = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
/** How many times one is the other: what two columns of one run have in common with those of any other machine. */
export const ratio = (one: number, other: number): string => (other === 0 ? '–' : `${(one / other).toFixed(2)}×`);

/** What else this machine was doing: times of a busy one say little. */
export const loadNote = (): string =>
  `Load of this machine over the last five minutes: ${loadavg()[1]!.toFixed(1)} ` +
  `on ${availableParallelism()} cores; at rest a bench makes 1 to 2 of it.`;

/** A table as text, its columns as wide as what is in them. */
export function tableText({ title, columns, rows, notes = [] }: BenchTable): string {
  const all = [[title, ...columns], ...rows];
  const widths = [title, ...columns].map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => (column === 0 ? (row[0] ?? '').padEnd(width) : (row[column] ?? '').padStart(width + 3)))
      .join('')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, 3 * columns.length));
  const [head = [], ...others] = all;
  return [line(head), rule, ...others.map(line), ...notes].join('\n');
}

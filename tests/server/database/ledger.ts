import { expect, onTestFinished } from 'vitest';
import type { Child } from '../../support/programs/child.ts';
import type { DatabasePlace } from '../../support/engines/engines.ts';
import { startProgram } from '../../support/programs/programs.ts';

/** What the test, outside the processes that get killed, knows to be stored. */
export class Ledger {
  readonly stored = new Set<number>();

  hear(lines: readonly string[]): void {
    for (const line of lines) if (line.startsWith('stored ')) this.stored.add(Number(line.slice('stored '.length)));
  }

  /** @param foundLine what a writer has found in the database when it started */
  check(foundLine: string): void {
    const found = new Map(JSON.parse(foundLine.slice('found '.length)) as [number, number][]);
    expect(
      [...this.stored].filter((pair) => !found.has(pair)),
      'acknowledged and missing',
    ).toEqual([]);
    expect(
      [...found].filter(([, halves]) => halves !== 2),
      'half a transaction',
    ).toEqual([]);
  }
}

/** Starts a writer, checks what it finds, lets it store some pairs and calls `strike` in the middle of its work. */
export async function strikeWriter(
  { number, place, ledger }: { number: number; place: DatabasePlace; ledger: Ledger },
  strike: (writer: Child) => Promise<void>,
): Promise<Child> {
  const writer = startProgram('writer', [JSON.stringify(place), String(number * 1_000_000)]);
  onTestFinished(() => writer.kill());
  ledger.check(await writer.line('found '));
  const enough = 2 + ((number * 7) % 40); // each round strikes at another moment
  await writer.lineThat(() => writer.lines.length > enough);
  await strike(writer);
  ledger.hear(writer.lines);
  return writer;
}

import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import { makeDirectory, syncPath } from '../database/pglite/sync-tree.ts';
import { BackupRefused } from './backup-file.ts';

// Beside the backups lies a file that only grows: what no backup may make forgotten. A line each: {"erased":"<id>","village":"<id>"} or {"epoch":3}.
// Copy it wherever the backups are copied to.

const newline = 10;

export const memoryName = 'thon-so-memory.jsonl';

/** A record that was erased on somebody's wish and must not come back, and the village it was in. */
export interface Erased {
  readonly id: Uuid;
  readonly village: Uuid;
}

export interface Memory {
  erased(): readonly Erased[];
  /** Epochs that restores have used. */
  epochs(): readonly number[];
  /** On the disk when it returns. */
  rememberErased(records: readonly Erased[]): void;
  rememberEpoch(epoch: number): void;
}

const line = v.union([v.object({ erased: v.custom<Uuid>(isUuid), village: v.custom<Uuid>(isUuid) }), v.object({ epoch: v.pipe(v.number(), v.integer(), v.minValue(1)) })]);
type Line = v.InferOutput<typeof line>;

/** The memory in this directory; empty when there is none yet. @throws BackupRefused when a line of it cannot be read */
export function openMemory(directory: string): Memory {
  const path = join(directory, memoryName);
  const lines = existsSync(path) ? readLines(path) : [];
  const erased = new Map(lines.flatMap((one) => ('erased' in one ? [[one.erased, one.village] as const] : [])));
  const epochs = new Set(lines.flatMap((one) => ('epoch' in one ? [one.epoch] : [])));
  return {
    erased: () => [...erased].map(([id, village]) => ({ id, village })),
    epochs: () => [...epochs],
    rememberErased: (records) => {
      const fresh = new Map(records.filter(({ id }) => !erased.has(id)).map(({ id, village }) => [id, village]));
      append(path, [...fresh].map(([id, village]) => ({ erased: id, village })));
      for (const [id, village] of fresh) erased.set(id, village);
    },
    rememberEpoch: (epoch) => {
      if (!epochs.has(epoch)) append(path, [{ epoch }]);
      epochs.add(epoch);
    },
  };
}

/** Both at once: knows what either knows, remembers in the first. */
export const mergedMemory = (own: Memory, other: Memory): Memory => ({
  ...own,
  erased: () => [...new Map([...own.erased(), ...other.erased()].map((one) => [one.id, one])).values()],
  epochs: () => [...own.epochs(), ...other.epochs()],
});

function readLines(path: string): Line[] {
  const texts = readFileSync(path, 'utf8').split('\n');
  // A line without its end was cut off while it was written; whoever wrote it was told that it failed, and will write it again.
  texts.pop();
  return texts.map((text, index) => {
    try {
      return v.parse(line, JSON.parse(text));
    } catch {
      throw new BackupRefused(`Line ${index + 1} of ${path} cannot be read. Nothing was changed. Take this file from another copy of the backups.`);
    }
  });
}

function append(path: string, lines: readonly Line[]): void {
  if (lines.length === 0) return;
  makeDirectory(dirname(path));
  const isNew = !existsSync(path);
  const file = openSync(path, isNew ? 'ax' : 'a', 0o600);
  try {
    // What was cut off goes, or the next line would continue it. Only then: another process may be writing its own.
    const before = isNew ? Buffer.alloc(0) : readFileSync(path);
    if (before.length > 0 && before.at(-1) !== newline) ftruncateSync(file, before.lastIndexOf(newline) + 1);
    writeSync(file, lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (isNew) syncPath(dirname(path));
}

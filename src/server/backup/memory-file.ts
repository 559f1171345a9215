import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import { makeDirectory, syncPath } from '../database/pglite/sync-tree.ts';
import { BackupRefused } from './backup-file.ts';

// Beside the backups lies a file that only grows: what no backup may make forgotten. A line each: {"erased":"<id>"} or {"epoch":3}.
// Copy it wherever the backups are copied to.

export const memoryName = 'thon-so-memory.jsonl';

export interface Memory {
  /** Ids of records that were erased on somebody's wish and must not come back. */
  erased(): readonly Uuid[];
  /** Epochs that restores have used. */
  epochs(): readonly number[];
  /** On the disk when it returns. */
  rememberErased(ids: readonly Uuid[]): void;
  rememberEpoch(epoch: number): void;
}

const line = v.union([v.object({ erased: v.custom<Uuid>(isUuid) }), v.object({ epoch: v.pipe(v.number(), v.integer(), v.minValue(1)) })]);
type Line = v.InferOutput<typeof line>;

/** The memory in this directory; empty when there is none yet. @throws BackupRefused when a line of it cannot be read */
export function openMemory(directory: string): Memory {
  const path = join(directory, memoryName);
  const lines = existsSync(path) ? readLines(path) : [];
  const erased = new Set(lines.flatMap((one) => ('erased' in one ? [one.erased] : [])));
  const epochs = new Set(lines.flatMap((one) => ('epoch' in one ? [one.epoch] : [])));
  return {
    erased: () => [...erased],
    epochs: () => [...epochs],
    rememberErased: (ids) => {
      const fresh = [...new Set(ids)].filter((id) => !erased.has(id));
      append(path, fresh.map((id) => ({ erased: id })));
      for (const id of fresh) erased.add(id);
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
  erased: () => [...new Set([...own.erased(), ...other.erased()])],
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
    // What was cut off goes, or the next line would continue it.
    if (!isNew) ftruncateSync(file, readFileSync(path).lastIndexOf('\n') + 1);
    writeSync(file, lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (isNew) syncPath(dirname(path));
}

import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import { makeDirectory, syncPath } from '../database/pglite/sync-tree.ts';
import { BackupRefused } from './backup-file.ts';

// The memory file lies beside the backups and holds, a line each, what must survive the restoring of a backup. Copy it
// wherever the backups are copied to.
//
//   {"erased":"<id>","village":"<id>","at":<ms>}       a record that must not come back; older lines have no time;
//                                                      with "until":<ms> it can be brought back before then
//   {"alive":"<id>","village":"<id>"}                  it was brought back, or erased by mistake: earlier lines about
//                                                      it are void
//   {"withdrawn":"grant|device|invitation|passkey","id":"<id>","at":<ms>}   a right that must not come back
//   {"epoch":3}                                        an epoch that a restore has used

const newline = 10;

export const memoryName = 'thon-so-memory.jsonl';

/** An erased record, which must not come back, and the village it was in. */
export interface Erased {
  readonly id: Uuid;
  readonly village: Uuid;
  /** It can be brought back before then (Unix ms). */
  readonly until?: number | undefined;
}

/** A withdrawn grant, phone, invitation or passkey. */
export interface WithdrawnRight {
  readonly kind: 'grant' | 'device' | 'invitation' | 'passkey';
  readonly id: Uuid;
  /** Unix ms. */
  readonly at: number;
}

export interface Memory {
  erased(): readonly Erased[];
  withdrawn(): readonly WithdrawnRight[];
  /** Epochs that restores have used. */
  epochs(): readonly number[];
  /** On the disk when it returns. @param at Unix ms */
  rememberErased(records: readonly Erased[], at?: number): void;
  /** Cancels earlier lines about these records; on the disk when it returns. */
  rememberAlive(records: readonly Erased[]): void;
  /** On the disk when it returns. */
  rememberWithdrawn(rights: readonly WithdrawnRight[]): void;
  rememberEpoch(epoch: number): void;
  /**
   * Removes older lines and repeated ones. Lines without a time stay.
   * @param before Unix ms
   * @returns the number of removed lines
   */
  prune(before: number): number;
}

/** The same id may be erased in one village and alive in another. */
export const placeOf = ({ village, id }: Erased): string => `${village} ${id}`;

const id = v.custom<Uuid>(isUuid);
const line = v.union([
  v.object({ erased: id, village: id, at: v.optional(v.number()), until: v.optional(v.number()) }),
  v.object({ alive: id, village: id }),
  v.object({ withdrawn: v.picklist(['grant', 'device', 'invitation', 'passkey']), id, at: v.number() }),
  v.object({ epoch: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);
type Line = v.InferOutput<typeof line>;

/**
 * The memory file in this directory, read once and held; empty when there is none yet.
 * @throws BackupRefused when a line cannot be read
 */
export function openMemory(directory: string): Memory {
  const path = join(directory, memoryName);
  let lines = new Map<string, Line>();
  let read = 0;
  const keep = (one: Line): void => {
    if ('alive' in one) lines.delete(`erased ${one.village} ${one.alive}`);
    // The last line about a record counts.
    const key = keyOf(one);
    lines.delete(key);
    lines.set(key, one);
  };
  for (const one of existsSync(path) ? readLines(path) : []) {
    keep(one);
    read++;
  }
  const remember = (said: readonly Line[]): void => {
    // When the file was removed meanwhile, all lines are written again.
    append(path, existsSync(path) ? said : [...lines.values(), ...said]);
    for (const one of said) keep(one);
    read += said.length;
  };
  const all = (): Line[] => [...lines.values()];
  return {
    erased: () =>
      all().flatMap((one) =>
        'erased' in one
          ? [{ id: one.erased, village: one.village, ...(one.until !== undefined && { until: one.until }) }]
          : [],
      ),
    withdrawn: () =>
      all().flatMap((one) => ('withdrawn' in one ? [{ kind: one.withdrawn, id: one.id, at: one.at }] : [])),
    epochs: () => all().flatMap((one) => ('epoch' in one ? [one.epoch] : [])),
    rememberErased: (records, at) => {
      const fresh = new Map(
        records.map((one): [string, Line] => [
          `erased ${placeOf(one)}`,
          {
            erased: one.id,
            village: one.village,
            ...(at !== undefined && { at }),
            ...(one.until !== undefined && { until: one.until }),
          },
        ]),
      );
      remember([...fresh].flatMap(([key, one]) => (isKnown(lines.get(key), at) ? [] : [one])));
    },
    rememberAlive: (records) =>
      remember(
        records
          .filter((one) => lines.has(`erased ${placeOf(one)}`))
          .map(({ id: alive, village }) => ({ alive, village })),
      ),
    rememberWithdrawn: (rights) =>
      remember(
        rights
          .map(({ kind, id: of, at }): Line => ({ withdrawn: kind, id: of, at }))
          .filter((one) => !lines.has(keyOf(one))),
      ),
    rememberEpoch: (epoch) => remember(lines.has(`epoch ${epoch}`) ? [] : [{ epoch }]),
    prune: (before) => {
      const kept = all().filter(
        (one) => !('alive' in one) && !('at' in one && one.at !== undefined && one.at < before),
      );
      const went = read - kept.length;
      if (went === 0) return 0;
      replace(path, kept);
      lines = new Map(kept.map((one) => [keyOf(one), one]));
      read = kept.length;
      return went;
    },
  };
}

/**
 * True when the file has this erasure already. One with a later time is another: the record was brought back in
 * between, and another process may have written so.
 */
function isKnown(known: Line | undefined, at: number | undefined): boolean {
  if (!known) return false;
  return at === undefined || ('at' in known && known.at !== undefined && known.at >= at);
}

function keyOf(one: Line): string {
  if ('erased' in one) return `erased ${one.village} ${one.erased}`;
  if ('alive' in one) return `alive ${one.village} ${one.alive}`;
  return 'withdrawn' in one ? `${one.withdrawn} ${one.id}` : `epoch ${one.epoch}`;
}

/** Reads both memories; writes to the first. */
export const mergedMemory = (own: Memory, other: Memory): Memory => ({
  ...own,
  erased: () => [...new Map([...own.erased(), ...other.erased()].map((one) => [placeOf(one), one])).values()],
  withdrawn: () => [...new Map([...own.withdrawn(), ...other.withdrawn()].map((one) => [one.id, one])).values()],
  epochs: () => [...own.epochs(), ...other.epochs()],
});

function readLines(path: string): Line[] {
  const texts = readFileSync(path, 'utf8').split('\n');
  // A line without its end was cut off while it was written; its writer got an error and will write it again.
  texts.pop();
  return texts.map((text, index) => {
    try {
      return v.parse(line, JSON.parse(text));
    } catch {
      throw new BackupRefused(
        `Line ${index + 1} of ${path} cannot be read. Nothing was changed. ` +
          'Take this file from another copy of the backups.',
      );
    }
  });
}

const textOf = (lines: readonly Line[]): string => lines.map((one) => `${JSON.stringify(one)}\n`).join('');

function append(path: string, lines: readonly Line[]): void {
  if (lines.length === 0) return;
  makeDirectory(dirname(path));
  const isNew = !existsSync(path);
  const file = openSync(path, isNew ? 'ax+' : 'a+', 0o600);
  try {
    // A cut-off line is removed, or the next line would continue it. Only in that case, because another process may be
    // writing.
    cutTornLine(file, path);
    writeSync(file, textOf(lines));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (isNew) syncPath(dirname(path));
}

function cutTornLine(file: number, path: string): void {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  if (size === 0 || readSync(file, last, 0, 1, size - 1) === 0 || last[0] === newline) return;
  ftruncateSync(file, readFileSync(path).lastIndexOf(newline) + 1);
}

/** Replaces the file atomically. */
function replace(path: string, lines: readonly Line[]): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, textOf(lines));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncPath(dirname(path));
}

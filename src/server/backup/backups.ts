import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Job } from '../jobs/job.ts';
import type { Logger } from '../database/logger.ts';
import { madeAtOf } from './backup-file.ts';
import { rememberErasures, type Remembering } from './erasures.ts';
import { noteBackup } from './watermark.ts';
import { writeBackup, type WrittenBackup } from './write-backup.ts';

const day = 24 * 60 * 60 * 1000;

export interface BackupDeps {
  readonly db: Kysely<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly directory: string;
  /** How many backups are kept; the oldest are deleted. */
  readonly keep: number;
  /** The memory file as this process holds it; absent in a command, which reads the file. */
  readonly remembering?: Remembering;
  /** The public key (age1…) that files are encrypted to; absent: they are not. */
  readonly recipient?: string | undefined;
}

/** ms that erasures are remembered beyond the oldest backup kept here; copies elsewhere are seldom older. */
const memoryKept = 400 * day;

/**
 * Makes one backup: stores erasures in the memory file, writes the backup, deletes old ones, and stores the time up to
 * which phones need not keep what they sent.
 */
export async function makeBackup(
  { db, clock, logger, directory, keep, remembering, recipient }: BackupDeps,
  signal?: AbortSignal,
): Promise<WrittenBackup> {
  await (remembering ? remembering.remember() : rememberErasures(db, directory));
  const written = await writeBackup(db, clock.now(), directory, recipient, signal);
  const kept = await removeOld(directory, Math.max(keep, 1));
  await noteBackup(db, kept[0] ?? written.madeAt);
  remembering?.memory.prune((kept[0] ?? written.madeAt) - memoryKept);
  logger.info({ rows: written.rows, bytes: written.bytes, kept: kept.length }, 'Made a backup.');
  return written;
}

/** @returns when the kept backups were made (Unix ms), oldest first */
async function removeOld(directory: string, keep: number): Promise<number[]> {
  const backups = await backupsIn(directory);
  for (const { name } of backups.slice(0, -keep)) await rm(join(directory, name));
  return backups.slice(-keep).map(({ madeAt }) => madeAt);
}

/** The finished backups in a directory, oldest first; none when it does not exist. */
export async function backupsIn(directory: string): Promise<{ readonly name: string; readonly madeAt: number }[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const madeAt = madeAtOf(name);
      return madeAt === undefined ? [] : [{ name, madeAt }];
    })
    .sort((a, b) => a.madeAt - b.madeAt);
}

export const backupJobName = 'backup';

export const backupJob = (deps: BackupDeps): Job => ({
  name: backupJobName,
  every: day,
  run: async (signal) => void (await makeBackup(deps, signal)),
});

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Job } from '../jobs/job.ts';
import type { Logger } from '../database/logger.ts';
import { madeAtOf } from './backup-file.ts';
import { rememberErasures } from './erasures.ts';
import { noteBackup } from './watermark.ts';
import { writeBackup, type WrittenBackup } from './write-backup.ts';

const day = 24 * 60 * 60 * 1000;

export interface BackupDeps {
  readonly db: Kysely<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly directory: string;
  /** How many stay; the oldest go. */
  readonly keep: number;
}

/** One backup, with all that belongs to it: what was erased is remembered beside it, old ones go, phones learn what they may forget. */
export async function makeBackup({ db, clock, logger, directory, keep }: BackupDeps, signal?: AbortSignal): Promise<WrittenBackup> {
  await rememberErasures(db, directory);
  const written = await writeBackup(db, clock.now(), directory, signal);
  const kept = await removeOld(directory, Math.max(keep, 1));
  await noteBackup(db, kept[0] ?? written.madeAt);
  logger.info({ rows: written.rows, bytes: written.bytes, kept: kept.length }, 'Made a backup.');
  return written;
}

/** @returns when the ones that stay were made, oldest first */
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

export const backupJob = (deps: BackupDeps): Job => ({ name: backupJobName, every: day, run: async (signal) => void (await makeBackup(deps, signal)) });

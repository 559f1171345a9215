import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import { makeDirectory, syncPath } from '../database/pglite/sync-tree.ts';
import { backupName, type BackupTrailer } from './backup-file.ts';
import { readBackup } from './read-backup.ts';
import { readSnapshot } from './read-snapshot.ts';
import { sealingTo } from './sealed-file.ts';

export interface WrittenBackup {
  readonly file: string;
  /** Unix ms; everything committed before is in it. */
  readonly madeAt: number;
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
}

const unfinished = '.unfinished';

/**
 * Writes a backup into `directory` (made when missing). It gets its name only when all of it is on the disk and has
 * been read back whole, so a file with that name is a backup; killed before, it leaves an `.unfinished` one, which the
 * next run removes.
 * @param madeAt now, Unix ms
 * @param recipient the operator's public key (age1…); absent: the file is not encrypted
 * @throws what the database or the disk say (ENOSPC…); nothing is left behind then
 */
export async function writeBackup(
  db: Kysely<unknown>,
  madeAt: number,
  directory: string,
  recipient?: string,
  signal?: AbortSignal,
): Promise<WrittenBackup> {
  makeDirectory(directory);
  for (const name of await readdir(directory)) if (name.endsWith(unfinished)) await rm(join(directory, name));
  const sealing = recipient === undefined ? undefined : await sealingTo(recipient);
  const file = join(directory, backupName(madeAt, sealing !== undefined));
  const building = file + unfinished;
  try {
    const { rows } = await writeLines(db, madeAt, building, sealing?.seal, signal);
    await readBackup(sealing ? { path: building, identities: [sealing.identity] } : building, undefined, signal);
    await rename(building, file);
    syncPath(directory);
    return { file, madeAt, rows, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(building, { force: true });
    throw error;
  }
}

type Seal = (plain: Readable) => Promise<Readable>;

async function writeLines(
  db: Kysely<unknown>,
  madeAt: number,
  path: string,
  seal: Seal | undefined,
  signal: AbortSignal | undefined,
): Promise<BackupTrailer> {
  // Level 4 for speed: on the embedded database all pushes wait for the backup.
  const gzip = createGzip({ level: 4 });
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const stored = seal ? seal(gzip).then((sealed) => pipeline(sealed, out)) : pipeline(gzip, out);
  const hash = createHash('sha256');
  const write = async (lines: string): Promise<void> => {
    hash.update(lines);
    // On a full disk `stored` rejects and 'drain' is never emitted.
    if (!gzip.write(lines)) await Promise.race([once(gzip, 'drain'), stored]);
  };
  const counts = await readSnapshot(db, madeAt, { write }, signal).catch(async (error: unknown) => {
    gzip.destroy();
    await stored.catch(() => undefined); // it fails because of `error`, which is thrown
    throw error;
  });
  const trailer = { ...counts, sha256: hash.digest('hex') };
  gzip.end(`${JSON.stringify(trailer)}\n`);
  await stored;
  syncPath(path);
  return trailer;
}

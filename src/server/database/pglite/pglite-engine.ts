import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { checkCommitReachesDisk } from './durability-check.ts';
import { createDataDirectory } from './create-data-directory.ts';
import { startParameters } from './start-parameters.ts';
import { SyncingNodeFS, type SyncingNodeFSEvents } from './syncing-node-fs.ts';

const embeddedMajorVersion = '18';
// Exit status by which PGlite's build reports an SQL error (its POSTGRES_MAIN_LONGJMP): part of normal work.
const LONGJMP = 100;
const SYNC = new Uint8Array([0x53, 0, 0, 0, 4]);

/**
 * The embedded database as a server that speaks PostgreSQL's wire protocol. Runs in its own thread, because every call
 * blocks.
 */
export interface Engine {
  /** Sends one or more protocol messages and gives the answer's pieces to `onBytes` (valid only during the call). */
  exchange(request: Uint8Array, onBytes: (bytes: Uint8Array) => void): Promise<void>;
  /** Rolls back and resets the session that the client before left. */
  resetSession(): Promise<void>;
  /** Checkpoints, so that the next start has nothing to replay, and closes the files. */
  close(): Promise<void>;
}

/**
 * Opens PGlite on its directory (created when missing) with the settings that let a commit survive a power cut.
 * @throws Error with a message for the operator: written by another version, damaged, or the disk does not keep commits
 */
export async function openEngine(directory: string, events: SyncingNodeFSEvents): Promise<Engine> {
  if (!existsSync(directory)) await createDataDirectory(directory, events);
  checkVersion(directory);
  const files = new SyncingNodeFS(directory, events);
  const pg = await PGlite.create({ fs: files, startParams: startParameters });
  endOnTraps(pg, events);
  await checkCommitReachesDisk(pg, files);
  return {
    exchange: (request, onBytes) => pg.execProtocolRawStream(request, { syncToFs: false, onRawData: onBytes }),
    resetSession: async () => {
      // After an error in an unfinished message series PostgreSQL skips everything up to the next Sync, which would
      // include this rollback.
      await pg.execProtocolRawStream(SYNC, { syncToFs: false, onRawData: () => undefined });
      if (pg.isInTransaction()) await pg.exec('rollback');
      await pg.exec('discard all');
    },
    close: async () => {
      await pg.exec('checkpoint');
      await pg.close();
    },
  };
}

function checkVersion(directory: string): void {
  const file = join(directory, 'PG_VERSION');
  // PGlite would create a new, empty database over whatever else is in the directory.
  if (!existsSync(file))
    throw new Error(
      `${directory} exists but holds no database (PG_VERSION is missing). ` +
        'Restore it from a backup, or move it away to start empty.',
    );
  const version = readFileSync(file, 'utf8').trim();
  if (version !== embeddedMajorVersion) {
    throw new Error(
      `The data in ${directory} was written by PostgreSQL ${version}, ` +
        `and this server embeds ${embeddedMajorVersion}. ` +
        'Start the server version that wrote it, or restore a backup.',
    );
  }
}

// PGlite swallows every exception of its main loop and would continue with WebAssembly memory that a trap left half
// changed.
function endOnTraps(pg: PGlite, events: SyncingNodeFSEvents): void {
  const { Module } = pg;
  const loopOnce = Module._PostgresMainLoopOnce;
  Module._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if ((error as { status?: unknown }).status !== LONGJMP) events.onAbort(String(error));
      throw error;
    }
  };
}

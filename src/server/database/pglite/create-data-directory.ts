import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startParameters } from './start-parameters.ts';
import { syncPath, syncTree } from './sync-tree.ts';
import { SyncingNodeFS, type SyncingNodeFSEvents } from './syncing-node-fs.ts';

/**
 * Makes an empty database. PGlite unpacks its thousand files without fsync and leaves a half directory when killed, so it
 * works beside the final place, and the directory gets its name when all of it is on the disk.
 * The caller holds the data directory's lock.
 */
export async function createDataDirectory(directory: string, events: SyncingNodeFSEvents): Promise<void> {
  const building = `${directory}.building`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { mode: 0o700 });
  const pg = await PGlite.create({ fs: new SyncingNodeFS(building, events), startParams: startParameters });
  await pg.exec('checkpoint');
  await pg.close();
  syncTree(building);
  renameSync(building, directory);
  syncPath(dirname(directory));
}

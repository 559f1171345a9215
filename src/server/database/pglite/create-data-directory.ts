import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startParameters } from './start-parameters.ts';
import { syncPath, syncTree } from './sync-tree.ts';
import { SyncingNodeFS, type SyncingNodeFSEvents } from './syncing-node-fs.ts';

/**
 * Creates an empty database. PGlite unpacks about a thousand files without fsync and leaves an incomplete directory
 * when killed. So they are unpacked in a directory beside the final one, synced to disk, and then renamed. The caller
 * holds the data directory's lock.
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

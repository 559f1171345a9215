import type { PGlite } from '@electric-sql/pglite';
import type { SyncingNodeFS } from './syncing-node-fs.ts';

const expected = { fsync: 'on', wal_sync_method: 'fsync', synchronous_commit: 'on', full_page_writes: 'on' } as const;

/**
 * Commits a message and checks that the write-ahead log's file was fsynced before the commit returned. Without this
 * check, an update of PGlite that renames a hook would remove durability unnoticed.
 * @throws Error when it was not fsynced: the server must not acknowledge anything
 */
export async function checkCommitReachesDisk(pg: PGlite, files: Pick<SyncingNodeFS, 'syncsOf'>): Promise<void> {
  for (const [name, value] of Object.entries(expected)) {
    const { rows } = await pg.query<{ setting: string }>('select current_setting($1) as setting', [name]);
    if (rows[0]?.setting !== value) refuse(`${name} is ${rows[0]?.setting}, not ${value}`);
  }
  const before = files.syncsOf('pg_wal');
  // Writes to the log and commits; needs no table.
  await pg.query("select pg_logical_emit_message(true, 'durability-check', '')");
  if (files.syncsOf('pg_wal') <= before) refuse('a commit returned without an fsync of the write-ahead log');
}

function refuse(reason: string): never {
  throw new Error(
    `The embedded database does not keep commits through a power cut: ${reason}. The server does not start. ` +
      'Use the pinned version of @electric-sql/pglite, or PostgreSQL by DATABASE_URL.',
  );
}

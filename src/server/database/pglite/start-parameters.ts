import { PGlite } from '@electric-sql/pglite';

// PGlite starts with -F (no fsync), and PostgreSQL's default is fdatasync, which is an empty function in PGlite's
// build.
const durable = ['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'];

/** PGlite's start parameters with fsync switched on. They override postgresql.conf and ALTER SYSTEM. */
export const startParameters: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...durable.flatMap((setting) => ['-c', setting]),
];

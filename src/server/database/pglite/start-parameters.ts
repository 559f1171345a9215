import { PGlite } from '@electric-sql/pglite';

// PGlite starts with -F (no fsync at all), and by default PostgreSQL would use fdatasync, which is an empty function in PGlite's build.
const durable = ['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'];

/** PGlite's own start parameters, made durable. They win over postgresql.conf and ALTER SYSTEM. */
export const startParameters: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...durable.flatMap((setting) => ['-c', setting]),
];

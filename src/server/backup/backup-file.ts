import * as v from 'valibot';

// A backup is a gzip file of JSON lines, the same for both databases, so that a backup of one can be restored into the
// other:
//
//   {"format":"thon-so backup", …}              header
//   {"table":"area","columns":["id", …]}        then its rows, each an array of texts (PostgreSQL's own
//                                               text form) and nulls
//   ["0192…","village", …]
//   {"end":"area","rows":3355}                  …and so on for each table
//   {"tables":12,"rows":81234,"sha256":"…"}     trailer: the hash of every byte before this line
//
// With BACKUP_RECIPIENT the gzip file lies encrypted in a file of age's (sealed-file.ts), and its name ends in .age.
// Text is exact for every type, and PostgreSQL reads jsonb, bigint and uuid back from it without conversion by us.

export const backupFormat = 'thon-so backup';
export const backupFormatVersion = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const backupHeader = v.object({
  format: v.literal(backupFormat),
  version: v.literal(backupFormatVersion),
  /** Unix ms; everything committed before is in it. */
  madeAt: v.number(),
  epoch: count,
  /** The version of the tables: the migrations that made them. */
  migrations: v.array(v.object({ id: v.string(), hash: v.string() })),
});
export type BackupHeader = v.InferOutput<typeof backupHeader>;

export const tableStart = v.object({ table: v.string(), columns: v.array(v.string()) });
export const tableEnd = v.object({ end: v.string(), rows: count });
export const backupTrailer = v.object({ tables: count, rows: count, sha256: v.string() });
export type BackupTrailer = v.InferOutput<typeof backupTrailer>;

export type Row = readonly (string | null)[];

/** A backup that must not be restored; the message is for the operator. */
export class BackupRefused extends Error {}

/** `thon-so-2026-11-25T01-30-00-000Z.backup`: sorts by time, and is valid on every file system. */
export const backupName = (madeAt: number, encrypted = false): string =>
  `thon-so-${new Date(madeAt).toISOString().replaceAll(/[:.]/g, '-')}.backup${encrypted ? '.age' : ''}`;

/** When a file of this name was made, Unix ms; undefined for every other file. */
export function madeAtOf(name: string): number | undefined {
  const [, date, hours, minutes, seconds, millis] =
    /^thon-so-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.backup(?:\.age)?$/.exec(name) ?? [];
  const time = date === undefined ? NaN : Date.parse(`${date}T${hours}:${minutes}:${seconds}.${millis}Z`);
  return Number.isNaN(time) ? undefined : time;
}

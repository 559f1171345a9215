import { sql, type Transaction } from 'kysely';
import type { BackupHeader } from './backup-file.ts';
import { noteBackup } from './watermark.ts';

/** Added to every village's counter a restore: more than a village will ever count, so no two timelines share a version. */
const leap = 2 ** 40;

/**
 * Tells the phones that the past is another one: the epoch rises above every one that was ever used, and every counter leaps ahead of
 * what any lost timeline reached; phones go on behind the number that the backup knows. What lay between is noted as lost, so that an edit built on it is judged as one that has seen nothing.
 * @param used epochs of databases and restores known of besides the backup's own
 * @returns the new epoch
 */
export async function startNewTimeline(tx: Transaction<unknown>, { epoch: ofBackup, madeAt }: BackupHeader, used: readonly number[]): Promise<number> {
  const epoch = Math.max(ofBackup, ...used) + 1;
  const ahead = leap * (epoch - ofBackup);
  await sql`
    update village set version = version + ${ahead}::bigint,
      lost = lost || jsonb_build_array(jsonb_build_object('after', version, 'until', version + ${ahead}::bigint))`.execute(tx);
  await sql`update device set epoch_seq = last_seq`.execute(tx);
  await sql`insert into server_state (key, value) values ('epoch', ${String(epoch)}) on conflict (key) do update set value = excluded.value`.execute(tx);
  await noteBackup(tx, madeAt);
  return epoch;
}

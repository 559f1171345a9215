import { sql, type Transaction } from 'kysely';
import type { BackupHeader } from './backup-file.ts';
import { noteBackup } from './watermark.ts';

/**
 * Added to every village's version at each restore. No village reaches this many versions, so two timelines never share
 * one.
 */
const leap = 2 ** 40;

/**
 * Starts a new epoch after a restore, so that phones notice it. The epoch is higher than every epoch used before; every
 * village's version is raised above all versions of the lost timeline; phones continue after the seq that the backup
 * knows. The skipped version range is stored as lost: an edit based on one of its versions is merged as one that has
 * seen nothing.
 * @param used epochs known from other databases and restores, besides the backup's own
 * @returns the new epoch
 */
export async function startNewTimeline(
  tx: Transaction<unknown>,
  { epoch: ofBackup, madeAt }: Pick<BackupHeader, 'epoch' | 'madeAt'>,
  used: readonly number[],
): Promise<number> {
  const epoch = Math.max(ofBackup, ...used) + 1;
  const ahead = leap * (epoch - ofBackup);
  await sql`
    update village set version = version + ${ahead}::bigint,
      lost = lost || jsonb_build_array(
        jsonb_build_object('after', version, 'until', version + ${ahead}::bigint)
      )`.execute(tx);
  await sql`update device set epoch_seq = last_seq`.execute(tx);
  await sql`
    insert into server_state (key, value) values ('epoch', ${String(epoch)})
    on conflict (key) do update set value = excluded.value`.execute(tx);
  await noteBackup(tx, madeAt);
  return epoch;
}

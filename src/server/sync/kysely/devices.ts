import type { Selectable, Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { DeviceTable } from '../../database/schema-people.ts';
import type { DeviceState, NewDevice } from '../storage.ts';

/** Adds a device that no session opens yet. */
export async function addDevice(
  trx: Transaction<Schema>,
  { id, account, key, former, revoked, createdAt: at }: NewDevice,
): Promise<void> {
  // No token has an empty hash, so no session matches.
  const noSession = { session_hash: '', previous_hash: null, session_expires: 0 };
  const row = {
    id,
    account,
    public_key: key,
    ...noSession,
    ledger: null,
    last_contact: at,
    created_at: at,
    revoked_at: revoked ? at : null,
    former: JSON.stringify(former),
  };
  await trx.insertInto('device').values(row).execute();
}

/** The columns of a device that `toDevice` reads. */
export const deviceColumns = [
  'id',
  'account',
  'last_seq',
  'epoch_seq',
  'last_time',
  'revoked_at',
  'former',
  'closed_since',
  'closed_bytes',
] as const;

export type DeviceRow = Pick<Selectable<DeviceTable>, (typeof deviceColumns)[number]>;

export const toDevice = (row: DeviceRow): DeviceState => ({
  ...(row.closed_since === null ? {} : { closed: { since: row.closed_since, bytes: row.closed_bytes } }),
  id: row.id,
  account: row.account,
  lastSeq: row.last_seq,
  epochSeq: row.epoch_seq,
  lastTime: row.last_time,
  revoked: row.revoked_at !== null,
  former: row.former,
});

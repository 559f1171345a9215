import type { NewDeviceRequest, NewDeviceResponse } from '../../protocol/accounts/new-device.ts';
import type { Problem } from '../../protocol/problem.ts';
import { keyText } from '../accounts/sessions/renewal.ts';
import type { SyncContext, SyncDeps } from './deps.ts';

const day = 24 * 60 * 60 * 1000;

/** Limit per account and day. Real phones are copied rarely; more requests mean a misbehaving client. */
export const copiesADay = 20;

/**
 * Adds a device for a phone that was copied: same account, revoked if the copied device was. One transaction,
 * idempotent by id and key. Operations that both phones sent stay under the old device.
 */
export function handleNewDevice(
  deps: SyncDeps,
  context: SyncContext,
  { device: id, key }: NewDeviceRequest,
): Promise<NewDeviceResponse | Problem> {
  return deps.storage.transaction(async (tx): Promise<NewDeviceResponse | Problem> => {
    const now = deps.clock.now();
    const from = await tx.lockDevice(context.device);
    if (!from) return { error: 'signIn' };
    const known = await tx.lockDevice(id);
    if (known) {
      const isSame =
        known.account === from.account && known.former.at(-1) === from.id && (await tx.keyOf(id)) === keyText(key);
      // lastSeq is 0 even when operations are stored under this id already: then a copy of this phone got the same id
      // and was faster, and a phone that continued after the copy's operations would never be detected (decision 109).
      return isSame ? { device: id, lastSeq: 0, now } : { error: 'forbidden' };
    }
    if ((await tx.copiesSince(from.account, now - day)) >= copiesADay) return { error: 'slowDown' };
    await tx.addDevice({
      id,
      account: from.account,
      key: keyText(key),
      revoked: from.revoked,
      former: [...from.former, from.id],
      createdAt: now,
    });
    return { device: id, lastSeq: 0, now };
  });
}

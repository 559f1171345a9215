import type { NewDeviceRequest, NewDeviceResponse } from '../../protocol/new-device.ts';
import type { Problem } from '../../protocol/problem.ts';
import { keyText } from '../accounts/renewal.ts';
import type { SyncContext, SyncDeps } from './deps.ts';

const day = 24 * 60 * 60 * 1000;

/** A phone is copied now and then; whoever asks for more is no phone. */
export const copiesADay = 20;

/**
 * Gives a phone that was copied a device of its own, which goes on where this phone stood: same account, revoked if the
 * copied one was. One transaction; the same id and key again answer the same. What the two have sent stays where it is.
 */
export function handleNewDevice(deps: SyncDeps, context: SyncContext, { device: id, key }: NewDeviceRequest): Promise<NewDeviceResponse | Problem> {
  return deps.storage.transaction(async (tx): Promise<NewDeviceResponse | Problem> => {
    const now = deps.clock.now();
    const from = await tx.lockDevice(context.device);
    if (!from) return { error: 'signIn' };
    const known = await tx.lockDevice(id);
    if (known) {
      const isSame = known.account === from.account && known.former.at(-1) === from.id && (await tx.keyOf(id)) === keyText(key);
      // From the beginning, also where something is stored by now: then a copy of this phone was told the same id and is faster,
      // and whoever goes on behind its work would never be found out (decision 109).
      return isSame ? { device: id, lastSeq: 0, now } : { error: 'forbidden' };
    }
    if ((await tx.copiesSince(from.account, now - day)) >= copiesADay) return { error: 'slowDown' };
    await tx.addDevice({ id, account: from.account, key: keyText(key), revoked: from.revoked, former: [...from.former, from.id], createdAt: now });
    return { device: id, lastSeq: 0, now };
  });
}

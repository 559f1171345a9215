import type { Uuid } from '../lib/ids.ts';
import type { NewDeviceRequest } from '../protocol/new-device.ts';
import type { SliceDeps } from './slice-types.ts';
import type { Transport } from './transport.ts';

/**
 * A new device id for a copied phone. Id and key are on the disk before the server is asked, and the same when it is asked
 * again; in force they are once the outbox is numbered for them (`Outbox.renumberAfter`).
 * @param prepare `DeviceRegistry.prepareSuccessor` of this enrolment
 */
export function createReEnrol(prepare: (from: Uuid) => Promise<NewDeviceRequest | undefined>, transport: Pick<Transport, 'newDevice'>): SliceDeps['reEnrol'] {
  return async (from) => {
    const prepared = await prepare(from);
    // Erased meanwhile, in another tab: there is nothing to go on with.
    if (!prepared) return { kind: 'problem', problem: { error: 'forked' }, sent: 0, received: 0 };
    return transport.newDevice(prepared, from);
  };
}

import type { Uuid } from '../../lib/ids.ts';
import type { NewDeviceRequest } from '../../protocol/accounts/new-device.ts';
import type { SliceDeps } from './slice-types.ts';
import type { Transport } from '../network/transport.ts';

/**
 * Takes a new device id for a copied phone. Id and key are stored before the server is asked, so a retry sends the
 * same; they are in force once the outbox is numbered for them (`Outbox.renumberAfter`).
 * @param prepare `DeviceRegistry.prepareSuccessor` of this enrolment
 */
export function createReEnrol(
  prepare: (from: Uuid) => Promise<NewDeviceRequest | undefined>,
  transport: Pick<Transport, 'newDevice'>,
): SliceDeps['reEnrol'] {
  return async (from) => {
    const prepared = await prepare(from);
    // Another tab has erased the enrolment meanwhile.
    if (!prepared) return { kind: 'problem', problem: { error: 'forked' }, sent: 0, received: 0 };
    return transport.newDevice(prepared, from);
  };
}

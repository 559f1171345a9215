import type { Uuid } from '../../lib/ids.ts';
import type { RecoveryKeyRequest } from '../../protocol/accounts/recovery.ts';
import type { HandOver, PhoneStore } from '../../store/index.ts';
import { deviceOf, type Observable, type SyncState } from '../../sync/index.ts';
import type { Device } from './device.ts';

/** Hands the recovery key to the server, and tries again after every sync that reached it, until it is stored. */
export function createKeyDelivery(
  device: Pick<Device, 'fetch'>,
  phoneStore: Pick<PhoneStore, 'enrolment' | 'settings'>,
  sync: Observable<SyncState>,
) {
  let waiting: HandOver | undefined;
  let busy = false;
  let lastContact = sync.get().lastContact;

  async function attempt(): Promise<void> {
    const key = waiting;
    if (!key || busy) return;
    busy = true;
    try {
      if (await store(device, await deviceOf(phoneStore), key)) {
        await key.done();
        if (waiting === key) waiting = undefined;
      }
    } catch (error) {
      console.warn(error); // the key stays on disk, sealed, for the next contact
    } finally {
      busy = false;
    }
  }

  const unsubscribe = sync.subscribe(() => {
    const now = sync.get().lastContact;
    if (now === lastContact) return;
    lastContact = now;
    void attempt();
  });

  return {
    deliver: (key: HandOver | undefined): void => {
      if (!key) return;
      waiting = key;
      void attempt();
    },
    stop: unsubscribe,
  };
}

/** True once it is stored. Without a network, or with a session to be renewed first (the sync does), it is not. */
async function store({ fetch }: Pick<Device, 'fetch'>, known: Uuid, { keyId, key }: HandOver): Promise<boolean> {
  const answer = await fetch(`/api/p/${known}/recovery`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ keyId, key } satisfies RecoveryKeyRequest),
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  }).catch(() => undefined); // no network: fetch does not say more
  return answer?.ok ?? false;
}

import type { Uuid } from '../../lib/ids.ts';
import { createReEnrol, createSliceMemory, decideSync, listenForTriggers, pageBudget, sha256Hex, sliceWhileLocked, takeTurn } from '../../sync/index.ts';
import type { ClosedNote } from './closed-note.ts';
import { eraseBook } from './closing.ts';
import type { Device } from './device.ts';

export interface LockedViews {
  /** Taken out of the team, with forms under way that only the PIN can hand in. */
  readonly onClosed: () => void;
  readonly onErased: (note: ClosedNote) => void;
  readonly onError: (error: unknown) => void;
}

// Who was taken out while their phone was locked has a day to open it and hand in what they were writing.
const formsWaitFor = 24 * 60 * 60_000;

/**
 * While a book is locked: sends what waits to be sent, and erases the book when the lead has closed this phone. Whoever
 * found it may never unlock it, so that cannot wait for the PIN.
 * @returns stops it
 */
export function watchWhileLocked(device: Device, enrolment: Uuid, connection: EventTarget | undefined, views: LockedViews): () => void {
  const { registry, schedule, network } = device;
  const memory = createSliceMemory();
  let stopped = false;
  let busy = false;

  async function look(): Promise<void> {
    const store = await registry.openOutboxOnly(enrolment);
    if (!store) return;
    try {
      const decision = decideSync(network.read(), (await store.settings.get('networkPolicy')) ?? 'mobile', { forced: false });
      if (decision.kind === 'wait' && decision.reason === 'noNetwork') return;
      const transport = device.transportOf(enrolment);
      const slice = {
        ...device,
        store,
        memory,
        sha256: sha256Hex,
        transport,
        reEnrol: createReEnrol((from) => registry.prepareSuccessor(enrolment, from), transport),
        eraseSelf: async () => {
          const now = device.clock.now();
          const heard = (await store.settings.get('heardRevoked')) ?? now;
          await store.settings.set('heardRevoked', heard);
          if (stopped) return;
          if ((await store.outbox.ledger()).drafts > 0 && now - heard < formsWaitFor) views.onClosed();
          else views.onErased(await eraseBook(registry, store, 0));
        },
      };
      const turn = { locks: navigator.locks, pause: (millis: number) => new Promise<void>((resolve) => void schedule(millis, resolve)) };
      await takeTurn(turn, `thon-so-sync-${enrolment}`, async () => {
        if (!stopped) await sliceWhileLocked(slice, pageBudget, decision.kind === 'go');
      });
    } finally {
      store.close();
    }
  }

  function wake(): void {
    if (busy || stopped) return;
    busy = true;
    look()
      .catch(views.onError)
      .finally(() => (busy = false));
  }

  const stopListening = listenForTriggers({ wake }, { window, document, connection });
  return () => {
    stopped = true;
    stopListening();
  };
}

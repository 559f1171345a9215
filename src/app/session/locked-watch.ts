import type { Uuid } from '../../lib/ids.ts';
import {
  createReEnrol,
  createSliceMemory,
  decideSync,
  listenForTriggers,
  pageBudget,
  sha256Hex,
  sliceWhileLocked,
  sliceInTurn,
  takeTurn,
  TurnEndedError,
} from '../../sync/index.ts';
import type { ClosedNote } from './closed-note.ts';
import { eraseBook } from './closing.ts';
import type { Device } from './device.ts';

export interface LockedViews {
  /** The phone is revoked, and only the PIN can submit its drafts. */
  readonly onClosed: () => void;
  readonly onErased: (note: ClosedNote) => void;
  readonly onError: (error: unknown) => void;
}

// A person revoked while their phone was locked has a day to unlock it and submit their drafts.
const formsWaitFor = 24 * 60 * 60_000;

/**
 * While a local store is locked: sends its outbox, and erases it when the lead has revoked this phone. The finder of a
 * lost phone never unlocks it, so the erasure cannot wait for the PIN.
 * @returns stops it
 */
export function watchWhileLocked(
  device: Device,
  enrolment: Uuid,
  connection: EventTarget | undefined,
  views: LockedViews,
): () => void {
  const { registry, network } = device;
  const memory = createSliceMemory();
  let stopped = false;
  let busy = false;

  async function look(): Promise<void> {
    const store = await registry.openOutboxOnly(enrolment);
    if (!store) return;
    try {
      const decision = decideSync(network.read(), (await store.settings.get('networkPolicy')) ?? 'mobile', {
        forced: false,
      });
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
      await takeTurn({ ...device, locks: navigator.locks }, `thon-so-sync-${enrolment}`, async (turn) => {
        if (!stopped) await sliceWhileLocked(sliceInTurn(slice, turn), pageBudget, decision.kind === 'go');
      });
    } catch (error) {
      if (!(error instanceof TurnEndedError)) throw error; // the page's return, or the next event, looks again
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

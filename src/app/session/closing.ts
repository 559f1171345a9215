import { assert } from '../../lib/assert.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { DeviceRegistry, PhoneStore } from '../../store/index.ts';
import { noteClosed, type ClosedNote } from './closed-note.ts';
import type { Device } from './device.ts';

/** The last steps of a local store whose phone was revoked (sync/slice/sync-slice.ts, `drain`). */
export interface Closing {
  readonly handIn: (village: Uuid | undefined) => Promise<void>;
  readonly eraseSelf: () => Promise<void>;
  /** True from the first submit of drafts on: no screen shows the local store any more. */
  begun(): boolean;
  /** The phone was given a grant again. */
  takeBack(): void;
}

export interface ClosingViews {
  readonly onBegin: () => void;
  readonly onErased: (note: ClosedNote) => void;
}

// Longer than the pause after which typing is saved (survey/draft-keeper.ts).
const lastLetters = 700;

export function createClosing(
  { schedule, registry }: Pick<Device, 'schedule' | 'registry'>,
  store: PhoneStore,
  { onBegin, onErased }: ClosingViews,
): Closing {
  let begun = false;
  let handedIn = 0;

  return {
    async handIn(village) {
      if (village === undefined && !begun) {
        begun = true;
        onBegin();
        // Needed also without a draft on disk: somebody may have typed the first letters just now.
        await new Promise<void>((resolve) => void schedule(lastLetters, resolve));
      }
      if ((await store.outbox.ledger()).drafts === 0) return;
      const me = await store.settings.me();
      assert(me, 'whoever has forms under way is known by name');
      const { handInForms } = await import('../../features/survey/hand-in.ts');
      handedIn += await handInForms(store, me.account, village);
    },
    async eraseSelf() {
      onErased(await eraseBook(registry, store, handedIn));
    },
    begun: () => begun,
    takeBack: () => {
      begun = false;
    },
  };
}

/** @param handedIn count of drafts that were submitted unfinished */
export async function eraseBook(
  registry: Pick<DeviceRegistry, 'erase'>,
  store: PhoneStore,
  handedIn: number,
): Promise<ClosedNote> {
  const { forms, drafts } = await store.outbox.ledger();
  const note = { handedIn, lost: forms + drafts };
  noteClosed(localStorage, store.enrolment, note); // first, so that a kill in between leaves the reason
  store.close();
  await registry.erase(store.enrolment);
  return note;
}

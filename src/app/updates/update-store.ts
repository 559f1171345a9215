import { createStore } from 'zustand/vanilla';
import { activateUpdate, registerWorker, type FromWorker } from '../../sync/index.ts';

export interface UpdateState {
  /**
   * none · ready: a new version waits for the person's consent · replaced: another version has taken over this page,
   * whose own files are gone; it reloads as soon as no form is open.
   */
  readonly update: 'none' | 'ready' | 'replaced';
  /** The person agreed: `replaced` follows. */
  readonly agree: () => Promise<void>;
  /** Not now: asked again at the next start. */
  readonly later: () => void;
}

export type UpdateStore = ReturnType<typeof createUpdateStore>;

export const createUpdateStore = () =>
  createStore<UpdateState>()((set) => ({
    update: 'none',
    agree: activateUpdate,
    later: () => set({ update: 'none' }),
  }));

/** Registers the service worker: offline start, background push, and the news of a new version. */
export async function watchWorker(updates: UpdateStore, onMessage: (message: FromWorker) => void): Promise<void> {
  if (import.meta.env.DEV) return; // a worker would serve an old build to `npm run dev`
  await registerWorker('/sw.js', {
    onUpdateReady: () => updates.setState({ update: 'ready' }),
    onReplaced: () => updates.setState({ update: 'replaced' }),
    onMessage,
  });
}

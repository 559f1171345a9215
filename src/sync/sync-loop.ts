import type { Clock, Random } from '../lib/clock.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import type { Locks } from './locks.ts';
import type { NetworkReader } from './network-reader.ts';
import type { SliceDeps } from './slice-types.ts';
import type { Observable, SyncState } from './sync-state.ts';
import type { Schedule } from './timers.ts';
import type { Transport } from './transport.ts';

export type SyncTrigger = 'start' | 'visible' | 'online' | 'connection' | 'save' | 'byHand' | 'timer';

export interface SyncLoopDeps extends Pick<SliceDeps, 'sha256' | 'reEnrol' | 'eraseSelf'> {
  readonly store: PhoneStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly schedule: Schedule;
  readonly network: NetworkReader;
  readonly locks: Locks | undefined;
  /** Asks the browser to wake the worker later; left out where there is none. */
  readonly requestBackgroundSync?: () => Promise<boolean>;
  /** A bug or a broken store: for the debug page and the console. */
  readonly onError?: (error: unknown) => void;
}

export interface SyncLoop {
  readonly state: Observable<SyncState>;
  /** Something happened that may make a sync worthwhile; cheap, may be called as often as one likes. */
  wake(trigger: SyncTrigger): void;
  /** "Gửi ngay": now, whatever the policy says. Resolves when that sync has come to its end. */
  sendNow(): Promise<SyncState>;
  /** Ends all timers and listeners; a slice under way still ends by itself. */
  stop(): void;
}

import type { Clock, Random } from '../lib/clock.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import { backoffMillis } from './backoff.ts';
import { takeTurn, type Locks } from './locks.ts';
import { stateAfter } from './loop-state.ts';
import { decideSync, needsProbe, type SyncDecision } from './network-policy.ts';
import type { NetworkReader } from './network-reader.ts';
import { createPump } from './pump.ts';
import { createSliceMemory } from './slice-memory.ts';
import { pageBudget, type SliceDeps, type SliceResult } from './slice-types.ts';
import { syncSlice } from './sync-slice.ts';
import { createCell, initialSyncState, type Observable, type SyncState } from './sync-state.ts';
import type { Schedule } from './timers.ts';
import type { Transport } from './transport.ts';

export type SyncTrigger = 'start' | 'visible' | 'online' | 'connection' | 'save' | 'timer';

export interface SyncLoopDeps extends Pick<SliceDeps, 'sha256' | 'reEnrol' | 'handIn' | 'eraseSelf'> {
  /** Unlocked: the loop pulls too. A locked phone has no loop, only the worker's pushes. */
  readonly store: PhoneStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly schedule: Schedule;
  readonly network: NetworkReader;
  /** `navigator.locks`, or undefined where there is none. */
  readonly locks: Locks | undefined;
  /** Asks the browser to wake the worker when there is a network; left out where it cannot. */
  readonly requestBackgroundSync?: () => Promise<boolean>;
  /** Whether somebody is looking: only then is it worth asking for news every few minutes. */
  readonly isVisible?: () => boolean;
  /** A bug or a broken store: for the debug page and the console. */
  readonly onError?: (error: unknown) => void;
}

export interface SyncLoop {
  readonly state: Observable<SyncState>;
  /** Something happened that may make a sync worthwhile; cheap, may be called as often as one likes. */
  wake(trigger: SyncTrigger): void;
  /** "Gửi ngay": now, whatever policy and backoff say. Resolves to the state when that sync has come to its end. */
  sendNow(): Promise<SyncState>;
  /** Ends all timers and listeners; a slice under way still ends by itself. */
  stop(): void;
}

// A form is several saves in a row: one push for all of them.
const saveDelay = 1_500;
// An answer saved in a form leaves the count of forms as it was, mostly: counting does not get in the way of the next question.
const countDelay = 300;
const pollEvery = 5 * 60_000;
const recheckEvery = 2 * 60_000;

//              wake (start, visible, online, connection, save, timer) · sendNow
//                │
//   idle ────────┤
//   waiting ─────┼──► decide ──► go: slice ──► more ──► decide …
//   offline ─────┤      │                 └──► done, offline, busy, … ──► state, next timer
//   stopped ─────┘      └──► wait: state, look again in two minutes

/** The page's sync: one for each enrolment that is open. Runs at most one slice at a time. */
export function createSyncLoop(deps: SyncLoopDeps): SyncLoop {
  const { store, clock, schedule, network } = deps;
  const state = createCell<SyncState>(initialSyncState);
  const memory = createSliceMemory();
  const sliceDeps: SliceDeps = {
    ...deps,
    rows: store,
    memory,
    onStep: (phase) => state.set(phase === 'sending' ? { phase } : { phase, progress: undefined }),
    onSent: ({ forms, kilobytes }) => state.set({ progress: { forms: before.forms + forms, kilobytes: before.kilobytes + kilobytes, of: before.of } }),
  };
  /** What the round had to send at its start, and what its slices have sent. */
  let before = { forms: 0, kilobytes: 0, of: 0 };
  const pause = (millis: number) => new Promise<void>((resolve) => void schedule(millis, resolve));
  let stopped = false;
  let knownUnsent = 0;
  let cancelTimer = () => {};
  let cancelSave: (() => void) | undefined;
  let cancelCount: (() => void) | undefined;
  let refreshing: Promise<void> | undefined;
  const ask = createPump((forced) => (stopped ? Promise.resolve() : round(forced).catch(broken)));

  /** Slices until there is nothing more to do now. */
  async function round(forced: boolean): Promise<void> {
    cancelTimer();
    await refreshCounts();
    before = { forms: 0, kilobytes: 0, of: state.get().unsentForms };
    for (;;) {
      const decision = await decide(forced);
      if (decision.kind === 'wait') return rest(decision.reason);
      const result = await takeTurn({ locks: deps.locks, pause }, `thon-so-sync-${store.enrolment}`, () => syncSlice(sliceDeps, pageBudget));
      if (result.kind === 'revoked' && result.erased) {
        state.set(stateAfter(result));
        return stop(); // there is no store any more
      }
      before = { forms: before.forms + result.sentForms, kilobytes: before.kilobytes + result.kilobytes, of: before.of };
      await refreshCounts();
      if (result.kind === 'more' && !stopped) continue;
      return settle(result);
    }
  }

  async function decide(forced: boolean): Promise<SyncDecision> {
    const policy = (await store.settings.get('networkPolicy')) ?? 'mobile';
    const seen = network.read();
    const reading = needsProbe(seen, policy, { forced }) ? await network.probe() : seen;
    return decideSync(reading, policy, { forced });
  }

  function rest(reason: Extract<SyncDecision, { kind: 'wait' }>['reason']): void {
    state.set({ phase: reason === 'noNetwork' ? 'offline' : 'waiting', waitingFor: reason, problem: undefined, retryAt: undefined });
    timer(recheckEvery);
    leaveToWorker();
  }

  function settle(result: SliceResult): void {
    const next = stateAfter(result);
    state.set({ ...next, progress: undefined });
    timer(next.retryAt === undefined ? pollEvery : next.retryAt - clock.now());
    if (result.kind !== 'done') leaveToWorker();
  }

  function broken(error: unknown): void {
    deps.onError?.(error);
    memory.failures += 1;
    const millis = backoffMillis(memory.failures, deps.random);
    state.set({ phase: 'stopped', problem: { kind: 'broken' }, waitingFor: undefined, retryAt: clock.now() + millis });
    timer(millis);
  }

  function timer(millis: number): void {
    cancelTimer();
    if (!stopped) cancelTimer = schedule(Math.max(0, millis), () => wake('timer'));
  }

  function leaveToWorker(): void {
    if (knownUnsent > 0) void deps.requestBackgroundSync?.().catch(deps.onError);
  }

  async function refreshCounts(): Promise<void> {
    const ledger = await store.outbox.ledger();
    const lastContact = await store.settings.get('lastContact');
    const grew = ledger.unsent > knownUnsent;
    knownUnsent = ledger.unsent;
    const { phase } = state.get();
    state.set({ phase: phase === 'starting' ? 'idle' : phase, unsentForms: ledger.forms, drafts: ledger.drafts, oldestUnsent: ledger.oldest, lastContact });
    if (grew) saved();
  }

  /** More is unsent than before: to the server soon, and to the worker in case this page is closed. */
  function saved(): void {
    leaveToWorker();
    cancelSave ??= schedule(saveDelay, () => {
      cancelSave = undefined;
      wake('save');
    });
  }

  function wake(trigger: SyncTrigger): void {
    if (stopped || !worthwhile(trigger)) return;
    ask(false);
  }

  function worthwhile(trigger: SyncTrigger): boolean {
    const { retryAt, phase } = state.get();
    const backingOff = retryAt !== undefined && clock.now() < retryAt;
    // A network that just came or a person that just looks end the wait for a network, not the one the server asked for.
    if (backingOff) return phase === 'offline' && (trigger === 'online' || trigger === 'connection' || trigger === 'visible');
    if (trigger === 'timer' && deps.isVisible && !deps.isVisible()) return knownUnsent > 0;
    return true;
  }

  function refreshSoon(): void {
    refreshing ??= Promise.resolve()
      .then(refreshCounts)
      .catch((error: unknown) => deps.onError?.(error))
      .finally(() => (refreshing = undefined));
  }

  const unsubscribe = store.subscribe((changed) => {
    if (changed.has('outbox')) return refreshSoon();
    if (!changed.has('drafts')) return;
    cancelCount ??= schedule(countDelay, () => {
      cancelCount = undefined;
      refreshSoon();
    });
  });

  function stop(): void {
    stopped = true;
    unsubscribe();
    cancelTimer();
    cancelSave?.();
    cancelCount?.();
  }

  return {
    state,
    wake,
    sendNow: () => new Promise((resolve) => ask(true, () => resolve(state.get()))),
    stop,
  };
}

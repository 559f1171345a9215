import type { Clock, Random } from '../../lib/clock.ts';
import type { PhoneStore } from '../../store/phone-store.ts';
import { backoffMillis } from '../network/backoff.ts';
import { sliceInTurn } from './in-turn.ts';
import { takeTurn, type Locks } from './locks.ts';
import { TurnEndedError } from './turn.ts';
import type { PageLife } from '../../store/engine/page-life.ts';
import { stateAfter } from './loop-state.ts';
import { decideSync, needsProbe, type SyncDecision } from '../network/network-policy.ts';
import type { NetworkReader } from '../network/network-reader.ts';
import { lookAgainIn } from './look-again.ts';
import { coalesce } from './coalesce.ts';
import { createSliceMemory } from '../slice/slice-memory.ts';
import { pageBudget, type SliceDeps, type SliceResult } from '../slice/slice-types.ts';
import { syncSlice } from '../slice/sync-slice.ts';
import { createCell, initialSyncState, type Observable, type SyncState } from './sync-state.ts';
import type { Schedule } from '../../lib/schedule.ts';
import type { Transport } from '../network/transport.ts';

export type SyncTrigger = 'start' | 'visible' | 'online' | 'connection' | 'save' | 'opened' | 'timer';

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
  /** A page that is left gives up its turn; what is unsent is sent after the return. */
  readonly life?: PageLife;
  /** Asks the browser to wake the worker when there is a network; left out where it cannot. */
  readonly requestBackgroundSync?: () => Promise<boolean>;
  /** Whether the page is visible: only then it polls every few minutes. */
  readonly isVisible?: () => boolean;
  /** A bug or a broken store: for the debug page and the console. */
  readonly onError?: (error: unknown) => void;
}

export interface SyncLoop {
  readonly state: Observable<SyncState>;
  /** Reports an event that may make a sync useful. Cheap: may be called at any rate. */
  wake(trigger: SyncTrigger): void;
  /** "Gửi ngay": syncs now, whatever policy and backoff say. Resolves to the state after that sync. */
  sendNow(): Promise<SyncState>;
  /** Cancels all timers and listeners; a slice under way still runs to its end. */
  stop(): void;
}

// A form is saved several times in a row: one push sends them all.
const saveDelay = 1_500;
// Most answers saved in a draft leave the counts as they are, so counting waits: it must not delay the next question.
const countDelay = 300;
const pollEvery = 5 * 60_000;
const recheckEvery = 2 * 60_000;

//              wake (start, visible, online, connection, save, opened, timer) · sendNow
//                │
//   idle ────────┤
//   waiting ─────┼──► decide ──► go: slice ──► more ──► decide …
//   offline ─────┤      │                 └──► done, offline, busy, … ──► state, next timer
//   stopped ─────┘      └──► wait: state, look again in two minutes, or in seconds (look-again.ts)

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
    onSent: ({ forms, kilobytes }) =>
      state.set({ progress: { forms: before.forms + forms, kilobytes: before.kilobytes + kilobytes, of: before.of } }),
  };
  /** `of`: unsent forms at the start of the round; the rest: what its slices have sent so far. */
  let before = { forms: 0, kilobytes: 0, of: 0 };
  let stopped = false;
  let knownUnsent = 0;
  /** Looks for a network in a row that found none. */
  let looks = 0;
  /** Somebody sees that forms are not sent. */
  const isWatched = (): boolean => knownUnsent > 0 && (deps.isVisible?.() ?? false);
  let cancelTimer = () => {};
  let cancelSave: (() => void) | undefined;
  let cancelCount: (() => void) | undefined;
  let refreshing: Promise<void> | undefined;
  const ask = coalesce((forced) => (stopped ? Promise.resolve() : round(forced).catch(broken)));

  /** Runs slices until there is nothing more to do now. */
  async function round(forced: boolean): Promise<void> {
    cancelTimer();
    await refreshCounts();
    before = { forms: 0, kilobytes: 0, of: state.get().unsentForms };
    for (;;) {
      const decision = await decide(forced);
      if (decision.kind === 'wait') return waitFor(decision.reason);
      const result = await takeTurn(deps, `thon-so-sync-${store.enrolment}`, (turn) =>
        syncSlice(sliceInTurn(sliceDeps, turn), pageBudget),
      ).catch(unlessEnded);
      if (!result && !deps.life?.isAway()) return gaveUp();
      await deps.life?.here();
      if (stopped) return;
      if (!result) continue;
      if (result.kind === 'revoked' && result.erased) {
        state.set(stateAfter(result));
        return stop(); // there is no store any more
      }
      before = {
        forms: before.forms + result.sentForms,
        kilobytes: before.kilobytes + result.kilobytes,
        of: before.of,
      };
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

  function waitFor(reason: Extract<SyncDecision, { kind: 'wait' }>['reason']): void {
    state.set({
      phase: reason === 'noNetwork' ? 'offline' : 'waiting',
      waitingFor: reason,
      problem: undefined,
      retryAt: undefined,
    });
    timer(reason !== 'byHand' && isWatched() ? lookAgainIn(looks++) : recheckEvery);
    leaveToWorker();
  }

  function settle(result: SliceResult): void {
    const next = stateAfter(result);
    if (result.kind !== 'offline') looks = 0;
    else if (next.retryAt !== undefined && isWatched())
      next.retryAt = Math.min(next.retryAt, clock.now() + lookAgainIn(looks++));
    state.set({ ...next, progress: undefined });
    timer(next.retryAt === undefined ? pollEvery : next.retryAt - clock.now());
    if (result.kind !== 'done') leaveToWorker();
  }

  function broken(error: unknown): void {
    deps.onError?.(error);
    gaveUp();
  }

  /** The slice made no step for a minute: the store tells the person what hangs, and the next try comes by itself. */
  function gaveUp(): void {
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
    state.set({
      phase: phase === 'starting' ? 'idle' : phase,
      unsentForms: ledger.forms,
      drafts: ledger.drafts,
      oldestUnsent: ledger.oldest,
      lastContact,
    });
    if (grew) syncSoon();
  }

  /** The outbox has grown: syncs soon, and asks the worker to push in case this page is closed. */
  function syncSoon(): void {
    leaveToWorker();
    cancelSave ??= schedule(saveDelay, () => {
      cancelSave = undefined;
      wake('save');
    });
  }

  function wake(trigger: SyncTrigger): void {
    if (stopped || !isUseful(trigger)) return;
    if (trigger !== 'timer') looks = 0;
    ask(false);
  }

  function isUseful(trigger: SyncTrigger): boolean {
    const { retryAt, phase } = state.get();
    const backingOff = retryAt !== undefined && clock.now() < retryAt;
    // What a person does, or a new connection, ends the backoff after `offline`, but not one the server asked for.
    if (backingOff) return phase === 'offline' && trigger !== 'start' && trigger !== 'timer';
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

/** Undefined for a turn that was given up: everything of it that counts is stored, and the next slice goes on. */
function unlessEnded(error: unknown): undefined {
  if (!(error instanceof TurnEndedError)) throw error;
}

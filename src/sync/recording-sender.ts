import type { Recording } from '../domain/recording.ts';
import type { Clock, Random } from '../lib/clock.ts';
import type { Uuid } from '../lib/ids.ts';
import type { Settings } from '../store/phone-settings.ts';
import type { KeptRecordings } from '../store/phone-store.ts';
import type { AskServer } from './ask-server.ts';
import { backoffMillis } from './backoff.ts';
import { takeTurn, type Locks } from './locks.ts';
import { decideSync } from './network-policy.ts';
import type { NetworkReader } from './network-reader.ts';
import { createPump } from './pump.ts';
import { sendRecording, type Sent } from './send-recording.ts';
import { createCell, type Observable } from './sync-state.ts';
import type { Schedule } from './timers.ts';

export interface RecordingSenderDeps {
  readonly enrolment: Uuid;
  readonly recordings: Pick<KeptRecordings, 'list' | 'get' | 'remove'>;
  readonly settings: Pick<Settings, 'get'>;
  readonly server: Pick<AskServer, 'post'>;
  readonly network: Pick<NetworkReader, 'read'>;
  /** `navigator.locks`, or undefined where there is none. */
  readonly locks: Locks | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly schedule: Schedule;
  readonly onError: (error: unknown) => void;
}

export interface RecordingsState {
  /** What was recorded here and is not on the server. */
  readonly kept: readonly Recording[];
  /** Of the one that is being sent, the share that the server holds, 0 to 1; undefined while none is. */
  readonly share: number | undefined;
  /** How the last one that was tried ended. */
  readonly last: Sent | undefined;
}

export interface RecordingSender {
  readonly state: Observable<RecordingsState>;
  /** Something happened that may make a sending worthwhile: one was recorded, a network came. */
  wake(): void;
  /** "Gửi ngay": now, over whatever network there is. Resolves when there is nothing more to do. */
  sendNow(): Promise<void>;
  stop(): void;
}

/**
 * Sends kept recordings while the book is open, apart from the forms and never in their way. Sound is heavy: by itself it goes
 * over Wi-Fi only, where the browser is sure of one, and stops in the middle when the Wi-Fi is left.
 */
export function createRecordingSender(deps: RecordingSenderDeps): RecordingSender {
  const { recordings, settings, server, network, clock, random, schedule } = deps;
  const state = createCell<RecordingsState>({ kept: [], share: undefined, last: undefined });
  /** What the server will not take, until somebody asks for it to be tried again. */
  const refused = new Set<Uuid>();
  const pause = (millis: number) => new Promise<void>((resolve) => void schedule(millis, resolve));
  let stopped = false;
  let failures = 0;
  let notBefore = 0;
  let cancelTimer = () => {};
  const ask = createPump(async (forced) => {
    await round(forced).catch(deps.onError);
    state.set({ share: undefined });
  });

  async function round(forced: boolean): Promise<void> {
    if (forced) refused.clear();
    for (const { id } of await look()) {
      if (refused.has(id)) continue;
      if (!(await mayGo(forced))) return;
      const how = await takeTurn({ locks: deps.locks, pause }, `thon-so-recordings-${deps.enrolment}`, () => send(id, forced));
      if (stopped) return;
      state.set({ last: how });
      if (how === 'refused') refused.add(id);
      if (how === 'paused') return;
      if (how === 'unreachable') return tryLater();
      failures = 0;
      await look();
    }
  }

  async function look(): Promise<readonly Recording[]> {
    if (stopped) return [];
    const kept = (await recordings.list()).map(({ recording }) => recording);
    state.set({ kept });
    return kept;
  }

  async function send(id: Uuid, forced: boolean): Promise<Sent> {
    const one = stopped ? undefined : await recordings.get(id);
    if (!one) return 'sent'; // by another tab, meanwhile
    state.set({ share: 0 });
    const how = await sendRecording({ server, mayGoOn: () => mayGo(forced), onProgress: (share) => state.set({ share }) }, one);
    if (how === 'sent' && !stopped) await recordings.remove(id);
    return how;
  }

  async function mayGo(forced: boolean): Promise<boolean> {
    if (stopped) return false;
    if (forced) return true;
    if (clock.now() < notBefore) return false;
    const policy = (await settings.get('networkPolicy')) === 'byHand' ? 'byHand' : 'wifi';
    return decideSync(network.read(), policy, { forced }).kind === 'go';
  }

  function tryLater(): void {
    failures += 1;
    const millis = backoffMillis(failures, random);
    notBefore = clock.now() + millis;
    cancelTimer();
    cancelTimer = schedule(millis, () => ask(false));
  }

  return {
    state,
    wake: () => {
      if (!stopped) ask(false);
    },
    sendNow: () => new Promise((resolve) => ask(true, resolve)),
    stop: () => {
      stopped = true;
      cancelTimer();
    },
  };
}

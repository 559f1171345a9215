import type { Recording } from '../../domain/guide/recording.ts';
import type { Clock, Random } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Settings } from '../../store/phone-settings.ts';
import type { KeptRecordings } from '../../store/phone-store.ts';
import type { AskServer } from '../network/ask-server.ts';
import { backoffMillis } from '../network/backoff.ts';
import { takeTurn, type Locks } from '../loop/locks.ts';
import { TurnEndedError, type Turn } from '../loop/turn.ts';
import type { PageLife } from '../../store/engine/page-life.ts';
import { decideSync } from '../network/network-policy.ts';
import type { NetworkReader } from '../network/network-reader.ts';
import { coalesce } from '../loop/coalesce.ts';
import { sendRecording, type Sent } from './send-recording.ts';
import { createCell, type Observable } from '../loop/sync-state.ts';
import type { Schedule } from '../../lib/schedule.ts';

export interface RecordingSenderDeps {
  readonly enrolment: Uuid;
  readonly recordings: Pick<KeptRecordings, 'list' | 'get' | 'remove'>;
  readonly settings: Pick<Settings, 'get'>;
  readonly server: Pick<AskServer, 'post'>;
  readonly network: Pick<NetworkReader, 'read'>;
  /** `navigator.locks`, or undefined where there is none. */
  readonly locks: Locks | undefined;
  /** A page that is left gives up its turn. */
  readonly life?: PageLife;
  readonly clock: Clock;
  readonly random: Random;
  readonly schedule: Schedule;
  readonly onError: (error: unknown) => void;
}

export interface RecordingsState {
  /** Recordings that the server does not have yet. */
  readonly kept: readonly Recording[];
  /** The share of the recording under way that the server has, 0 to 1; undefined while none is being sent. */
  readonly share: number | undefined;
  /** The result of the last try. */
  readonly last: Sent | undefined;
}

export interface RecordingSender {
  readonly state: Observable<RecordingsState>;
  /** Reports an event that may make sending useful: a new recording, a network. */
  wake(): void;
  /** "Gửi ngay": sends now, over any network. Resolves when there is nothing more to do. */
  sendNow(): Promise<void>;
  stop(): void;
}

/**
 * Sends recordings while the store is unlocked, independently of the forms' sync. Sound is large, so it is sent by
 * itself only while the browser reports Wi-Fi, and stops in the middle when the Wi-Fi is left.
 */
export function createRecordingSender(deps: RecordingSenderDeps): RecordingSender {
  const { recordings, settings, server, network, clock, random, schedule } = deps;
  const state = createCell<RecordingsState>({ kept: [], share: undefined, last: undefined });
  /** Recordings the server has refused; tried again only when the person asks. */
  const refused = new Set<Uuid>();
  let stopped = false;
  let failures = 0;
  let notBefore = 0;
  let cancelTimer = () => {};
  const ask = coalesce(async (forced) => {
    await round(forced).catch(deps.onError);
    state.set({ share: undefined });
  });

  async function round(forced: boolean): Promise<void> {
    if (forced) refused.clear();
    for (const { id } of await look()) {
      if (refused.has(id)) continue;
      if (!(await mayGo(forced))) return;
      const how = await takeTurn(deps, `thon-so-recordings-${deps.enrolment}`, (turn) => send(id, forced, turn)).catch(
        unreachableIfEnded,
      );
      await deps.life?.here();
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

  async function send(id: Uuid, forced: boolean, { step }: Turn): Promise<Sent> {
    const one = stopped ? undefined : await step(() => recordings.get(id));
    if (!one) return 'sent'; // another tab has sent it meanwhile
    state.set({ share: 0 });
    const how = await sendRecording(
      {
        server: { post: (...asked) => step(() => server.post(...asked)) },
        mayGoOn: () => mayGo(forced),
        onProgress: (share) => state.set({ share }),
      },
      one,
    );
    if (how === 'sent' && !stopped) await step(() => recordings.remove(id));
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

/** A turn that was given up: what the server has of the recording stays there, and sending goes on later. */
function unreachableIfEnded(error: unknown): 'unreachable' {
  if (!(error instanceof TurnEndedError)) throw error;
  return 'unreachable';
}

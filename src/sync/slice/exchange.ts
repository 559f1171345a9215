import { dayOf } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Problem } from '../../protocol/problem.ts';
import { pushLimits } from '../../protocol/push.ts';
import { backoffMillis } from '../network/backoff.ts';
import type { PushStore, SliceBudget, SliceCounts, SliceDeps, SliceEnd } from './slice-types.ts';
import type { Reply } from '../network/transport.ts';

/** A reply after the handling that all requests share. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The caller's to handle; never signIn, slowDown or retry. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The slice ends here. */
  | { readonly kind: 'end'; readonly end: SliceEnd };

/** One slice's requests: clock, traffic, sign-in, backoff, budget and counts in one place. */
export interface Exchange {
  /** @param request gets the device id under which this phone asks now */
  ask<T extends object>(request: (device: Uuid) => Promise<Reply<T>>): Promise<Answer<T>>;
  /** The device id of the last request. */
  device(): Uuid | undefined;
  /** Whether the budget is spent: no further request may start. */
  spent(): boolean;
  readonly tally: Tally;
  /** An end with a backoff before the next try. */
  later(kind: 'offline' | 'busy', retryAfterSeconds?: number): SliceEnd;
  refused(problem: Problem['error']): SliceEnd;
  /** Stores clock offset, last contact and bytes. @param moved whether operations or rows were transferred */
  settle(moved: boolean): Promise<void>;
  counts(): SliceCounts;
}

/** The counts of a slice so far. */
export interface Tally {
  readonly groups: Set<Uuid>;
  operations: number;
  rows: number;
  bytes: number;
  /** Repairs of the numbering; bounded, or two phones with one device id would repair it for ever. */
  repairs: number;
  /** The server's last seq of this device, when the last push was the one that set it. */
  lastSeq: number | undefined;
  readonly refetched: Uuid[];
  readonly mismatched: Uuid[];
}

/** The device id under which the server knows this phone. */
export const deviceOf = async (store: Pick<PushStore, 'enrolment' | 'settings'>): Promise<Uuid> =>
  (await store.settings.get('device')) ?? store.enrolment;

interface ClockSample {
  readonly offset: number;
  readonly roundTrip: number;
}

// A measured offset is uncertain by half a round trip, and every correction is a write.
const offsetTolerance = 1_000;
// Bytes of idle syncs that are collected before they are worth a write.
const uncountedAtMost = 4_096;
// A push that failed after this long was probably too large for the link.
const slowAfter = 8_000;
const smallestSlowPush = 10;
// Ends a slice even if the clock is set back or stands still.
const requestsAtMost = 400;

export function createExchange(deps: SliceDeps, budget: SliceBudget): Exchange {
  const { clock, memory, store, transport } = deps;
  const started = clock.now();
  const tally: Tally = {
    groups: new Set(),
    operations: 0,
    rows: 0,
    bytes: 0,
    repairs: 0,
    lastSeq: undefined,
    refetched: [],
    mismatched: [],
  };
  let reached: number | undefined;
  let sample: ClockSample | undefined;
  let renewed = false;
  let requests = 0;

  let device: Uuid | undefined;

  async function measured<T extends object>(request: () => Promise<Reply<T>>): Promise<Reply<T>> {
    requests += 1;
    const before = clock.now();
    const reply = await request();
    const after = clock.now();
    tally.bytes += reply.sent + reply.received;
    if (reply.kind !== 'unreachable') reached = after;
    if (reply.kind === 'ok' && 'now' in reply.value && typeof reply.value.now === 'number') {
      const roundTrip = after - before;
      // The clock may have been set meanwhile (negative round trip). The shortest round trip is the most exact.
      const better = roundTrip >= 0 && (!sample || roundTrip < sample.roundTrip);
      if (better) sample = { offset: Math.round(reply.value.now - (before + after) / 2), roundTrip };
    }
    if (reply.kind === 'unreachable' && after - before >= slowAfter) shrink();
    return reply;
  }

  function shrink(): void {
    memory.operations = Math.max(Math.min(smallestSlowPush, memory.operations), Math.floor(memory.operations / 2));
  }

  async function ask<T extends object>(request: (device: Uuid) => Promise<Reply<T>>): Promise<Answer<T>> {
    const asking = (device = await deviceOf(store));
    const reply = await measured(() => request(asking));
    if (reply.kind === 'unreachable') return { kind: 'end', end: later('offline') };
    if (reply.kind === 'ok') return { kind: 'ok', value: reply.value };
    switch (reply.problem.error) {
      case 'slowDown':
      case 'retry':
        return { kind: 'end', end: later('busy', reply.retryAfterSeconds) };
      case 'signIn':
        return signIn(reply.problem.challenge, asking, request);
      default:
        return { kind: 'problem', problem: reply.problem };
    }
  }

  /** Signs in once a slice with the device key, then repeats the request. */
  async function signIn<T extends object>(
    challenge: string | undefined,
    asking: Uuid,
    request: (device: Uuid) => Promise<Reply<T>>,
  ): Promise<Answer<T>> {
    if (challenge === undefined || renewed) return { kind: 'end', end: { kind: 'signInNeeded' } };
    renewed = true;
    const renewal = await measured(() => transport.renew(challenge, asking));
    if (renewal.kind === 'ok') return ask(request);
    if (renewal.kind === 'unreachable') return { kind: 'end', end: later('offline') };
    switch (renewal.problem.error) {
      case 'slowDown':
      case 'retry':
        return { kind: 'end', end: later('busy', renewal.retryAfterSeconds) };
      case 'revoked':
        return { kind: 'problem', problem: renewal.problem };
      default:
        return { kind: 'end', end: { kind: 'signInNeeded' } };
    }
  }

  function retryAt(retryAfterSeconds?: number): number {
    memory.failures += 1;
    return clock.now() + backoffMillis(memory.failures, deps.random, retryAfterSeconds);
  }

  const later = (kind: 'offline' | 'busy', retryAfterSeconds?: number): SliceEnd => ({
    kind,
    retryAt: retryAt(retryAfterSeconds),
  });

  async function settle(moved: boolean): Promise<void> {
    if (reached !== undefined) await store.settings.set('lastContact', reached);
    await settleClock();
    memory.uncounted += tally.bytes;
    if (moved || memory.uncounted > uncountedAtMost) await settleBytes();
  }

  async function settleClock(): Promise<void> {
    if (!sample) return;
    const known = await store.settings.get('clockOffset');
    const tolerance = Math.max(offsetTolerance, sample.roundTrip);
    if (known === undefined || Math.abs(sample.offset - known) > tolerance)
      await store.settings.set('clockOffset', sample.offset);
  }

  async function settleBytes(): Promise<void> {
    const offset = (await store.settings.get('clockOffset')) ?? 0;
    const month = dayOf(clock.now() + offset).slice(0, 7);
    const used = await store.settings.get('dataUsed');
    const before = used?.month === month ? used.bytes : 0;
    const add = memory.uncounted;
    memory.uncounted = 0;
    await store.settings.set('dataUsed', { month, bytes: before + add });
  }

  return {
    ask,
    device: () => device,
    spent: () =>
      Math.abs(clock.now() - started) >= budget.millis ||
      requests >= requestsAtMost ||
      (budget.bytes !== undefined && tally.bytes >= budget.bytes),
    tally,
    later,
    refused: (problem) => ({ kind: 'refused', problem, retryAt: retryAt() }),
    settle,
    counts: () => ({
      sentForms: tally.groups.size,
      sentOperations: tally.operations,
      receivedRows: tally.rows,
      kilobytes: Math.ceil(tally.bytes / 1000),
      refetched: [...tally.refetched],
      mismatched: [...tally.mismatched],
    }),
  };
}

/** The number of operations in the next push after a success: twice as many, up to the limit. */
export const widened = (operations: number): number => Math.min(pushLimits.operations, operations * 2);

import type { PlainSettings } from '../../store/phone-settings.ts';

export type NetworkPolicy = PlainSettings['networkPolicy'];

/** What is known of the network now. */
export interface NetworkReading {
  /** False only when the browser is sure that there is none. */
  readonly online: boolean;
  /** The kind of connection, where the browser reports it (Chrome on Android). */
  readonly type: 'wifi' | 'cellular' | 'none' | undefined;
  /** The browser's measure (Network Information API), or the probe's where there is no such API. */
  readonly speed: 'good' | 'slow' | 'none' | undefined;
  /** The phone's data saver is on. */
  readonly saveData: boolean;
}

export type WaitReason = 'noNetwork' | 'byHand' | 'dataSaver' | 'slow' | 'notWifi' | 'wifiUnknown' | 'unmeasured';
export type SyncDecision = { readonly kind: 'go' } | { readonly kind: 'wait'; readonly reason: WaitReason };

const go: SyncDecision = { kind: 'go' };
const wait = (reason: WaitReason): SyncDecision => ({ kind: 'wait', reason });

/**
 * May a sync start now? First row that fits, from the top:
 *
 * | forced | online | policy | network                | decision          |
 * |--------|--------|--------|------------------------|-------------------|
 * | yes    | any    | any    | any                    | go ("Gửi ngay" always tries; `online` may be wrong) |
 * | no     | no     | any    | any                    | wait: noNetwork   |
 * | no     | yes    | byHand | any                    | wait: byHand      |
 * | no     | yes    | other  | Wi-Fi                  | go                |
 * | no     | yes    | other  | data saver on          | wait: dataSaver   |
 * | no     | yes    | any    | every other            | go                |
 * | no     | yes    | wifi   | cellular               | wait: notWifi     |
 * | no     | yes    | wifi   | type not told (iOS)    | wait: wifiUnknown |
 * | no     | yes    | mobile | speed good (4G)        | go                |
 * | no     | yes    | mobile | speed slow (2G, 3G)    | wait: slow        |
 * | no     | yes    | mobile | the probe got no answer| wait: noNetwork   |
 * | no     | yes    | mobile | not measured yet       | wait: unmeasured  |
 */
export function decideSync(
  network: NetworkReading,
  policy: NetworkPolicy,
  { forced }: { readonly forced: boolean },
): SyncDecision {
  if (forced) return go;
  if (!network.online || network.type === 'none') return wait('noNetwork');
  if (policy === 'byHand') return wait('byHand');
  if (network.type === 'wifi') return go;
  if (network.saveData) return wait('dataSaver');
  if (policy === 'any') return go;
  if (policy === 'wifi') return wait(network.type === 'cellular' ? 'notWifi' : 'wifiUnknown');
  return bySpeed[network.speed ?? 'unmeasured'];
}

const bySpeed: Readonly<Record<NonNullable<NetworkReading['speed']> | 'unmeasured', SyncDecision>> = {
  good: go,
  slow: wait('slow'),
  none: wait('noNetwork'),
  unmeasured: wait('unmeasured'),
};

/** Whether `decideSync` needs a probe first. */
export function needsProbe(
  network: NetworkReading,
  policy: NetworkPolicy,
  { forced }: { readonly forced: boolean },
): boolean {
  const decision = decideSync(network, policy, { forced });
  return decision.kind === 'wait' && decision.reason === 'unmeasured';
}

/** The result of one probe: ms until its answer, or undefined when none came. */
export type ProbeResult = number | undefined;

// The Network Information API calls a link 4G from a round trip below 270 ms (WICG netinfo, table of effective
// connection types). A first request makes about four round trips (DNS, TCP, TLS, HTTP), one on a warm
// connection makes one; the faster of two probes therefore judges a warm one.
const goodWithin = 400;

/** Grades the probes of one measurement by the fastest one. */
export function gradeProbes(results: readonly ProbeResult[]): 'good' | 'slow' | 'none' {
  const answered = results.filter((result): result is number => result !== undefined);
  if (answered.length === 0) return 'none';
  return Math.min(...answered) <= goodWithin ? 'good' : 'slow';
}

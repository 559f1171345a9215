import type { Clock } from '../../lib/clock.ts';
import { gradeProbes, type NetworkReading, type ProbeResult } from './network-policy.ts';
import type { Schedule } from '../../lib/schedule.ts';

/** The network as the loop sees it. */
export interface NetworkReader {
  read(): NetworkReading;
  /** Measures with a small request, for browsers that report no speed; the reading with the result. */
  probe(): Promise<NetworkReading>;
}

/** What is used of `navigator.connection` (WICG netinfo): Chromium's only, and not in TypeScript's library. */
export interface Connection {
  readonly type?: string;
  readonly effectiveType?: string;
  readonly saveData?: boolean;
}

export interface NetworkReaderDeps {
  readonly navigator: { readonly onLine: boolean; readonly connection?: Connection };
  readonly clock: Clock;
  /** One tiny timed request, see `createProbe`. */
  readonly probe: () => Promise<ProbeResult>;
}

// In a minute a walker may have left the coverage, so a probe's result expires.
const probeValidFor = 60_000;

export function createNetworkReader({ navigator, clock, probe }: NetworkReaderDeps): NetworkReader {
  let last: { readonly at: number; readonly speed: 'good' | 'slow' | 'none' } | undefined;

  function read(): NetworkReading {
    const connection = navigator.connection;
    const fresh = last && Math.abs(clock.now() - last.at) < probeValidFor ? last.speed : undefined;
    return {
      online: navigator.onLine,
      type: typeOf(connection?.type),
      speed: speedOf(connection?.effectiveType) ?? fresh,
      saveData: connection?.saveData ?? false,
    };
  }

  return {
    read,
    probe: async () => {
      const cold = await probe();
      // The first request includes DNS and TLS. Only a slow first one is worth the bytes of a second, warm one.
      const results = gradeProbes([cold]) === 'slow' ? [cold, await probe()] : [cold];
      last = { at: clock.now(), speed: gradeProbes(results) };
      return read();
    },
  };
}

function typeOf(type: string | undefined): NetworkReading['type'] {
  if (type === 'wifi' || type === 'ethernet') return 'wifi';
  if (type === 'cellular' || type === 'bluetooth' || type === 'wimax') return 'cellular';
  return type === 'none' ? 'none' : undefined;
}

function speedOf(effectiveType: string | undefined): NetworkReading['speed'] {
  if (effectiveType === undefined) return undefined;
  return effectiveType === '4g' ? 'good' : 'slow';
}

export interface ProbeDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly url?: string;
}

const probeTimeout = 4_000;

/** A probe that times a HEAD of `/readyz` (`/healthz` would write). A captive portal's page counts as no answer. */
export function createProbe({ fetch, clock, schedule, url = '/readyz' }: ProbeDeps): () => Promise<ProbeResult> {
  return async () => {
    const abort = new AbortController();
    const cancelTimeout = schedule(probeTimeout, () => abort.abort());
    const started = clock.now();
    try {
      const response = await fetch(url, {
        method: 'HEAD',
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: abort.signal,
      });
      const ours = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return ours ? Math.max(0, clock.now() - started) : undefined;
    } catch {
      return undefined; // no network: an expected result of a probe
    } finally {
      cancelTimeout();
    }
  };
}

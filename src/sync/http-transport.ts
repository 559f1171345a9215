import * as v from 'valibot';
import type { Uuid } from '../lib/ids.ts';
import { meResponse, renewText } from '../protocol/join.ts';
import { progressResponse } from '../protocol/progress.ts';
import { pullPage, type PullQuery } from '../protocol/pull.ts';
import { pushResponse } from '../protocol/push.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Gzip } from './gzip.ts';
import { readReply } from './read-reply.ts';
import type { Schedule } from './timers.ts';
import type { Reply, Transport } from './transport.ts';

export interface HttpTransportDeps {
  readonly enrolment: Uuid;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs `text` with the device key: ECDSA P-256, SHA-256, raw r‖s, base64url. Undefined when the key is gone. */
  readonly sign: (text: string) => Promise<string | undefined>;
  /** Left out where the browser has none: pushes then travel plain. */
  readonly gzip?: Gzip;
  readonly schedule: Schedule;
  /** Where the server is; the page's own origin unless told (tests). No slash at the end. */
  readonly origin?: string;
  /** Until a request is given up, ms. */
  readonly timeout?: number;
}

// Below a slice's 20 s, so that a slice over a dead link ends by itself within twice its budget.
const defaultTimeout = 18_000;

const renewResponse = v.object({ now: v.number() });

/**
 * The server over HTTP, for one enrolment: everything is below `/api/p/<enrolment>/`, which is the cookie's path.
 * Never throws for anything the network or the server does.
 */
export function createHttpTransport(deps: HttpTransportDeps): Transport {
  const base = `${deps.origin ?? ''}/api/p/${deps.enrolment}`;

  async function ask<T>(path: string, schema: v.GenericSchema<unknown, T>, body?: RequestBody): Promise<Reply<T>> {
    const abort = new AbortController();
    const cancelTimeout = deps.schedule(deps.timeout ?? defaultTimeout, () => abort.abort());
    const sent = body?.bytes.byteLength ?? 0;
    try {
      const response = await deps.fetch(`${base}/${path}`, requestInit(abort.signal, body));
      return await readReply(response, schema, sent);
    } catch {
      // fetch rejects for every network failure alike, by design without saying which: there is nothing to tell apart.
      return { kind: 'unreachable', sent, received: 0 };
    } finally {
      cancelTimeout();
    }
  }

  return {
    push: async (request) => ask('push', pushResponse, await encode(request, deps.gzip)),
    pull: (query) => ask(`pull?${searchOf(query)}`, pullPage),
    me: () => ask('me', meResponse),
    renew: async (challenge) => {
      const signature = await deps.sign(renewText(deps.enrolment, challenge));
      if (signature === undefined) return { kind: 'problem', problem: { error: 'signIn' }, sent: 0, received: 0 };
      return ask('renew', renewResponse, await encode({ challenge, signature }));
    },
    progress: () => ask('progress', progressResponse),
  };
}

interface RequestBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzipped: boolean;
}

async function encode(message: unknown, gzip?: Gzip): Promise<RequestBody> {
  const text = JSON.stringify(message);
  return gzip ? { bytes: await gzip(text), gzipped: true } : { bytes: new TextEncoder().encode(text), gzipped: false };
}

function requestInit(signal: AbortSignal, body: RequestBody | undefined): RequestInit {
  const common = {
    signal,
    cache: 'no-store',
    credentials: 'same-origin',
    // This server never redirects the API: whoever does is a captive portal.
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  } as const;
  if (!body) return { ...common, headers: { Accept: 'application/json' } };
  const headers: Record<string, string> = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (body.gzipped) headers['Content-Encoding'] = 'gzip';
  return { ...common, method: 'POST', headers, body: body.bytes };
}

function searchOf(query: PullQuery): string {
  const search = new URLSearchParams({ village: query.village });
  if (query.epoch !== undefined) search.set('epoch', String(query.epoch));
  if (query.grant !== undefined) search.set('grant', query.grant);
  search.set('version', String(query.version));
  search.set('id', query.id);
  search.set('held', String(query.held));
  if (query.seq !== undefined) search.set('seq', String(query.seq));
  search.set('protocol', String(PROTOCOL_VERSION));
  return search.toString();
}

import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { meResponse, renewText } from '../../protocol/accounts/join.ts';
import { newDeviceResponse, newDeviceText } from '../../protocol/accounts/new-device.ts';
import { pullPage, type PullQuery } from '../../protocol/pull.ts';
import { pushResponse } from '../../protocol/push.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { Gzip } from './gzip.ts';
import { readReply } from './read-reply.ts';
import type { Schedule } from '../../lib/schedule.ts';
import type { Reply, Transport } from './transport.ts';

export interface HttpTransportDeps {
  readonly enrolment: Uuid;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs `text` with the device key: ECDSA P-256, SHA-256, raw r‖s, base64url. Undefined when the key is gone. */
  readonly sign: (text: string, device: Uuid) => Promise<string | undefined>;
  /** Absent where the browser has none: pushes are then sent uncompressed. */
  readonly gzip?: Gzip;
  readonly schedule: Schedule;
  /** The server's origin, without a slash at the end; the page's own by default. */
  readonly origin?: string;
  /** Time limit of a request, ms. */
  readonly timeout?: number;
  /** Ends every request under way, and lets none begin. */
  readonly signal?: AbortSignal;
}

// Below a slice's 20 s, so that a slice over a dead link ends by itself within twice its budget.
const defaultTimeout = 18_000;

const renewResponse = v.object({ now: v.number() });

/**
 * The server over HTTP, for one enrolment: everything is below `/api/p/<device>/`, which is the cookie's path. The
 * device is the enrolment itself, or the one it took after it was copied. Never throws for anything the network or the
 * server does.
 */
export function createHttpTransport(deps: HttpTransportDeps): Transport {
  async function ask<T>(
    device: Uuid,
    path: string,
    schema: v.GenericSchema<unknown, T>,
    body?: RequestBody,
  ): Promise<Reply<T>> {
    const abort = new AbortController();
    const cancelTimeout = deps.schedule(deps.timeout ?? defaultTimeout, () => abort.abort());
    const giveUp = (): void => abort.abort();
    if (deps.signal?.aborted) giveUp();
    deps.signal?.addEventListener('abort', giveUp);
    const sent = body?.bytes.byteLength ?? 0;
    try {
      const response = await deps.fetch(
        `${deps.origin ?? ''}/api/p/${device}/${path}`,
        requestInit(abort.signal, body),
      );
      return await readReply(response, schema, sent);
    } catch {
      // fetch rejects for every network failure alike, by design without the reason.
      return { kind: 'unreachable', sent, received: 0 };
    } finally {
      cancelTimeout();
      deps.signal?.removeEventListener('abort', giveUp);
    }
  }

  return {
    until: (signal) => createHttpTransport({ ...deps, signal }),
    push: async (request, as = deps.enrolment) => ask(as, 'push', pushResponse, await packed(request, deps)),
    pull: (query, as = deps.enrolment) => ask(as, `pull?${searchOf(query)}`, pullPage),
    me: (as = deps.enrolment) => ask(as, 'me', meResponse),
    newDevice: async (request, as = deps.enrolment) => {
      // The server hands out the challenge with its refusal.
      const first = await ask(as, 'device', newDeviceResponse, plain(request));
      if (first.kind !== 'problem' || first.problem.error !== 'signIn' || first.problem.challenge === undefined)
        return first;
      const { challenge } = first.problem;
      const signature = await deps.sign(newDeviceText(as, request.device, request.key, challenge), as);
      if (signature === undefined) return first;
      const second = await ask(as, 'device', newDeviceResponse, plain({ ...request, proof: { challenge, signature } }));
      return { ...second, sent: first.sent + second.sent, received: first.received + second.received };
    },
    renew: async (challenge, as = deps.enrolment) => {
      const signature = await deps.sign(renewText(as, challenge), as);
      if (signature === undefined) return { kind: 'problem', problem: { error: 'signIn' }, sent: 0, received: 0 };
      return ask(as, 'renew', renewResponse, plain({ challenge, signature }));
    },
  };
}

interface RequestBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzipped: boolean;
}

const plain = (message: unknown): RequestBody => ({
  bytes: new TextEncoder().encode(JSON.stringify(message)),
  gzipped: false,
});

// Packing takes a moment. Where a browser does not end it (a page that was left meanwhile), all is sent unpacked.
const packsWithin = 5000;

/** Packed where the browser can: one that breaks off, or does not come to an end, costs bytes and no push. */
function packed(message: unknown, { gzip, schedule }: HttpTransportDeps): RequestBody | Promise<RequestBody> {
  if (!gzip) return plain(message);
  return new Promise((resolve) => {
    const sendPlain = (): void => resolve(plain(message));
    const cancel = schedule(packsWithin, sendPlain);
    void gzip(JSON.stringify(message))
      .then((bytes) => resolve({ bytes, gzipped: true }), sendPlain)
      .finally(cancel);
  });
}

function requestInit(signal: AbortSignal, body: RequestBody | undefined): RequestInit {
  const common = {
    signal,
    cache: 'no-store',
    credentials: 'same-origin',
    // This server never redirects the API: a redirect comes from a captive portal.
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
  if (query.collected !== undefined) search.set('collected', String(query.collected));
  if (query.seq !== undefined) search.set('seq', String(query.seq));
  search.set('protocol', String(PROTOCOL_VERSION));
  return search.toString();
}

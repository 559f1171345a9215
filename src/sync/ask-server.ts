import * as v from 'valibot';
import type { Uuid } from '../lib/ids.ts';
import { problem, type Problem, type ProblemCode } from '../protocol/problem.ts';
import type { Reply } from './transport.ts';

/** `unreachable`: no answer, or one that is not this server's; nothing may be concluded from it. */
export type Asked<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: ProblemCode }
  | { readonly kind: 'unreachable' };

export interface AskDeps {
  readonly enrolment: Uuid;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs in anew with the device key: `Transport.renew`. */
  readonly renew: (challenge: string) => Promise<Reply<unknown>>;
  /** Until a request is given up, ms. */
  readonly timeout?: number;
}

/** What only works with a network, below one enrolment. Never throws for what network or server do. */
export interface AskServer {
  get<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<Asked<T>>;
  post<T>(path: string, body: unknown, schema: v.GenericSchema<unknown, T>): Promise<Asked<T>>;
}

const defaultTimeout = 18_000;

export function createAskServer(deps: AskDeps): AskServer {
  async function ask<T>(path: string, init: RequestInit, schema: v.GenericSchema<unknown, T>, mayRenew = true): Promise<Asked<T>> {
    const reply = await send(deps, path, init, schema);
    if (reply.kind !== 'refused') return reply;
    const refusal: Problem = reply.problem;
    if (refusal.error !== 'signIn' || refusal.challenge === undefined || !mayRenew) return { kind: 'problem', problem: refusal.error };
    const renewal = await deps.renew(refusal.challenge);
    if (renewal.kind === 'unreachable') return { kind: 'unreachable' };
    return renewal.kind === 'ok' ? ask(path, init, schema, false) : { kind: 'problem', problem: refusal.error };
  }
  return {
    get: (path, schema) => ask(path, { method: 'GET' }, schema),
    post: (path, body, schema) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }, schema),
  };
}

type Refused = { readonly kind: 'refused'; readonly problem: Problem };

async function send<T>({ enrolment, fetch, timeout = defaultTimeout }: AskDeps, path: string, init: RequestInit, schema: v.GenericSchema<unknown, T>): Promise<Asked<T> | Refused> {
  try {
    const response = await fetch(`/api/p/${enrolment}/${path}`, {
      ...init,
      headers: { Accept: 'application/json', ...init.headers },
      cache: 'no-store',
      credentials: 'same-origin',
      // This server never redirects the API: whoever does is a captive portal.
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    });
    return read(response.ok, await response.json(), schema);
  } catch {
    return { kind: 'unreachable' }; // no network, or a captive portal's page that is no JSON
  }
}

function read<T>(isOk: boolean, body: unknown, schema: v.GenericSchema<unknown, T>): Asked<T> | Refused {
  if (isOk) {
    const value = v.safeParse(schema, body);
    return value.success ? { kind: 'ok', value: value.output } : { kind: 'unreachable' };
  }
  const refusal = v.safeParse(problem, body);
  return refusal.success ? { kind: 'refused', problem: refusal.output } : { kind: 'unreachable' };
}

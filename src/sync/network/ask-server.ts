import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { assertionHeader, type PasskeyAssertion, type PasskeyRefusal } from '../../protocol/accounts/passkey.ts';
import { protocolHeader } from '../../protocol/older-phones.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { problem, type Problem, type ProblemCode } from '../../protocol/problem.ts';
import type { Reply } from './transport.ts';

/** The answer to a request. `unreachable`: no answer, or not this server's; nothing may be concluded from it. */
export type Asked<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: ProblemCode }
  | { readonly kind: 'unreachable' };

/**
 * What a person did when a request needed a passkey: used one, made a first one so that the request can be repeated, or
 * gave up (undefined).
 */
export type PasskeyAnswer = { readonly assertion: PasskeyAssertion } | 'made' | undefined;

export interface AskDeps {
  readonly enrolment: Uuid;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs in again with the device key: `Transport.renew`. */
  readonly renew: (challenge: string) => Promise<Reply<unknown>>;
  /**
   * Asks the person for a passkey; absent: a request that needs one is refused.
   * @param isRepeated the server has just refused the one that was used
   */
  readonly passkey?: (refusal: PasskeyRefusal, isRepeated: boolean) => Promise<PasskeyAnswer>;
  /** Time limit of a request, ms. */
  readonly timeout?: number;
}

/** Requests of one enrolment outside the sync. Never throws for anything the network or the server does. */
export interface AskServer {
  get<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<Asked<T>>;
  post<T>(path: string, body: unknown, schema: v.GenericSchema<unknown, T>): Promise<Asked<T>>;
}

const defaultTimeout = 18_000;

export function createAskServer(deps: AskDeps): AskServer {
  async function ask<T>(
    path: string,
    init: RequestInit,
    schema: v.GenericSchema<unknown, T>,
    mayRenew = true,
  ): Promise<Asked<T>> {
    const reply = await send(deps, path, init, schema);
    if (reply.kind !== 'refused') return reply;
    const refusal: Problem = reply.problem;
    if (refusal.error === 'passkey' && deps.passkey) {
      const headers = new Headers(init.headers);
      const answer = await deps.passkey(refusal, headers.has(assertionHeader));
      if (answer === undefined) return { kind: 'problem', problem: 'passkey' };
      headers.delete(assertionHeader);
      if (answer !== 'made') headers.set(assertionHeader, toHeader(answer.assertion));
      return ask(path, { ...init, headers }, schema);
    }
    if (refusal.error !== 'signIn' || refusal.challenge === undefined || !mayRenew)
      return { kind: 'problem', problem: refusal.error };
    const renewal = await deps.renew(refusal.challenge);
    if (renewal.kind === 'unreachable') return { kind: 'unreachable' };
    return renewal.kind === 'ok' ? ask(path, init, schema, false) : { kind: 'problem', problem: refusal.error };
  }
  return {
    get: (path, schema) => ask(path, { method: 'GET' }, schema),
    post: (path, body, schema) =>
      ask(
        path,
        { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
        schema,
      ),
  };
}

/** JSON of letters that every header may have, as base64url. */
const toHeader = (assertion: PasskeyAssertion): string =>
  btoa(JSON.stringify(assertion)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

function withAccept(given: HeadersInit | undefined): Headers {
  const headers = new Headers(given);
  headers.set('Accept', 'application/json');
  headers.set(protocolHeader, String(PROTOCOL_VERSION));
  return headers;
}

type Refused = { readonly kind: 'refused'; readonly problem: Problem };

async function send<T>(
  { enrolment, fetch, timeout = defaultTimeout }: AskDeps,
  path: string,
  init: RequestInit,
  schema: v.GenericSchema<unknown, T>,
): Promise<Asked<T> | Refused> {
  try {
    const response = await fetch(`/api/p/${enrolment}/${path}`, {
      ...init,
      headers: withAccept(init.headers),
      cache: 'no-store',
      credentials: 'same-origin',
      // This server never redirects the API: a redirect comes from a captive portal.
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

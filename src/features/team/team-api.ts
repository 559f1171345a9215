import * as v from 'valibot';
import { area, type Area } from '../../domain/area.ts';
import type { Uuid } from '../../lib/ids.ts';
import { inviteResponse, type InviteRequest, type InviteResponse } from '../../protocol/join.ts';
import { problem, type ProblemCode } from '../../protocol/problem.ts';
import type { NewAreaRequest } from '../../protocol/progress.ts';
import type { Reply } from '../../sync/index.ts';

/** `unreachable`: no answer, or one that is not this server's; nothing may be concluded from it. */
export type TeamReply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: ProblemCode }
  | { readonly kind: 'unreachable' };

export interface TeamApiDeps {
  readonly enrolment: Uuid;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs in anew with the device key: `Transport.renew`. */
  readonly renew: (challenge: string) => Promise<Reply<unknown>>;
  /** Until a request is given up, ms. */
  readonly timeout?: number;
}

/** What only works with a network: inviting people, adding areas. Never throws for what network or server do. */
export interface TeamApi {
  invite(request: InviteRequest): Promise<TeamReply<InviteResponse>>;
  /** The same id sent again (answer lost) adds once. */
  addArea(request: NewAreaRequest): Promise<TeamReply<Area>>;
}

type Refused = { readonly kind: 'refused'; readonly problem: v.InferOutput<typeof problem> };

export function createTeamApi(deps: TeamApiDeps): TeamApi {
  async function post<T>(path: string, body: unknown, schema: v.GenericSchema<unknown, T>, mayRenew = true): Promise<TeamReply<T>> {
    const reply = await send(deps, path, body, schema);
    if (reply.kind !== 'refused') return reply;
    const { error } = reply.problem;
    const challenge = reply.problem.error === 'signIn' ? reply.problem.challenge : undefined;
    if (!mayRenew || challenge === undefined) return { kind: 'problem', problem: error };
    const renewal = await deps.renew(challenge);
    if (renewal.kind === 'unreachable') return { kind: 'unreachable' };
    return renewal.kind === 'ok' ? post(path, body, schema, false) : { kind: 'problem', problem: error };
  }
  return {
    invite: (request) => post('invitations', request, inviteResponse),
    addArea: (request) => post('areas', request, area),
  };
}

const defaultTimeout = 18_000;

async function send<T>({ enrolment, fetch, timeout = defaultTimeout }: TeamApiDeps, path: string, body: unknown, schema: v.GenericSchema<unknown, T>): Promise<TeamReply<T> | Refused> {
  try {
    const response = await fetch(`/api/p/${enrolment}/${path}`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
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

function read<T>(isOk: boolean, body: unknown, schema: v.GenericSchema<unknown, T>): TeamReply<T> | Refused {
  if (isOk) {
    const value = v.safeParse(schema, body);
    return value.success ? { kind: 'ok', value: value.output } : { kind: 'unreachable' };
  }
  const refusal = v.safeParse(problem, body);
  return refusal.success ? { kind: 'refused', problem: refusal.output } : { kind: 'unreachable' };
}

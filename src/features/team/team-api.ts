import * as v from 'valibot';
import { area, type Area } from '../../domain/area.ts';
import type { Uuid } from '../../lib/ids.ts';
import { auditResponse, type AuditResponse } from '../../protocol/audit.ts';
import { cardsResponse, type CardsResponse } from '../../protocol/card.ts';
import { inviteResponse, type InviteRequest, type InviteResponse } from '../../protocol/join.ts';
import { problem, type ProblemCode } from '../../protocol/problem.ts';
import type { NewAreaRequest } from '../../protocol/progress.ts';
import { teamResponse, withdrawResponse, type TeamResponse, type WithdrawResponse } from '../../protocol/team.ts';
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

/** What can be taken back. */
export type Withdrawable = 'invitations' | 'devices' | 'grants';

/** What only works with a network: inviting people, adding areas. Never throws for what network or server do. */
export interface TeamApi {
  invite(request: InviteRequest): Promise<TeamReply<InviteResponse>>;
  /** The same id sent again (answer lost) adds once. */
  addArea(request: NewAreaRequest): Promise<TeamReply<Area>>;
  team(): Promise<TeamReply<TeamResponse>>;
  withdraw(what: Withdrawable, id: Uuid): Promise<TeamReply<WithdrawResponse>>;
  /** Newest first; older ones from before the entry `before`. */
  audit(before?: Uuid): Promise<TeamReply<AuditResponse>>;
  cards(): Promise<TeamReply<CardsResponse>>;
}

type Refused = { readonly kind: 'refused'; readonly problem: v.InferOutput<typeof problem> };

export function createTeamApi(deps: TeamApiDeps): TeamApi {
  /** @param body absent: a GET */
  async function ask<T>(path: string, body: unknown, schema: v.GenericSchema<unknown, T>, mayRenew = true): Promise<TeamReply<T>> {
    const reply = await send(deps, path, body, schema);
    if (reply.kind !== 'refused') return reply;
    const { error } = reply.problem;
    const challenge = reply.problem.error === 'signIn' ? reply.problem.challenge : undefined;
    if (!mayRenew || challenge === undefined) return { kind: 'problem', problem: error };
    const renewal = await deps.renew(challenge);
    if (renewal.kind === 'unreachable') return { kind: 'unreachable' };
    return renewal.kind === 'ok' ? ask(path, body, schema, false) : { kind: 'problem', problem: error };
  }
  return {
    invite: (request) => ask('invitations', request, inviteResponse),
    addArea: (request) => ask('areas', request, area),
    team: () => ask('team', undefined, teamResponse),
    withdraw: (what, id) => ask(`${what}/withdraw`, { id }, withdrawResponse),
    audit: (before) => ask(before === undefined ? 'audit' : `audit?before=${before}`, undefined, auditResponse),
    cards: () => ask('cards', undefined, cardsResponse),
  };
}

const defaultTimeout = 18_000;

async function send<T>({ enrolment, fetch, timeout = defaultTimeout }: TeamApiDeps, path: string, body: unknown, schema: v.GenericSchema<unknown, T>): Promise<TeamReply<T> | Refused> {
  try {
    const response = await fetch(`/api/p/${enrolment}/${path}`, {
      ...(body === undefined
        ? { method: 'GET', headers: { Accept: 'application/json' } }
        : { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
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

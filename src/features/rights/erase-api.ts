import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { eraseResponse, type EraseRequest } from '../../protocol/erase.ts';
import { problem } from '../../protocol/problem.ts';
import type { Reply } from '../../sync/index.ts';

/** `unreachable`: no answer of this server's; `refused`: it said no, and nothing was erased. */
export type EraseReply = 'erased' | 'unreachable' | 'refused';

export interface EraseDeps {
  readonly enrolment: Uuid;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Signs in anew with the device key: `Transport.renew`. */
  readonly renew: (challenge: string) => Promise<Reply<unknown>>;
}

/** Erases for good; sending it again (answer lost) answers the same. Never throws for what network or server do. */
export async function eraseRecords(deps: EraseDeps, request: EraseRequest, mayRenew = true): Promise<EraseReply> {
  let response: Response;
  let body: unknown;
  try {
    response = await deps.fetch(`/api/p/${deps.enrolment}/erase`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error', // this server never redirects the API: whoever does is a captive portal
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(18_000),
    });
    body = await response.json();
  } catch {
    return 'unreachable'; // no network, or a captive portal's page that is no JSON
  }
  if (response.ok) return v.is(eraseResponse, body) ? 'erased' : 'unreachable';
  const refusal = v.safeParse(problem, body);
  if (!refusal.success) return 'unreachable';
  const challenge = refusal.output.error === 'signIn' ? refusal.output.challenge : undefined;
  if (!mayRenew || challenge === undefined) return 'refused';
  const renewal = await deps.renew(challenge);
  if (renewal.kind === 'ok') return eraseRecords(deps, request, false);
  return renewal.kind === 'unreachable' ? 'unreachable' : 'refused';
}

import * as v from 'valibot';
import {
  joinProblem,
  joinResponse,
  lookResponse,
  type InvitationKey,
  type JoinProblem,
  type JoinRequest,
  type JoinResponse,
  type LookResponse,
} from '../../protocol/accounts/join.ts';
import type { Device } from '../session/device.ts';

/** `unreachable`: no answer, or one that is not this server's; nothing was used up. */
export type JoinReply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly error: JoinProblem['error'] }
  | { readonly kind: 'unreachable' };

const timeout = 20_000;

export const lookAtInvitation = (device: Device, invitation: InvitationKey): Promise<JoinReply<LookResponse>> =>
  post(device, '/api/join/look', { invitation }, lookResponse);

export const redeemInvitation = (device: Device, request: JoinRequest): Promise<JoinReply<JoinResponse>> =>
  post(device, '/api/join', request, joinResponse);

async function post<T>(
  { fetch, schedule }: Device,
  url: string,
  body: unknown,
  schema: v.GenericSchema<unknown, T>,
): Promise<JoinReply<T>> {
  const abort = new AbortController();
  const cancel = schedule(timeout, () => abort.abort());
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    return readAnswer(response.ok, await response.json(), schema);
  } catch {
    return { kind: 'unreachable' }; // no network, or a captive portal's page that is no JSON
  } finally {
    cancel();
  }
}

function readAnswer<T>(isOk: boolean, body: unknown, schema: v.GenericSchema<unknown, T>): JoinReply<T> {
  if (isOk) {
    const value = v.safeParse(schema, body);
    return value.success ? { kind: 'ok', value: value.output } : { kind: 'unreachable' };
  }
  const problem = v.safeParse(joinProblem, body);
  return problem.success ? { kind: 'problem', error: problem.output.error } : { kind: 'unreachable' };
}

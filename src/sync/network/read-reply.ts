import * as v from 'valibot';
import { problem, type Problem } from '../../protocol/problem.ts';
import type { Reply } from './transport.ts';

/**
 * Parses an HTTP response. Only JSON of the expected shape is an answer of this server; anything else (a captive
 * portal's page, a proxy's error) is `unreachable`, except where the status alone is enough (`problemOfStatus`).
 * @param sent bytes of the request's body
 */
export async function readReply<T>(
  response: Response,
  schema: v.GenericSchema<unknown, T>,
  sent: number,
): Promise<Reply<T>> {
  const text = await response.text();
  const traffic = { sent, received: sizeOf(response, text) };
  const json = isJson(response) ? parsed(text) : undefined;
  if (response.ok) {
    const value = v.safeParse(schema, json);
    return value.success ? { kind: 'ok', value: value.output, ...traffic } : { kind: 'unreachable', ...traffic };
  }
  const refusal = v.safeParse(problem, json);
  const problemFound = refusal.success ? refusal.output : problemOfStatus(response.status);
  if (!problemFound) return { kind: 'unreachable', ...traffic };
  const retryAfter = retryAfterOf(response);
  return {
    kind: 'problem',
    problem: problemFound,
    ...traffic,
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
  };
}

const isJson = (response: Response): boolean =>
  /^application\/(problem\+)?json\b/i.test(response.headers.get('content-type') ?? '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // truncated: fits no schema
  }
}

/** Statuses a proxy in front of the server may send with a body of its own; a captive portal does not use them. */
function problemOfStatus(status: number): Problem | undefined {
  if (status === 413) return { error: 'tooLarge' };
  if (status === 429) return { error: 'slowDown' };
  if (status === 408 || status >= 500) return { error: 'retry' };
  return undefined;
}

/** Seconds only: this server sends no dates in Retry-After (RFC 9110 §10.2.3 allows both). */
function retryAfterOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

/** fetch hides the encoded size; Content-Length tells it unless the answer was streamed. */
function sizeOf(response: Response, text: string): number {
  const header = response.headers.get('content-length');
  return header !== null && /^\d{1,12}$/.test(header) ? Number(header) : new TextEncoder().encode(text).byteLength;
}

import type { FastifyError, FastifyInstance } from 'fastify';
import type { Problem } from '../../protocol/problem.ts';
import { refuse } from './problems.ts';

/**
 * Answers every thrown error with a refusal. The error's message is neither sent nor logged, because it may quote
 * what a person typed. The log has the error's name, code and stack instead, under an id that the answer
 * carries too.
 */
export function answerErrors(
  app: FastifyInstance,
  isRetryable: (error: unknown) => boolean,
  onFailure?: (retryable: boolean) => void,
): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = clientFault(error);
    if (refusal) return refuse(reply, refusal);
    if (request.raw.destroyed && !request.raw.complete) return reply.hijack();
    request.log.error({ failure: withoutText(error) }, 'request failed');
    onFailure?.(isRetryable(error));
    if (isRetryable(error)) return refuse(reply, { error: 'retry' }, 5);
    return reply.code(500).send({ error: 'retry', id: request.id });
  });
}

/** The refusal for faults that Fastify itself found in the request; undefined for all other errors. */
function clientFault(error: FastifyError): Problem | undefined {
  const status = error.statusCode ?? 500;
  if (status === 413) return { error: 'tooLarge' };
  if (status === 404) return { error: 'notFound' };
  if (status === 503) return { error: 'retry' };
  return status >= 400 && status < 500 ? { error: 'unreadable' } : undefined;
}

/** An error as it may be logged: without its message. */
export function withoutText(error: unknown): { name: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, ...code, at: frames.slice(0, 12).map((line) => line.trim()) };
}

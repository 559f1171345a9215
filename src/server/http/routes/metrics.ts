import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../../metrics/metrics.ts';
import { refuse } from '../problems.ts';

/**
 * GET /metrics for Prometheus on the same machine, or elsewhere with `Authorization: Bearer METRICS_TOKEN`. For everybody else there is
 * no such page.
 */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, token)) return refuse(reply, { error: 'notFound' });
    const { body, type } = await metrics.text();
    return reply.header('cache-control', 'no-store').type(type).send(body);
  });
}

/** From this machine, and not passed on by a proxy on it: those say for whom they ask. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? '';
  const forwarded = Object.keys(headers).some((name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-') || name === 'x-real-ip');
  return /^(127\.|::1$|::ffff:127\.)/.test(address) && !forwarded;
}

function hasToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return false;
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  // Hashes have one length, as the comparison in constant time needs it.
  return timingSafeEqual(hash(given), hash(token));
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

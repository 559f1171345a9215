import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../../metrics/metrics.ts';
import { refuse } from '../problems.ts';

/**
 * GET /metrics for Prometheus with `Authorization: Bearer METRICS_TOKEN`. Everybody else gets 404, also on this
 * machine, because requests through a local proxy that adds no headers look local too.
 */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', async (request, reply) => {
    if (!hasToken(request, token)) return refuse(reply, { error: 'notFound' });
    const { body, type } = await metrics.text();
    return reply.header('cache-control', 'no-store').type(type).send(body);
  });
}

function hasToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return false;
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  // Hashes have one length, as the comparison in constant time needs it.
  return timingSafeEqual(hash(given), hash(token));
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

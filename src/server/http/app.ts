import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { AppDeps } from './deps.ts';
import { compressAnswers } from './compress.ts';
import { answerErrors } from './errors.ts';
import { permissionsPolicy, securityHeaders } from './headers.ts';
import { readJsonBody } from './json-body.ts';
import { isOwnSite } from './own-site.ts';
import { refuse } from './problems.ts';
import { createRateLimits } from './rate-limits.ts';
import { healthRoutes } from './routes/health.ts';
import { joinRoutes } from './routes/join.ts';
import { personalRoutes } from './routes/personal.ts';

/** Fastify with its logger, before anything is known of a database. */
export function createHttpServer({ random, trustProxy, logLevel }: Pick<AppDeps, 'random'> & Pick<Config, 'trustProxy' | 'logLevel'>): FastifyInstance {
  return fastify({
    logger: { level: logLevel },
    disableRequestLogging: true, // Fastify's own lines carry whole URLs; ours only the route's pattern
    genReqId: () => Buffer.from(random.bytes(9)).toString('base64url'),
    trustProxy,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
  });
}

/** The whole server on one port: API, health and the built files. Listens to nothing yet. */
export async function addRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  answerErrors(app, deps.isRetryable);
  logAnswers(app);
  await app.register(helmet, securityHeaders);
  app.addHook('onRequest', async (_request, reply) => void reply.header('permissions-policy', permissionsPolicy));
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(healthRoutes, deps);
  await app.register(apiRoutes, { ...deps, prefix: '/api' });
}

function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
}

async function apiRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  const limits = createRateLimits(app, deps.limits);
  readJsonBodies(app);
  compressAnswers(app);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const wait = await limits.address(request);
    if (wait !== undefined) return refuse(reply, { error: 'slowDown' }, wait);
    if (!isOwnSite(request, deps.publicUrl)) return refuse(reply, { error: 'forbidden' });
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, { error: 'notFound' }));
  await app.register(joinRoutes, { ...deps, rates: limits });
  await app.register(personalRoutes, { ...deps, rates: limits, prefix: '/p/:enrolment' });
}

/** JSON is the only kind of body: a form of another site cannot send it without asking first (CORS). */
function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: IncomingMessage) => {
    const body = await readJsonBody(payload, request.headers['content-encoding']);
    if (body.ok) return body.value;
    throw Object.assign(new Error(body.error), { statusCode: body.error === 'tooLarge' ? 413 : 400 });
  });
}

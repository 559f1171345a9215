import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Config } from '../config.ts';
import type { AppDeps } from './deps.ts';
import { compressAnswers } from './compress.ts';
import { endConnectionsAtClose } from './end-connections.ts';
import { answerErrors } from './errors.ts';
import { permissionsPolicy, securityHeaders } from './headers.ts';
import { readJsonBody } from './json-body.ts';
import { isOwnSite } from './own-site.ts';
import { refusalOf, refuse } from './problems.ts';
import { createRateLimits } from './rate-limits.ts';
import { sharedCounters } from './shared-counters.ts';
import { cardPages } from './routes/cards.ts';
import { changedStepRoutes } from './routes/changed-steps.ts';
import { healthRoutes } from './routes/health.ts';
import { joinRoutes } from './routes/join.ts';
import { metricsRoute } from './routes/metrics.ts';
import { personalRoutes } from './routes/personal.ts';
import { publicVillagePages, publicVillageRoute } from './routes/village/public-village.ts';
import { audioRoutes } from './routes/recordings.ts';
import { readPair } from './tls-files.ts';
import { staticRoutes } from '../static/static-routes.ts';

/** Creates Fastify with its logger, before the database is opened. */
export function createHttpServer({
  random,
  trustProxy,
  logLevel,
  tls,
}: Pick<AppDeps, 'random'> & Pick<Config, 'trustProxy' | 'logLevel'> & Partial<Pick<Config, 'tls'>>): FastifyInstance {
  const options = {
    logger: { level: logLevel },
    // Fastify's request log contains whole URLs; ours contains only the route's pattern.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => Buffer.from(random.bytes(9)).toString('base64url'),
    trustProxy,
    requestTimeout: 120_000, // a full push over 2G takes most of a minute
    frameworkErrors: (_error: unknown, _request: unknown, reply: unknown) => refuseAddress(reply as FastifyReply),
  } satisfies FastifyServerOptions;
  // HTTP and HTTPS servers differ only in the type of the socket, which no route uses.
  const app: FastifyInstance = tls ? fastify({ ...options, https: readPair(tls) }) : fastify(options);
  endConnectionsAtClose(app);
  return app;
}

/** Adds all routes: API, health and the built files. Does not listen yet. */
export async function addRoutes(app: FastifyInstance, deps: AppDeps): Promise<void> {
  answerErrors(app, deps.isRetryable, deps.metrics?.failed);
  followAnswers(app, deps.metrics);
  await app.register(helmet, securityHeaders);
  app.addHook('onRequest', async (_request, reply) => void reply.header('permissions-policy', permissionsPolicy));
  await app.register(cookie);
  await app.register(rateLimit, { global: false, ...(deps.sharedLimits ? { store: sharedCounters(deps.db) } : {}) });
  await app.register((part) => healthRoutes(part, deps));
  if (deps.metrics) metricsRoute(app, deps.metrics, deps.metricsToken);
  await app.register((part) => apiRoutes(part, deps), { prefix: '/api' });
  await app.register((part) => cardPages(part, deps));
  await app.register(async (part) => publicVillagePages(part, deps));
  const { staticRoot, publicUrl } = deps;
  if (staticRoot !== undefined) await app.register((part) => staticRoutes(part, staticRoot, publicUrl));
  else app.setNotFoundHandler((_request, reply) => refuse(reply, { error: 'notFound' }));
}

/** Answers a URL that cannot be decoded. Fastify runs no hooks for it, so the headers are set here. */
const refuseAddress = (reply: FastifyReply): void =>
  void refuse(reply.headers({ 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' }), {
    error: 'unreadable',
  });

function followAnswers(app: FastifyInstance, metrics: AppDeps['metrics']): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    const { method } = request;
    metrics?.answered({ method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    const reason = refusalOf(reply);
    if (reason !== undefined) metrics?.refused(reason);
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
  const personal = { ...deps, rates: limits };
  audioRoutes(app, deps);
  changedStepRoutes(app, personal);
  publicVillageRoute(app, deps);
  await app.register((part) => joinRoutes(part, personal));
  await app.register((part) => personalRoutes(part, personal), { prefix: '/p/:enrolment' });
  app.all('/*', (_request, reply) => refuse(reply, { error: 'notFound' }));
}

/** Accepts JSON bodies only: another site's form cannot send JSON without a CORS preflight. */
function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: IncomingMessage) => {
    const body = await readJsonBody(payload, request.headers['content-encoding']);
    if (body.ok) return body.value;
    throw Object.assign(new Error(body.error), { statusCode: body.error === 'tooLarge' ? 413 : 400 });
  });
}

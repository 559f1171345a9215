import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { endpoints, type Endpoint, type EndpointName } from '../../../domain/access/endpoints.ts';
import { isUuid } from '../../../lib/ids.ts';
import { renewRequest } from '../../../protocol/accounts/join.ts';
import { forOlderPhone, lastWithoutHeader, protocolHeader } from '../../../protocol/older-phones.ts';
import { pullQuery } from '../../../protocol/pull.ts';
import { pushRequest } from '../../../protocol/push.ts';
import { describeAccount } from '../../accounts/me.ts';
import { renewSession, sessionOf } from '../../accounts/sessions/sessions.ts';
import { note } from '../../accounts/audit.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionToken, setSessionCookie } from '../session-cookie.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';
import { TOO_MANY, Turns } from '../turns.ts';
import { stepUp } from '../step-up.ts';
import { activityRoutes } from './activities.ts';
import { areaRoute } from './areas.ts';
import { campaignRoutes } from './village/campaigns.ts';
import { cardsRoute } from './cards.ts';
import { reportedStepsRoute } from './changed-steps.ts';
import { checklistRoutes } from './village/checklists.ts';
import { deviceRoute } from './device.ts';
import { eraseRoutes } from './erase.ts';
import { exportedRoute } from './exported.ts';
import { historyRoute } from './history.ts';
import { invitationRoute } from './invitations.ts';
import { passkeyRoutes } from './passkeys.ts';
import { phonesRoute } from './phones.ts';
import { reportRoutes } from './reports.ts';
import { noteReading, teamRoutes } from './team.ts';
import { proposalRoutes } from './village/proposals.ts';
import { quarantineRoutes } from './quarantine.ts';
import { recordingRoutes } from './recordings.ts';
import { recoveryRoute } from './recovery.ts';
import { reminderRoutes } from './reminders.ts';
import { retentionRoutes } from './retention.ts';
import { villagePageRoutes } from './village/village-page.ts';

/** When a phone may ask again that was refused because too many wait, in seconds. */
const busySeconds = 15;

/** All routes below one enrolment. The session is checked before a body is read. */
export async function personalRoutes(app: FastifyInstance, deps: PersonalDeps): Promise<void> {
  app.decorateRequest('session', undefined);
  app.decorateRequest('confirmed', undefined);
  await app.register((part) => signedInRoutes(part, deps));

  app.post('/renew', async (request, reply) => {
    const enrolment = enrolmentIn(request);
    const proof = v.safeParse(renewRequest, request.body);
    if (enrolment === undefined) return refuse(reply, { error: 'notFound' });
    if (!proof.success) return refuse(reply, { error: 'unreadable' });
    const token = await renewSession(deps, deps.challenges, enrolment, proof.output);
    if (token === undefined) return refuse(reply, signIn(deps, enrolment));
    setSessionCookie(reply, enrolment, token);
    return { now: deps.clock.now() };
  });
}

function isAfterRevoking({ routeOptions: { config } }: FastifyRequest): boolean {
  const endpoint: Endpoint | undefined = config.endpoint && endpoints[config.endpoint];
  return endpoint?.afterRevoking === true;
}

function isWhileUnconfirmed({ routeOptions: { config } }: FastifyRequest): boolean {
  const endpoint: Endpoint | undefined = config.endpoint && endpoints[config.endpoint];
  return endpoint?.whileUnconfirmed === true;
}

const withFigures: ReadonlySet<EndpointName | undefined> = new Set<EndpointName>([
  'progress',
  'report',
  'reports',
  'sendReport',
  'receiveReport',
  'targets',
  'setTarget',
]);

/** A phone before version 8 refuses an answer with a figure that it does not know. */
const readsEveryFigure = ({ routeOptions: { config }, headers }: FastifyRequest): boolean =>
  !withFigures.has(config.endpoint) || Number(headers[protocolHeader]) > lastWithoutHeader;

async function signedInRoutes(app: FastifyInstance, deps: PersonalDeps): Promise<void> {
  // Together fewer than the connections of the pool, so that sessions are always found.
  const pushes = new Turns({ atOnce: 5, waiting: 300 });
  const pulls = new Turns({ atOnce: 3, waiting: 300 });
  app.addHook('onRequest', async (request, reply) => {
    const enrolment = enrolmentIn(request);
    if (enrolment === undefined) return refuse(reply, { error: 'notFound' });
    const token = sessionToken(request);
    request.session = token === undefined ? undefined : await sessionOf(deps, enrolment, token);
    // The same answer for no cookie, a wrong one and an enrolment that does not exist.
    if (!request.session) return refuse(reply, signIn(deps, enrolment));
    const wait = await deps.rates.device(request);
    if (wait !== undefined) return refuse(reply, { error: 'slowDown' }, wait);
    // A revoked phone may send its outbox, and so may a copied one; handlePush quarantines all of it.
    if (request.session.revoked && !isAfterRevoking(request)) return refuse(reply, { error: 'revoked' });
    // The phone may be confirmed at any moment: it keeps its outbox and repeats the request.
    if (request.session.unconfirmed && !isWhileUnconfirmed(request)) return refuse(reply, { error: 'slowDown' }, 60);
  });

  app.addHook('preHandler', stepUp(deps));

  app.addHook('preSerialization', async (request, _reply, answer) =>
    readsEveryFigure(request) ? answer : forOlderPhone(answer),
  );

  app.post('/push', is('push'), async (request, reply) => {
    const push = v.safeParse(pushRequest, request.body);
    if (!push.success) return refuse(reply, { error: 'unreadable' });
    const { device, account } = sessionIn(request);
    const answer = await pushes.take(() => deps.sync.push({ device, account }, push.output));
    if (answer === TOO_MANY) return refuse(reply, { error: 'retry' }, busySeconds);
    return isProblem(answer) ? refuse(reply, answer) : answer;
  });

  app.get('/pull', is('pull'), async (request, reply) => {
    const query = v.safeParse(pullQuery, readQuery(request.query));
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { device, account } = sessionIn(request);
    const page = await pulls.take(async () => {
      const me = await describeAccount(deps, { account, device });
      return deps.sync.pull({ device, account }, query.output, me.tag);
    });
    if (page === TOO_MANY) return refuse(reply, { error: 'retry' }, busySeconds);
    if (isProblem(page)) return refuse(reply, page);
    if (page.rows.length > 0) await note(deps, { account, device, action: 'readVillage', area: query.output.village });
    return page;
  });

  app.get('/me', is('me'), async (request) => describeAccount(deps, sessionIn(request)));
  app.get('/progress', is('progress'), async (request) => {
    await noteReading(deps, request, 'readProgress', 'seeProgress');
    return deps.progress.read(sessionIn(request).account);
  });
  invitationRoute(app, deps);
  areaRoute(app, deps);
  phonesRoute(app, deps);
  teamRoutes(app, deps);
  quarantineRoutes(app, deps);
  cardsRoute(app, deps);
  reportedStepsRoute(app, deps);
  recoveryRoute(app, deps);
  deviceRoute(app, deps);
  eraseRoutes(app, deps);
  reportRoutes(app, deps);
  activityRoutes(app, deps);
  checklistRoutes(app, deps);
  retentionRoutes(app, deps);
  exportedRoute(app, deps);
  historyRoute(app, deps);
  recordingRoutes(app, deps);
  passkeyRoutes(app, deps);
  villagePageRoutes(app, deps);
  proposalRoutes(app, deps);
  campaignRoutes(app, deps);
  reminderRoutes(app, deps);
}

const enrolmentIn = (request: FastifyRequest): string | undefined => {
  const { enrolment } = request.params as { enrolment?: unknown };
  return isUuid(enrolment) ? enrolment : undefined;
};

const signIn = ({ challenges, clock }: PersonalDeps, enrolment: string) =>
  ({ error: 'signIn', challenge: challenges.create(enrolment, clock.now()) }) as const;

const names = new Set(['village', 'grant', 'id']);

/** A query has texts only; every member that is no id is read as a number. */
const readQuery = (query: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query as Record<string, unknown>).map(([key, value]) => [
      key,
      !names.has(key) && typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value,
    ]),
  );

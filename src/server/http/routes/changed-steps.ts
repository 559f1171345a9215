import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { changedReport, type ChangedSteps, type ManyChanged } from '../../../domain/guide/changed-screen.ts';
import { grantsThatMay } from '../../../domain/access/roles.ts';
import { dayOf } from '../../../lib/day.ts';
import { grantsOf } from '../../accounts/grants.ts';
import { countReport, manyChanged, reportedSteps } from '../../guides/changed-steps.ts';
import type { AppDeps } from '../deps.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import type { RateLimits } from '../rate-limits.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** For everybody who reads a guide: reporting that the screen differs, and which steps many reported. No session. */
export function changedStepRoutes(app: FastifyInstance, deps: AppDeps & { rates: RateLimits }): void {
  app.post('/guides/changed', async (request, reply) => {
    const wait = await deps.rates.guideReport(request);
    if (wait !== undefined) return refuse(reply, { error: 'slowDown' }, wait);
    const report = v.safeParse(changedReport, request.body);
    if (!report.success) return refuse(reply, { error: 'unreadable' });
    await countReport(deps.db, report.output, dayOf(deps.clock.now()));
    return {};
  });

  app.get('/guides/changed', async (_request, reply): Promise<ManyChanged> => {
    void reply.header('cache-control', 'public, max-age=3600');
    return manyChanged(deps.db, dayOf(deps.clock.now()));
  });
}

/** GET guides/changed: the list for officers and administrators; empty for everybody else. */
export function reportedStepsRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.get('/guides/changed', is('guideReports'), async (request): Promise<ChangedSteps> => {
    const grants = await grantsOf(deps.db, sessionIn(request).account);
    if (grantsThatMay('seeGuideReports', grants).length === 0) return { steps: [] };
    return reportedSteps(deps.db, dayOf(deps.clock.now()));
  });
}

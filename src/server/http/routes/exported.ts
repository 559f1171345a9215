import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { exportedRequest, type ExportedResponse } from '../../../protocol/exported.ts';
import { note } from '../../accounts/audit.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** POST exported: a phone reports that a file about a household was saved on it. */
export function exportedRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/exported', is('exported'), async (request, reply) => {
    const parsed = v.safeParse(exportedRequest, request.body);
    if (!parsed.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, household } = parsed.output;
    if (!(await isAllowed(deps.db, account, 'syncRecords', village))) return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'exported', area: village, subject: household });
    return { now: deps.clock.now() } satisfies ExportedResponse;
  });
}

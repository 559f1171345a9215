import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { retentionRequest, type RetentionResponse, type SetRetentionResponse } from '../../../protocol/retention.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { retentionSettingsFor } from '../../retention/area-retention.ts';
import { askRetention } from '../../retention/second-retention.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** How long people's rows are kept, area by area. */
export function retentionRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  app.get('/retention', is('retention'), async (request): Promise<RetentionResponse> => ({
    said: await retentionSettingsFor(deps.db, sessionIn(request).account),
  }));

  app.post('/retention', is('setRetention'), async (request, reply) => {
    const wanted = v.safeParse(retentionRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { area } = wanted.output;
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(deps.db, account, 'setRetention', area))) return refuse(reply, { error: 'notFound' });
    const outcome = await askRetention(deps, { account, device }, wanted.output);
    const said = await retentionSettingsFor(deps.db, account);
    return { said, ...outcome } satisfies SetRetentionResponse;
  });
}

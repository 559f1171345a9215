import type { FastifyInstance } from 'fastify';
import { isUuid } from '../../../lib/ids.ts';
import type { PhonesResponse } from '../../../protocol/accounts/phones.ts';
import { note } from '../../accounts/audit.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { phonesOf } from '../../accounts/team.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** GET phones?village=…: the team's phones and the unsent forms on them, as of their last contact. */
export function phonesRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.get('/phones', is('phones'), async (request, reply) => {
    const { village } = request.query as { village?: unknown };
    if (!isUuid(village)) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(deps.db, account, 'seePhones', village))) return refuse(reply, { error: 'forbidden' });
    await note(deps, { account, device, action: 'readTeam', area: village });
    return { phones: await phonesOf(deps.db, village), now: deps.clock.now() } satisfies PhonesResponse;
  });
}

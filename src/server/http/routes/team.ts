import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Uuid } from '../../../lib/ids.ts';
import type { AuditAction } from '../../../domain/access/audit.ts';
import { grantsThatMay, type Action } from '../../../domain/access/roles.ts';
import { uuid } from '../../../domain/record/record.ts';
import { confirmRequest } from '../../../protocol/accounts/join.ts';
import { withdrawRequest } from '../../../protocol/accounts/team.ts';
import { auditForPhone, protocolHeader } from '../../../protocol/older-phones.ts';
import { note, readAudit } from '../../accounts/audit.ts';
import { settleWaiting } from '../../accounts/confirmations.ts';
import { grantsOf } from '../../accounts/grants.ts';
import { readTeam } from '../../accounts/people.ts';
import { withdrawGrant, withdrawInvitation, withdrawPhone, type Asker } from '../../accounts/withdraw.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

const auditQuery = v.object({ before: v.optional(uuid) });

/**
 * People, phones and open invitations of the areas that the requester manages; withdrawing each; the audit log.
 */
export function teamRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  app.get('/team', is('team'), async (request) => {
    const { account } = sessionIn(request);
    await noteReading(deps, request, 'readTeam', 'seeTeam');
    return readTeam(deps, account);
  });

  app.get('/audit', is('audit'), async (request, reply) => {
    const query = v.safeParse(auditQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    await noteReading(deps, request, 'readAudit', 'seeAudit');
    const page = await readAudit(deps, sessionIn(request).account, query.output.before);
    return auditForPhone(page, Number(request.headers[protocolHeader]));
  });

  app.post(
    '/invitations/withdraw',
    is('takeBackInvitation'),
    withdrawal((asker, id) => withdrawInvitation(deps, asker, id)),
  );
  app.post(
    '/devices/withdraw',
    is('withdrawPhone'),
    withdrawal((asker, id) => withdrawPhone(deps, asker, id)),
  );
  app.post('/confirm', is('confirm'), async (request, reply) => {
    const wanted = v.safeParse(confirmRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    return (await settleWaiting(deps, sessionIn(request), wanted.output)) ?? refuse(reply, { error: 'notFound' });
  });
  app.post(
    '/grants/withdraw',
    is('withdrawGrant'),
    withdrawal((asker, id) => withdrawGrant(deps, asker, id)),
  );
}

const withdrawal =
  (withdraw: (asker: Asker, id: Uuid) => Promise<object | undefined>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<object> => {
    const wanted = v.safeParse(withdrawRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    return (await withdraw({ account, device }, wanted.output.id)) ?? refuse(reply, { error: 'notFound' });
  };

/** Notes in the audit log that the areas in which the person may do `action` were read; none for one who may not. */
export async function noteReading(
  deps: PersonalDeps,
  request: FastifyRequest,
  reading: AuditAction,
  action: Action,
): Promise<void> {
  const { account, device } = sessionIn(request);
  for (const { area } of grantsThatMay(action, await grantsOf(deps.db, account)))
    await note(deps, { account, device, action: reading, area });
}

import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { inviteRequest } from '../../../protocol/join.ts';
import { areasAbove } from '../../accounts/areas.ts';
import { grantsOf, mayInvite } from '../../accounts/grants.ts';
import { createInvitation } from '../../accounts/invitations.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** POST invitations: what one may invite whom to is data (src/domain/roles.ts). */
export function invitationRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/invitations', async (request, reply) => {
    const wanted = v.safeParse(inviteRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { role, area, name } = wanted.output;
    const { account } = sessionIn(request);
    const line = area === undefined ? [] : await areasAbove(deps.db, [area]);
    const kind = area === undefined ? 'country' : line.find((one) => one.id === area)?.kind;
    const grants = await grantsOf(deps.db, account);
    // An area that does not exist is refused like one that is none of theirs.
    if (!kind || !mayInvite(grants, role, kind, line.map(({ id }) => id))) return refuse(reply, { error: 'forbidden' });
    return createInvitation(deps, { role, area, name: name?.normalize('NFC'), createdBy: account, expires: deps.clock.now() + week });
  });
}

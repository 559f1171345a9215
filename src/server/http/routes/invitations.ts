import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { invitationDays, inviteRequest, type InviteResponse } from '../../../protocol/accounts/join.ts';
import { invite } from '../../accounts/invite.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

const day = 24 * 60 * 60 * 1000;

/** POST invitations. Who may invite to which role is data (src/domain/access/roles.ts). */
export function invitationRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/invitations', is('invite'), async (request, reply) => {
    const wanted = v.safeParse(inviteRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { role, area, name, days = invitationDays[0], account } = wanted.output;
    const expires = deps.clock.now() + days * day;
    const made = await invite(deps, sessionIn(request), { role, area, account, name: name?.normalize('NFC'), expires });
    if (!made) return refuse(reply, { error: 'forbidden' });
    return { token: made.token, code: made.code, expires: made.expires } satisfies InviteResponse;
  });
}

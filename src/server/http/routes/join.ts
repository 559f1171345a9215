import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { joinRequest, lookRequest, type InvitationKey, type JoinResponse } from '../../../protocol/accounts/join.ts';
import { lookAt } from '../../accounts/invitations.ts';
import { redeem } from '../../accounts/redeem.ts';
import { publicKeyOf } from '../../accounts/sessions/renewal.ts';
import type { AppDeps } from '../deps.ts';
import { isProblem, refuseJoin } from '../problems.ts';
import type { RateLimits } from '../rate-limits.ts';
import { setSessionCookie } from '../session-cookie.ts';

/**
 * Accepting an invitation: the only way to get a session. Codes could be guessed, so each try is counted first. A link
 * cannot be guessed, so it is neither counted nor blocked by tries of codes.
 */
export async function joinRoutes(app: FastifyInstance, deps: AppDeps & { rates: RateLimits }): Promise<void> {
  const waitFor = async (request: FastifyRequest, key: InvitationKey): Promise<number | undefined> =>
    'code' in key ? deps.rates.code(request) : undefined;
  const slowDown = (reply: FastifyReply, wait: number): FastifyReply =>
    refuseJoin(reply.header('retry-after', wait), { error: 'slowDown' });

  app.post('/join/look', async (request, reply) => {
    const wanted = v.safeParse(lookRequest, request.body);
    if (!wanted.success) return refuseJoin(reply, { error: 'unreadable' });
    const wait = await waitFor(request, wanted.output.invitation);
    if (wait !== undefined) return slowDown(reply, wait);
    const found = await lookAt(deps, wanted.output.invitation, deps);
    return isProblem(found) ? refuseJoin(reply, found) : found;
  });

  app.post('/join', async (request, reply) => {
    const wanted = v.safeParse(joinRequest, request.body);
    if (!wanted.success || !publicKeyOf(wanted.output.key)) return refuseJoin(reply, { error: 'unreadable' });
    const wait = await waitFor(request, wanted.output.invitation);
    if (wait !== undefined) return slowDown(reply, wait);
    const redeemed = await redeem(deps, deps.vault, wanted.output, deps.demo);
    if (isProblem(redeemed)) return refuseJoin(reply, redeemed);
    setSessionCookie(reply, redeemed.enrolment, redeemed.token);
    const { enrolment, recovery } = redeemed;
    return {
      enrolment,
      ...(recovery.length > 0 && { recovery: [...recovery] }),
      now: deps.clock.now(),
    } satisfies JoinResponse;
  });
}

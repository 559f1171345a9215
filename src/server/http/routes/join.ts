import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { joinRequest, lookRequest, type JoinProblem, type JoinResponse } from '../../../protocol/join.ts';
import { lookAt } from '../../accounts/invitations.ts';
import { redeem } from '../../accounts/redeem.ts';
import { publicKeyOf } from '../../accounts/renewal.ts';
import type { AppDeps } from '../deps.ts';
import { isProblem, refuseJoin } from '../problems.ts';
import type { RateLimits } from '../rate-limits.ts';
import { setSessionCookie } from '../session-cookie.ts';

/** Accepting an invitation: the only way to get a session. Stricter limits, because codes can be guessed at. */
export async function joinRoutes(app: FastifyInstance, deps: AppDeps & { rates: RateLimits }): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    const wait = (await deps.rates.join(request)) ?? (await deps.rates.wrongInvitations(request, { increment: false }));
    if (wait !== undefined) return refuseJoin(reply.header('retry-after', wait), { error: 'slowDown' });
  });

  const refused = async (request: FastifyRequest, reply: FastifyReply, problem: JoinProblem): Promise<FastifyReply> => {
    if (problem.error.startsWith('invitation')) await deps.rates.wrongInvitations(request);
    return refuseJoin(reply, problem);
  };

  app.post('/join/look', async (request, reply) => {
    const wanted = v.safeParse(lookRequest, request.body);
    if (!wanted.success) return refuseJoin(reply, { error: 'unreadable' });
    const found = await lookAt(deps, wanted.output.invitation);
    return isProblem(found) ? refused(request, reply, found) : found;
  });

  app.post('/join', async (request, reply) => {
    const wanted = v.safeParse(joinRequest, request.body);
    if (!wanted.success || !publicKeyOf(wanted.output.key)) return refuseJoin(reply, { error: 'unreadable' });
    const redeemed = await redeem(deps, deps.vault, wanted.output);
    if (isProblem(redeemed)) return refused(request, reply, redeemed);
    setSessionCookie(reply, redeemed.enrolment, redeemed.token);
    const { enrolment, recovery } = redeemed;
    return { enrolment, ...(recovery.length > 0 && { recovery: [...recovery] }), now: deps.clock.now() } satisfies JoinResponse;
  });
}

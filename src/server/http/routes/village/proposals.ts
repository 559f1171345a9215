import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import {
  answerProposalRequest,
  type AnswerProposalResponse,
  type ProposalsResponse,
} from '../../../../protocol/proposal.ts';
import { note } from '../../../accounts/audit.ts';
import { sentProposals } from '../../../proposals/sent-proposals.ts';
import { is } from '../../endpoint.ts';
import { isProblem, refuse } from '../../problems.ts';
import { sessionIn, type PersonalDeps } from '../../signed-in.ts';
import { noteReading } from '../team.ts';

/** What villages have sent to their commune, and its answers. */
export function proposalRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;

  app.get('/proposals', is('proposals'), async (request): Promise<ProposalsResponse> => {
    await noteReading(deps, request, 'readProposals', 'answerProposals');
    return { proposals: await sentProposals(db, sessionIn(request).account), now: clock.now() };
  });

  app.post('/proposals/answer', is('answerProposal'), async (request, reply) => {
    const wanted = v.safeParse(answerProposalRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, proposal } = wanted.output;
    const done = await deps.sync.answerProposal({ account, device }, wanted.output);
    if (isProblem(done)) return refuse(reply, done);
    if (done.outcome === 'answered')
      await note(deps, { account, device, action: 'proposalAnswered', area: village, subject: proposal });
    return {
      proposals: await sentProposals(db, account),
      now: clock.now(),
      ...(done.outcome === 'meanwhile' && { meanwhile: true }),
    } satisfies AnswerProposalResponse;
  });
}

import type { FastifyReply } from 'fastify';
import { statusOf, type Problem } from '../../protocol/problem.ts';
import type { JoinProblem } from '../../protocol/accounts/join.ts';

const refusals = new WeakMap<FastifyReply, string>();

/** Why a request was refused, for the metrics; undefined when it was not refused. */
export const refusalOf = (reply: FastifyReply): string | undefined => refusals.get(reply);

/** Answers with a refusal and its status. `retryAfterSeconds` sets the Retry-After header. */
export function refuse(reply: FastifyReply, problem: Problem, retryAfterSeconds?: number): FastifyReply {
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  refusals.set(reply, problem.error);
  return reply.code(statusOf[problem.error]).send(problem);
}

// Most faults of an invitation share a status: only its holder learns more, from the body.
const joinStatus: Readonly<Record<JoinProblem['error'], number>> = {
  unreadable: 400,
  invitationUnknown: 403,
  invitationUsed: 403,
  invitationExpired: 403,
  nameNeeded: 403,
  slowDown: 429,
  retry: 503,
};

/** Answers a refused invitation with its status. */
export function refuseJoin(reply: FastifyReply, problem: JoinProblem): FastifyReply {
  refusals.set(reply, problem.error);
  return reply.code(joinStatus[problem.error]).send(problem);
}

/** True when a handler's answer is a refusal. */
export const isProblem = <T extends object>(
  answer: T | { error: string },
): answer is Extract<typeof answer, { error: string }> => 'error' in answer;

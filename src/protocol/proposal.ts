import * as v from 'valibot';
import { day } from '../lib/day.ts';
import { proposalFields } from '../domain/village/proposal.ts';
import { uuid } from '../domain/record/record.ts';
import { meanwhile, onTop, versioned } from './saved.ts';

/** A proposal that a village has sent to its commune: without the household, and without who raised it. */
export const sentProposal = v.object({
  id: uuid,
  village: uuid,
  category: proposalFields.category,
  place: proposalFields.place,
  text: proposalFields.text,
  sentOn: day,
  answer: proposalFields.answer,
  answeredOn: proposalFields.answeredOn,
  /** Of the answer. */
  ...versioned.entries,
});
export type SentProposal = v.InferOutput<typeof sentProposal>;

/** GET /api/p/<enrolment>/proposals: what villages of the requester's communes have sent, the longest waiting first. */
export const proposalsResponse = v.object({ proposals: v.array(sentProposal), now: v.number() });
export type ProposalsResponse = v.InferOutput<typeof proposalsResponse>;
export const answerProposalResponse = v.object({ ...proposalsResponse.entries, meanwhile });
export type AnswerProposalResponse = v.InferOutput<typeof answerProposalResponse>;

/** POST /api/p/<enrolment>/proposals/answer: the commune's answer; another one later takes its place. */
export const answerProposalRequest = v.object({
  village: uuid,
  proposal: uuid,
  answer: v.pipe(v.nonNullable(proposalFields.answer), v.string(), v.trim(), v.nonEmpty()),
  ...onTop.entries,
});
export type AnswerProposalRequest = v.InferOutput<typeof answerProposalRequest>;

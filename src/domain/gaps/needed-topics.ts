import type { AnswersByCode } from '../record/answer.ts';
import { guideOfWish, guidesFor } from './gap.ts';
import { wishTopics, type WishTopic } from '../questionnaire/wish-topics.ts';

/** The topics of the guides for a person (`guidesFor`): the one wished for (H8), then those of their gaps. */
export const topicsNeeded = (answers: AnswersByCode): WishTopic[] =>
  guidesFor(answers).flatMap((guide) => wishTopics.filter((topic) => guideOfWish[topic] === guide));

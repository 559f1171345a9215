import type { AnswersByCode } from './answer.ts';
import { guideOfWish, guidesFor } from './gap.ts';
import { wishTopics, type WishTopic } from './questionnaire/wish-topics.ts';

/** What a person wished for (H8), then what their answers show they lack: the guides to bring (`gap.ts`), as topics. */
export const topicsNeeded = (answers: AnswersByCode): WishTopic[] => guidesFor(answers).flatMap((guide) => wishTopics.filter((topic) => guideOfWish[topic] === guide));

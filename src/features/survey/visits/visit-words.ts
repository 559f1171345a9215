import type { TFunction } from 'i18next';
import catalogue from '../../../domain/guide/data/catalogue.json';
import type { GapAction, GapRule } from '../../../domain/gaps/gap.ts';
import { everyQuestion } from '../../../domain/questionnaire/flow.ts';
import type { AnswerQuestion } from '../../../domain/questionnaire/question.ts';

type Words = TFunction<['visits', 'guides', 'survey']>;

/** The guides there are, in the order of their index. */
export const guideIds: readonly string[] = catalogue.map(({ id }) => id);

/** "Nộp thuế bằng eTax Mobile". A guide that this version does not know is called by its id. */
export const guideTitle = (t: Words, id: string): string =>
  guideIds.includes(id) ? t(`guides:catalogue.${id as 'vneid'}.title`) : id;

export const actionTitle = (t: Words, action: GapAction): string => t(`visits:action.${action}.title`);

/** What to bring to a gap, in words. */
export const remedyTitle = (t: Words, { remedy }: Pick<GapRule, 'remedy'>): string =>
  'guide' in remedy ? guideTitle(t, remedy.guide) : actionTitle(t, remedy.action);

/** A topic of a group session: a guide, or what an operator is asked to come for. */
export const topicTitle = (t: Words, topic: string): string =>
  guideIds.includes(topic)
    ? guideTitle(t, topic)
    : actionOf(topic)
      ? actionTitle(t, actionOf(topic)!)
      : t('visits:session.otherTopic');

const actionOf = (topic: string): GapAction | undefined =>
  (['phone', 'signal', 'fibre', 'signature', 'zaloGroup'] as const).find((one) => one === topic);

/** A question that is or was asked; undefined for a code of no version. */
export const questionByCode = (code: string): AnswerQuestion | undefined =>
  everyQuestion.household.get(code) ?? everyQuestion.person.get(code);

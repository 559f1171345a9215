import { answerField } from '../../../domain/record/answer.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Section, SurveyContent } from '../drafts/draft-content.ts';
import type { BasesOf, FormContext } from '../form-context.ts';
import type { FormPosition } from '../form-position.ts';
import { END } from './survey-steps.ts';

/** The form with a section of this household or person: a new one notes the versions that are shown now. */
export function openSection(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  id: Uuid,
): SurveyContent {
  if (content.sections[id]) return content;
  const isHousehold = id === formContext.household.id;
  const questions = isHousehold ? formContext.questionnaire.household : formContext.questionnaire.person;
  const shown = basesOf(id) ?? {};
  const bases: Section['bases'] = {};
  for (const field of questions.map(({ code }) => answerField(code))) {
    const base = shown[field];
    if (base !== undefined) bases[field] = base;
  }
  const opened: Section = {
    kind: isHousehold ? 'household' : 'person',
    bases,
    answers: {},
    ...(isHousehold && { by: 'self' as const }),
  };
  return { ...content, sections: { ...content.sections, [id]: opened } };
}

/** Shows another step; what was put off is taken up again by going there. */
export function moveTo(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  at: FormPosition,
): SurveyContent {
  const skipped = at.step === END ? content.skipped : content.skipped.filter((id) => id !== at.section);
  const moved = { ...content, at, showing: true, skipped };
  return at.step === END ? moved : openSection(moved, formContext, basesOf, at.section);
}

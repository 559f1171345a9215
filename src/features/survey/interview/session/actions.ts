import type { NamesQuestion } from '../../../../domain/questionnaire/question.ts';
import type { TicksById } from '../../../../domain/questionnaire/ticks.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import type { SurveyContent } from '../../drafts/draft-content.ts';
import type { HouseholdContext } from '../../form-context.ts';
import type { FormPosition } from '../../form-position.ts';
import type { Given } from '../../questions/QuestionInputs.tsx';
import { giveConsent, type ConsentGiven } from '../survey-consent.ts';
import { chooseFamily, chooseSpeaker, giveAnswer, giveSame, giveTicks, moveOn, putOff } from '../survey-form.ts';
import { moveTo } from '../survey-sections.ts';
import { stillToAsk } from '../open-steps.ts';
import { answersIn } from '../survey-steps.ts';
import type { Action } from './survey-state.ts';
import type { Typed } from './typed.ts';

type Changed = (content: SurveyContent, formContext: HouseholdContext) => SurveyContent;

const saving =
  (changed: Changed): Action['outcome'] =>
  (content, formContext) => ({ kind: 'save', content: changed(content, formContext) });

/** What can be done at a step, for `SurveySession.take`. */
export function actionsAt(at: FormPosition) {
  const from = at;
  return {
    answer: (given: Given): Action => ({
      from,
      typed: { kind: 'answer', given },
      outcome: (content, formContext) => {
        const before = answersIn(formContext, content, at.section)[at.step];
        const by = content.sections[at.section]?.by ?? before?.by ?? 'self';
        const told = { ...given, by, on: formContext.today, q: formContext.questionnaire.version };
        return giveAnswer(content, formContext, formContext.basesOf, at, told);
      },
    }),
    noMoreWishes: (): Action => ({
      from,
      outcome: (content, formContext) =>
        giveSame(content, formContext, formContext.basesOf, at, stillToAsk(formContext, content, at), 'none'),
    }),
    tick: (question: NamesQuestion, ticks: TicksById): Action => ({
      from,
      typed: { kind: 'ticks', ticks },
      outcome: (content, formContext) => giveTicks(content, formContext, formContext.basesOf, at, question, ticks),
    }),
    chooseFamily: (chosen: ReadonlyMap<Uuid, 'self' | 'proxy' | 'later'>, typed?: Typed): Action => ({
      from,
      typed,
      outcome: (content, formContext) => {
        const { basesOf } = formContext;
        return moveOn(chooseFamily(content, formContext, basesOf, chosen), formContext, basesOf, at);
      },
    }),
    consent: (given: ConsentGiven): Action => ({
      from,
      typed: { kind: 'consent', said: given.said, how: given.how },
      outcome: (content, formContext) => giveConsent(content, formContext, formContext.basesOf, given),
    }),
    speak: (by: 'self' | 'proxy'): Action => ({
      from,
      typed: { kind: 'speaker', by },
      outcome: (content, formContext) =>
        moveOn(chooseSpeaker(content, at.section, by), formContext, formContext.basesOf, at),
    }),
    later: (): Action => ({
      from,
      outcome: (content, formContext) => putOff(content, formContext, formContext.basesOf, at.section),
    }),
    moveOn: (): Action => ({
      from,
      outcome: (content, formContext) => moveOn(content, formContext, formContext.basesOf, at),
    }),
    goTo: (place: FormPosition, takingUp?: Uuid): Action => ({
      from,
      outcome: saving((content, formContext) => {
        const skipped = content.skipped.filter((id) => id !== takingUp);
        return moveTo({ ...content, skipped }, formContext, formContext.basesOf, place);
      }),
    }),
    change: (changed: Changed): Action => ({ outcome: saving(changed) }),
  };
}

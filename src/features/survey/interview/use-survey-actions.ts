import type { MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import type { NamesQuestion } from '../../../domain/questionnaire/question.ts';
import type { Ticks } from '../../../domain/questionnaire/ticks.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useRefresh } from '../../../phone/hooks.ts';
import type { LinkTarget } from '../../../ui/index.ts';
import type { SurveyContent } from '../drafts/draft-content.ts';
import type { Unsaved } from '../drafts/saving.ts';
import type { HouseholdContext } from '../form-context.ts';
import { isSamePosition, type FormPosition } from '../form-position.ts';
import type { Given } from '../questions/QuestionInputs.tsx';
import { useVillage } from '../use-household.ts';
import type { ConsentOutcome } from './survey-consent.ts';
import { actionsAt } from './session/actions.ts';
import { entryIn, noteStep } from './session/survey-history.ts';
import { holdsAnswers } from './survey-outcome.ts';
import type { Action, OpenSurvey, SurveySession } from './session/survey-state.ts';
import { HERE, positionOf } from './survey-steps.ts';
import { previousStep } from './steps-to-ask.ts';
import type { Typed } from './session/typed.ts';

/** The actions of a step's screen. Each shows at once and is written behind (`createSurveySession`). */
export interface SurveyActions {
  readonly formContext: HouseholdContext;
  readonly content: SurveyContent;
  /** A write is taking long enough to say so. */
  readonly isSlow: boolean;
  /** Why the answer of this step is not on disk. */
  readonly problem: Unsaved | undefined;
  /** What was chosen or typed at this step and is not on disk. */
  readonly typed: Typed | undefined;
  readonly nameOf: (section: Uuid) => string;
  /** Answers the question at this place and goes on. */
  readonly answer: (given: Given) => void;
  /** The person asked and everybody after them want to be shown nothing for now. */
  readonly noMoreWishes: () => void;
  /** Records what is ticked, and what is not, for the whole family, and goes on. */
  readonly tick: (question: NamesQuestion, ticks: ReadonlyMap<Uuid, Ticks>) => void;
  /** Who answers for themselves, who is asked later, and on to the family's questions. */
  readonly chooseFamily: (chosen: ReadonlyMap<Uuid, 'self' | 'proxy' | 'later'>, typed: Typed) => void;
  /** Back to who is at home. */
  readonly goToHere: () => void;
  /** Changes the form without leaving this step. */
  readonly change: (changed: (content: SurveyContent) => SurveyContent) => void;
  /** Submits each adult's consent, and goes on. */
  readonly consent: (said: ReadonlyMap<Uuid, ConsentOutcome>, how: 'tapped' | 'spoken') => void;
  /** Goes on without a new answer. */
  readonly moveOn: () => void;
  /** Goes to another step; `takingUp` was put off and is asked after all. */
  readonly goTo: (place: FormPosition, takingUp?: Uuid) => void;
  /** Who is speaking, and on to their first question. */
  readonly speak: (by: 'self' | 'proxy') => void;
  /** Asks this person another time. */
  readonly later: () => void;
  /** Takes over what another window has saved. */
  readonly reload: () => void;
  readonly back: LinkTarget & { readonly label?: string };
  /** Leaves the form as it is, for the household's page. */
  readonly leave: LinkTarget;
}

export function useSurveyActions(open: OpenSurvey, session: SurveySession): SurveyActions {
  const { t } = useTranslation('survey');
  const { basePath, me, newId } = usePhone();
  const { content, formContext, problem, typed, isSlow } = open;
  const { at } = content;
  const { household } = formContext;
  const paths = addressesBelow(basePath);
  const leave = useLeave(open, session);

  const acts = actionsAt(at);
  const take = (action: Action): void => session.take(action);

  // Goes back in the history where that leads to the step, so that entries do not pile up.
  const backTo = (step: FormPosition): LinkTarget => ({
    href: paths.survey(household.id),
    onClick: (event: MouseEvent) => {
      event.preventDefault();
      if (isSamePosition(entryIn(history.state).from, step)) return history.back();
      session.goTo(step);
      noteStep(step);
    },
  });

  const previous = previousStep(formContext, content, at);
  return {
    formContext,
    content,
    isSlow,
    problem,
    typed,
    nameOf: (section) =>
      nameIn(formContext, section) ?? (section === household.id ? t('household.noName') : t('person.noName')),
    answer: (given) => take(acts.answer(given)),
    noMoreWishes: () => take(acts.noMoreWishes()),
    tick: (question, ticks) => take(acts.tick(question, ticks)),
    chooseFamily: (chosen, what) => take(acts.chooseFamily(chosen, what)),
    goToHere: () => take(acts.goTo({ section: household.id, step: HERE })),
    change: (changed) => take(acts.change(changed)),
    consent: (said, how) => take(acts.consent({ said, how, collector: me.account, newId })),
    moveOn: () => take(acts.moveOn()),
    goTo: (place, takingUp) => take(acts.goTo(place, takingUp)),
    speak: (by) => take(acts.speak(by)),
    later: () => take(acts.later()),
    reload: () => void session.reload(),
    back: previous ? backTo(positionOf(previous)) : { ...leave, label: t('question.backToHousehold') },
    leave,
  };
}

/** Left on purpose, once all is on disk: the app opens with the list next time. An empty form is deleted. */
function useLeave({ problem, formContext: { household } }: OpenSurvey, session: SurveySession): LinkTarget {
  const { basePath, store } = usePhone();
  const refresh = useRefresh(useVillage());
  const navigate = useNavigate();
  const href = addressesBelow(basePath).household(household.id);

  async function leave(): Promise<void> {
    const unsaved = await session.settled();
    if (unsaved && unsaved !== problem) return; // the answer's own step shows again and says why
    const open = session.get();
    if (open.state === 'open' && !holdsAnswers(open.content)) {
      await store.drafts.remove(household.id);
      await refresh();
    } else {
      session.take({ outcome: (now) => ({ kind: 'save', content: { ...now, showing: false } }) });
      await session.settled();
    }
    void navigate(href);
  }
  return {
    href,
    onClick: (event: MouseEvent) => {
      event.preventDefault();
      // The person may leave even if this fails: the answers are on disk already.
      void leave().catch((error: unknown) => {
        console.warn(error);
        void navigate(href);
      });
    },
  };
}

function nameIn({ household }: HouseholdContext, section: Uuid): string | undefined {
  const name = section === household.id ? household.headName : household.people.find(({ id }) => id === section)?.name;
  return name === '' ? undefined : name;
}

import type { MouseEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { NamesQuestion } from '../../domain/questionnaire/question.ts';
import type { Ticks } from '../../domain/questionnaire/ticks.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone, useRefresh } from '../../sync/react.ts';
import type { LinkTarget } from '../../ui/index.ts';
import type { Place, SurveyContent } from './draft-content.ts';
import { surveyPaths } from './paths.ts';
import type { Given } from './question-inputs.tsx';
import type { Unsaved } from './saving.ts';
import { chooseFamily, chooseSpeaker, giveAnswer, giveSame, giveTicks, holdsAnswers, moveOn, moveTo, putOff, type Outcome } from './survey-form.ts';
import { answersIn, HERE, placeOf, previousStep, stillToAsk } from './survey-steps.ts';
import { giveConsent, type ConsentOutcome } from './survey-consent.ts';
import { useSaving } from './use-saving.ts';
import type { HomeSheet, OpenSurvey, SurveyKeeper } from './use-survey.ts';

/** What a step's screen can do. Each is on disk when it resolves to undefined, and only then does the next step show. */
export interface SurveyActions {
  readonly sheet: HomeSheet;
  readonly content: SurveyContent;
  /** A save is taking long enough to say so. */
  readonly busy: boolean;
  /** A save of this step is under way: a second tap does nothing. */
  readonly isSaving: () => boolean;
  readonly nameOf: (section: Uuid) => string;
  /** Answers the question at this place and goes on. */
  readonly answer: (given: Given) => Promise<Unsaved | undefined>;
  /** The person asked and everybody after them want to be shown nothing for now. */
  readonly noMoreWishes: () => Promise<Unsaved | undefined>;
  /** Records what is ticked, and what is not, for the whole family, and goes on. */
  readonly tick: (question: NamesQuestion, ticks: ReadonlyMap<Uuid, Ticks>) => Promise<Unsaved | undefined>;
  /** Who answers for themselves, and on to the family's questions. */
  readonly chooseFamily: (chosen: ReadonlyMap<Uuid, 'self' | 'proxy' | 'later'>) => Promise<Unsaved | undefined>;
  /** Back to who is at home. */
  readonly goToHere: () => Promise<Unsaved | undefined>;
  /** Saves what is being tapped, without anything showing it. */
  readonly keepQuietly: (content: SurveyContent) => Promise<Unsaved | undefined>;
  /** Freezes what each adult said to the text of consent, and goes on. */
  readonly consent: (said: ReadonlyMap<Uuid, ConsentOutcome>, how: 'tapped' | 'spoken') => Promise<Unsaved | undefined>;
  /** Goes on without a new answer. */
  readonly moveOn: () => Promise<Unsaved | undefined>;
  /** Changes the form without leaving this step. */
  readonly change: (content: SurveyContent) => Promise<Unsaved | undefined>;
  /** Goes to another step; `takingUp` was put off and is asked after all. */
  readonly goTo: (place: Place, takingUp?: Uuid) => Promise<Unsaved | undefined>;
  /** Who is speaking, and on to their first question. */
  readonly speak: (by: 'self' | 'proxy') => Promise<Unsaved | undefined>;
  /** Asks this person another time. */
  readonly later: () => Promise<Unsaved | undefined>;
  readonly reload: () => Promise<void>;
  readonly back: LinkTarget & { readonly label?: string };
  /** Leaves the form as it is, for the home's page. */
  readonly leave: LinkTarget;
}

/** Which step is shown, and the way to show the next one at once: its address follows. */
export interface ShownStep {
  readonly at: Place;
  readonly goAhead: (to: Place) => void;
}

export function useSurveyActions(sheet: HomeSheet, { draft, content }: OpenSurvey, { at, goAhead }: ShownStep, { keep, reload }: SurveyKeeper): SurveyActions {
  const { t } = useTranslation('survey');
  const { home, store, me, newId } = usePhone();
  const navigate = useNavigate();
  const refresh = useRefresh(draft.village);
  const { state, pathname } = useLocation() as { state: { readonly from?: string } | null; pathname: string };
  const { busy, isSaving, during } = useSaving(at);
  const { household, basesOf } = sheet;
  const paths = surveyPaths(home);

  const commit = (outcome: Outcome): Promise<Unsaved | undefined> => during(keep(outcome));
  async function commitAndShow(outcome: Outcome): Promise<Unsaved | undefined> {
    const problem = await commit(outcome);
    const next = outcome.kind === 'freeze' ? outcome.at : outcome.content.at;
    if (problem) return problem;
    goAhead(next);
    void navigate(paths.step(household.id, next), { state: { from: pathname } });
    return undefined;
  }

  async function answer(given: Given): Promise<Unsaved | undefined> {
    const before = answersIn(sheet, content, at.section)[at.step];
    const by = content.sections[at.section]?.by ?? before?.by ?? 'self';
    return commitAndShow(giveAnswer(content, sheet, basesOf, at, { ...given, by, on: sheet.today, q: sheet.questionnaire.version }));
  }

  /** Left on purpose: the app opens with the list next time. An empty form is not worth a line there. */
  async function putAside(): Promise<void> {
    if (!holdsAnswers(content)) {
      await store.drafts.remove(draft.id);
      await refresh();
    } else await commit({ kind: 'save', content: { ...content, showing: false } });
  }
  const leaveTo = (href: string): LinkTarget => ({
    href,
    onClick: (event: MouseEvent) => {
      event.preventDefault();
      // Whether that could be noted or not, the person may go: the answers are on disk since they were given.
      void putAside().catch((error: unknown) => console.warn(error)).then(() => navigate(href));
    },
  });

  // The same as the phone's own back where that leads there, so that the two do not pile up on one another.
  const backTo = (href: string): LinkTarget => ({
    href,
    onClick: (event: MouseEvent) => {
      if (state?.from !== href) return;
      event.preventDefault();
      void navigate(-1);
    },
  });

  const previous = previousStep(sheet, content, at);
  const leave = leaveTo(paths.household(household.id));
  return {
    sheet,
    content,
    busy,
    isSaving,
    nameOf: (section) => nameIn(sheet, section) ?? (section === household.id ? t('home.noName') : t('person.noName')),
    answer,
    noMoreWishes: () => commitAndShow(giveSame(content, sheet, basesOf, at, stillToAsk(sheet, content, at), 'none')),
    tick: (question, ticks) => commitAndShow(giveTicks(content, sheet, basesOf, at, question, ticks)),
    chooseFamily: (chosen) => commitAndShow(moveOn(chooseFamily(content, sheet, basesOf, chosen), sheet, basesOf, at)),
    goToHere: () => commitAndShow({ kind: 'save', content: moveTo(content, sheet, basesOf, { section: household.id, step: HERE }) }),
    keepQuietly: (next) => keep({ kind: 'save', content: next }),
    consent: (said, how) => commitAndShow(giveConsent(content, sheet, basesOf, { said, how, collector: me.account, newId })),
    moveOn: () => commitAndShow(moveOn(content, sheet, basesOf, at)),
    change: (next) => commit({ kind: 'save', content: next }),
    goTo: (place, takingUp) => {
      const skipped = content.skipped.filter((id) => id !== takingUp);
      return commitAndShow({ kind: 'save', content: moveTo({ ...content, skipped }, sheet, basesOf, place) });
    },
    speak: (by) => commitAndShow(moveOn(chooseSpeaker(content, at.section, by), sheet, basesOf, at)),
    later: () => commitAndShow(putOff(content, sheet, basesOf, at.section)),
    reload,
    back: previous ? backTo(paths.step(household.id, placeOf(previous))) : { ...leave, label: t('question.backToHome') },
    leave,
  };
}

function nameIn({ household }: HomeSheet, section: Uuid): string | undefined {
  const name = section === household.id ? household.headName : household.people.find(({ id }) => id === section)?.name;
  return name === '' ? undefined : name;
}

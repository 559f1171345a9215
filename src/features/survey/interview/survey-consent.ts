import { currentConsentText, type Consent } from '../../../domain/people/consent.ts';
import { intoTally } from '../../../domain/people/tally.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { SurveyContent } from '../drafts/draft-content.ts';
import { holdsAnswers, type SubmittedSection, type Outcome } from './survey-outcome.ts';
import type { BasesOf, FormContext } from '../form-context.ts';
import { chooseFamily, moveOn } from './survey-form.ts';
import { END } from './survey-steps.ts';

export type ConsentOutcome = Consent['outcome'];

export interface ConsentGiven {
  readonly said: ReadonlyMap<Uuid, ConsentOutcome>;
  readonly how: Consent['how'];
  readonly collector: Uuid;
  readonly newId: () => Uuid;
}

/**
 * Submits each adult's consent, with the version of the text. Yes: the adult answers for themselves. No: the adult
 * counts in the household's tally from now on, and their answers are emptied. Later: the adult is asked another time.
 */
export function giveConsent(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  { said, how, collector, newId }: ConsentGiven,
): Outcome {
  const householdId = formContext.household.id;
  const record = (person: Uuid, outcome: ConsentOutcome): SubmittedSection => ({
    record: newId(),
    kind: 'consent',
    bases: {},
    set: {
      household: householdId,
      person,
      about: 'answers',
      text: currentConsentText,
      outcome,
      how,
      saidBy: person,
      on: formContext.today,
      collector,
    },
  });
  const changes = [...said].flatMap(([person, outcome]) => [
    record(person, outcome),
    ...(outcome === 'no' ? [withoutRow(formContext, person, basesOf)] : []),
  ]);
  const chosen = new Map(
    [...said].map(([person, outcome]) => [person, outcome === 'yes' ? ('self' as const) : ('later' as const)]),
  );
  // The records do not hold the consent yet, and the next step depends on it.
  const told: FormContext = {
    ...formContext,
    consentOf: (person) => said.get(person) ?? formContext.consentOf(person),
  };
  const next = moveOn(
    { ...chooseFamily(withoutThoseWho(content, said), formContext, basesOf, chosen), consent: {} },
    told,
    basesOf,
    content.at,
  );
  const after = next.content;
  const at = next.kind === 'submit' ? next.at : next.content.at;
  const isOver = after === undefined || (at.step === END && !holdsAnswers(after));
  return { kind: 'submit', changes, at, content: isOver ? undefined : after };
}

function withoutRow({ household }: FormContext, person: Uuid, basesOf: BasesOf): SubmittedSection {
  const set = intoTally(household.people.find(({ id }) => id === person)?.answers ?? {});
  const shown = basesOf(person) ?? {};
  return {
    record: person,
    kind: 'person',
    set,
    bases: Object.fromEntries(
      Object.keys(set).flatMap((field) => (shown[field] === undefined ? [] : [[field, shown[field]]])),
    ),
  };
}

/** A no drops the person's answers in this form. */
function withoutThoseWho(content: SurveyContent, said: ConsentGiven['said']): SurveyContent {
  const sections = Object.entries(content.sections).map(
    ([id, section]) => [id, said.get(id) === 'no' ? { ...section, answers: {} } : section] as const,
  );
  return { ...content, sections: Object.fromEntries(sections) };
}

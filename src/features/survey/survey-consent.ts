import { currentConsentText, type Consent } from '../../domain/consent.ts';
import { intoTally } from '../../domain/tally.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { SurveyContent } from './draft-content.ts';
import { chooseFamily, holdsAnswers, moveOn, type BasesOf, type FrozenSection, type Outcome } from './survey-form.ts';
import { END, type Sheet } from './survey-steps.ts';

export type ConsentOutcome = Consent['outcome'];

export interface ConsentGiven {
  readonly said: ReadonlyMap<Uuid, ConsentOutcome>;
  readonly how: Consent['how'];
  readonly collector: Uuid;
  readonly newId: () => Uuid;
}

/**
 * Freezes what each of them said, with the version of the text. Who said yes is there and answers for themselves; who
 * said no is counted in the home's tally from now on, without a row, and what they had answered before is emptied; who
 * said later is asked another time.
 */
export function giveConsent(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, { said, how, collector, newId }: ConsentGiven): Outcome {
  const home = sheet.household.id;
  const record = (person: Uuid, outcome: ConsentOutcome): FrozenSection => ({
    record: newId(),
    kind: 'consent',
    bases: {},
    set: { household: home, person, about: 'answers', text: currentConsentText, outcome, how, saidBy: person, on: sheet.today, collector },
  });
  const changes = [...said].flatMap(([person, outcome]) => [record(person, outcome), ...(outcome === 'no' ? [withoutRow(sheet, person, basesOf)] : [])]);
  const chosen = new Map([...said].map(([person, outcome]) => [person, outcome === 'yes' ? ('self' as const) : ('later' as const)]));
  // The records do not say it yet; the step that comes next must know.
  const told: Sheet = { ...sheet, consentOf: (person) => said.get(person) ?? sheet.consentOf(person) };
  const next = moveOn({ ...chooseFamily(withoutThoseWho(content, said), sheet, basesOf, chosen), consent: {} }, told, basesOf, content.at);
  const after = next.content;
  const at = next.kind === 'freeze' ? next.at : next.content.at;
  const isOver = after === undefined || (at.step === END && !holdsAnswers(after));
  return { kind: 'freeze', changes, at, content: isOver ? undefined : after };
}

function withoutRow({ household }: Sheet, person: Uuid, basesOf: BasesOf): FrozenSection {
  const set = intoTally(household.people.find(({ id }) => id === person)?.answers ?? {});
  const shown = basesOf(person) ?? {};
  return { record: person, kind: 'person', set, bases: Object.fromEntries(Object.keys(set).flatMap((field) => (shown[field] === undefined ? [] : [[field, shown[field]]]))) };
}

/** What somebody had answered in this very form goes with their no. */
function withoutThoseWho(content: SurveyContent, said: ConsentGiven['said']): SurveyContent {
  const sections = Object.entries(content.sections).map(([id, section]) => [id, said.get(id) === 'no' ? { ...section, answers: {} } : section] as const);
  return { ...content, sections: Object.fromEntries(sections) };
}

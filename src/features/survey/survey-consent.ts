import { currentConsentText, type Consent } from '../../domain/consent.ts';
import type { Fields } from '../../domain/record.ts';
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
 * said no is counted in the home's tally from now on, without a row; who said later is asked another time.
 */
export function giveConsent(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, { said, how, collector, newId }: ConsentGiven): Outcome {
  const home = sheet.household.id;
  const record = (person: Uuid, outcome: ConsentOutcome): FrozenSection => ({
    record: newId(),
    kind: 'consent',
    bases: {},
    set: { household: home, person, about: 'answers', text: currentConsentText, outcome, how, saidBy: person, on: sheet.today, collector },
  });
  const changes = [...said].flatMap(([person, outcome]) => [record(person, outcome), ...(outcome === 'no' ? [intoTally(person, basesOf)] : [])]);
  const chosen = new Map([...said].map(([person, outcome]) => [person, outcome === 'yes' ? ('self' as const) : ('later' as const)]));
  // The records do not say it yet; the step that comes next must know.
  const told: Sheet = { ...sheet, consentOf: (person) => said.get(person) ?? sheet.consentOf(person) };
  const next = moveOn({ ...chooseFamily(content, sheet, basesOf, chosen), consent: {} }, told, basesOf, content.at);
  const after = next.content;
  const at = next.kind === 'freeze' ? next.at : next.content.at;
  const isOver = after === undefined || (at.step === END && !holdsAnswers(after));
  return { kind: 'freeze', changes, at, content: isOver ? undefined : after };
}

function intoTally(person: Uuid, basesOf: BasesOf): FrozenSection {
  const base = basesOf(person)?.['inTally'];
  const set: Fields = { inTally: true };
  return { record: person, kind: 'person', set, bases: base === undefined ? {} : { inTally: base } };
}

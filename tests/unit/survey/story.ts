import type { Answer, AnswerValue } from '../../../src/domain/record/answer.ts';
import type { Day } from '../../../src/lib/day.ts';
import type { Questionnaire } from '../../../src/domain/questionnaire/question.ts';
import { version1 } from '../../../src/domain/questionnaire/version-1.ts';
import type { Ticks } from '../../../src/domain/questionnaire/ticks.ts';
import type { Household, Person } from '../../../src/domain/people/village.ts';
import {
  chooseFamily,
  giveAnswer,
  giveTicks,
  moveOn,
  startSurvey,
  type StartOptions,
} from '../../../src/features/survey/interview/survey-form.ts';
import { moveTo } from '../../../src/features/survey/interview/survey-sections.ts';
import type { BasesOf, FormContext } from '../../../src/features/survey/form-context.ts';
import type { SubmittedSection, Outcome } from '../../../src/features/survey/interview/survey-outcome.ts';
import type { FormPosition } from '../../../src/features/survey/form-position.ts';
import type { SurveyContent } from '../../../src/features/survey/drafts/draft-content.ts';
import { isAt, stepsOf } from '../../../src/features/survey/interview/survey-steps.ts';

export const householdId = '01900000-0000-7000-8000-000000000001';
export const mother = '01900000-0000-7000-8000-000000000002';
export const father = '01900000-0000-7000-8000-000000000003';
export const child = '01900000-0000-7000-8000-000000000004';

export const today = '2026-11-22' as Day;

export const person = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  name: 'Người thử',
  birthYear: 1980,
  living: 'here',
  inTally: false,
  answers: {},
  ...over,
});

export const household = (over: Partial<Household> = {}): Household => ({
  id: householdId,
  headName: 'Hộ thử',
  address: 'Số 1',
  cluster: '',
  responsible: undefined,
  outcome: undefined,
  returnOn: undefined,
  tally: undefined,
  hardship: false,
  answers: {},
  people: [person(mother), person(father), person(child, { birthYear: 2015 })],
  ...over,
});

export const given = (value: AnswerValue, by: 'self' | 'proxy' = 'self'): Answer => ({ v: value, by, on: today, q: 1 });
export const unknown: Answer = { na: 'unknown', by: 'self', on: today, q: 1 };

/**
 * A survey told step by step, as it goes on the phone: every answer changes the draft, frozen sections reach the
 * records.
 */
export class SurveyStory {
  content: SurveyContent | undefined;
  at: FormPosition;
  readonly frozen: SubmittedSection[] = [];
  formContext: FormContext;

  /** Version 1 is short enough to tell a whole form with: the rules are the same for all of them. */
  constructor(
    of: Household,
    options: Partial<StartOptions> = {},
    private readonly bases: BasesOf = () => ({}),
    questionnaire: Questionnaire = version1,
  ) {
    this.formContext = { household: of, questionnaire, today, consentOf: () => 'yes' };
    this.content = startSurvey(this.formContext, bases, { pace: 'missing', ...options });
    this.at = this.content.at;
  }

  get step(): string {
    const who = { [householdId]: 'household', [mother]: 'mother', [father]: 'father', [child]: 'child' }[
      this.at.section
    ];
    return `${who}:${this.at.step}`;
  }

  get open(): SurveyContent {
    if (!this.content) throw new Error('The survey is over.');
    return this.content;
  }

  change(next: SurveyContent): this {
    this.content = next;
    this.at = next.at;
    return this;
  }

  goTo(section: string, step: string): this {
    return this.change(moveTo(this.open, this.formContext, this.bases, { section, step }));
  }

  answer(...values: (AnswerValue | Answer)[]): this {
    for (const value of values) {
      const answer = typeof value === 'object' && !Array.isArray(value) ? value : given(value);
      this.follow(giveAnswer(this.open, this.formContext, this.bases, this.at, answer));
    }
    return this;
  }

  /** Who answers for themselves; everybody else named is answered for. */
  here(...chosen: [person: string, how: 'self' | 'proxy' | 'later'][]): this {
    return this.follow(
      moveOn(
        chooseFamily(this.open, this.formContext, this.bases, new Map(chosen)),
        this.formContext,
        this.bases,
        this.at,
      ),
    );
  }

  /** The names ticked at the family's question that shows, and on. */
  tick(ticks: Readonly<Record<string, Ticks>>): this {
    const step = stepsOf(this.formContext, this.open).find((one) => isAt(one, this.at));
    if (step?.kind !== 'names') throw new Error(`No names to tick at ${this.step}.`);
    const ticksOf = new Map(step.people.map(({ id }) => [id, ticks[id] ?? { ticked: [] }]));
    return this.follow(giveTicks(this.open, this.formContext, this.bases, this.at, step.question, ticksOf));
  }

  follow(outcome: Outcome): this {
    if (outcome.kind === 'save') return this.change(outcome.content);
    this.frozen.push(...outcome.changes);
    this.record(outcome.changes);
    this.content = outcome.content;
    this.at = outcome.at;
    return this;
  }

  private record(changes: readonly SubmittedSection[]): void {
    for (const { record, set } of changes) {
      const answers = Object.fromEntries(
        Object.entries(set).map(([field, value]) => [field.slice(2), value as Answer]),
      );
      const of = this.formContext.household;
      const next =
        record === of.id
          ? { ...of, answers: { ...of.answers, ...answers } }
          : {
              ...of,
              people: of.people.map((one) =>
                one.id === record ? { ...one, answers: { ...one.answers, ...answers } } : one,
              ),
            };
      this.formContext = { ...this.formContext, household: next };
    }
  }
}

export const personAnswers = ['own', 'daily', 'opens', 'yes', 'self', 'self', 'self'] as const;

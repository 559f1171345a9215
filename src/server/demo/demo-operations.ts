import { createIds, type Uuid } from '../../lib/ids.ts';
import { consentTexts } from '../../domain/people/consent.ts';
import { answerField, answersOf } from '../../domain/record/answer.ts';
import { addDays, dayOf, yearOf, type Day } from '../../lib/day.ts';
import { guidesFor } from '../../domain/gaps/gap.ts';
import type { Fields, RecordKind } from '../../domain/record/record.ts';
import { recheckDay } from '../../domain/visits/visit.ts';
import type { BaseRef, Operation } from '../../protocol/operation.ts';
import { SCHEMA_VERSION } from '../../protocol/version.ts';
import { householdAnswers, personAnswers, type Reach } from './demo-answers.ts';
import type { DemoPerson } from './demo-people.ts';
import { createDice, type Dice } from './dice.ts';
import { surveyDays, type PlannedHousehold } from './village-plan.ts';

/** A change that a person made at a time; its seq on the phone is assigned later. */
export interface DemoChange {
  readonly by: DemoPerson;
  readonly at: number;
  readonly operation: Omit<Operation, 'seq'>;
  /** What becomes of it; absent: it is applied. */
  readonly becomes?: 'conflict' | 'quarantined';
}

/** What `tellStory` makes a village's past from. */
export interface VillageStory {
  readonly village: Uuid;
  readonly households: readonly PlannedHousehold[];
  readonly reach: Reach;
  /** The person who wrote the list of households before the survey. */
  readonly lister: DemoPerson;
  /** The people who survey the households, in turn. */
  readonly team: readonly DemoPerson[];
  /** As of `VillageShape.days`. */
  readonly days?: number;
}

/**
 * The changes that create a village's records, in order: first the list of households, then household after household
 * on its evening.
 */
export function tellStory(story: VillageStory, now: number, dice: Dice): DemoChange[] {
  const today = dayOf(now);
  return story.households.flatMap((household, index) => {
    const responsible = story.team[index % story.team.length] ?? story.lister;
    const listed = evening(addDays(today, -(story.days ?? surveyDays)), index);
    const asked = evening(addDays(today, -household.daysAgo), index);
    const writer = new Writer(story.village, dice);
    const householdId = writer.newId(listed);
    const peopleIds = household.people.map(() => writer.newId(listed));
    const list = [
      writer.change(story.lister, listed, 'household', householdId, householdFields(household, responsible)),
      ...household.people.map((person, i) =>
        writer.change(story.lister, listed, 'person', peopleIds[i] ?? '', {
          household: householdId,
          name: person.name,
          birthYear: yearOf(today) - person.age,
          sex: person.sex,
          living: person.living,
        }),
      ),
    ];
    const surveyed = survey(
      writer,
      { household, householdId, peopleIds, responsible, asked, reach: story.reach },
      dice,
    );
    return [
      ...oneGroup(list),
      ...consentsTo(surveyed, { village: story.village, householdId, responsible }),
      ...surveyed,
      ...(household.progress === 'done' && index % 4 === 0
        ? shownSince(surveyed, { village: story.village, householdId, responsible, now, index })
        : []),
    ];
  });
}

interface Visit {
  readonly household: PlannedHousehold;
  readonly householdId: Uuid;
  readonly peopleIds: readonly Uuid[];
  readonly responsible: DemoPerson;
  readonly asked: number;
  readonly reach: Reach;
}

/**
 * The household's section is one group and each adult's another, as a phone submits them when a section is finished.
 */
function survey(
  writer: Writer,
  { household, householdId, peopleIds, responsible, asked, reach }: Visit,
  dice: Dice,
): DemoChange[] {
  if (household.progress === 'none') return [];
  if (household.progress === 'refused' || household.progress === 'away') {
    return [writer.change(responsible, asked, 'household', householdId, { outcome: household.progress })];
  }
  const on = dayOf(asked);
  const length = dice.isLucky(0.7) ? 'quick' : 'full';
  const changes = [
    writer.change(
      responsible,
      asked,
      'household',
      householdId,
      asFields(householdAnswers(household.people, reach, length, on, dice)),
    ),
  ];
  const adults = household.people.flatMap((person, i) =>
    person.age >= 16 && person.living === 'here' ? [{ person, id: peopleIds[i] ?? '' }] : [],
  );
  const asks = household.progress === 'done' ? adults : adults.slice(1);
  asks.forEach(({ person, id }, i) => {
    changes.push(
      writer.change(
        responsible,
        asked + (i + 1) * 90_000,
        'person',
        id,
        asFields(personAnswers(person, length, on, dice)),
      ),
    );
  });
  return changes;
}

/** Everybody who answered was asked before, and tapped "Đồng ý". */
function consentsTo(
  surveyed: readonly DemoChange[],
  { village, householdId, responsible }: Pick<Shown, 'village' | 'householdId' | 'responsible'>,
): DemoChange[] {
  const writer = new Writer(village, ownDice(householdId, 1));
  const given = surveyed.flatMap(({ at, operation: { kind, record } }): DemoChange[] => {
    if (kind !== 'person') return [];
    const on = dayOf(at);
    const consent: Fields = {
      household: householdId,
      person: record,
      about: 'answers',
      text: (consentTexts.findLast(({ from }) => from <= on) ?? consentTexts[0]).version,
      outcome: 'yes',
      how: 'tapped',
      saidBy: record,
      on,
      collector: responsible.account,
    };
    return [writer.change(responsible, surveyed[0]?.at ?? at, 'consent', writer.newId(at), consent)];
  });
  return oneGroup(given);
}

interface Shown {
  readonly village: Uuid;
  readonly householdId: Uuid;
  readonly responsible: DemoPerson;
  readonly now: number;
  readonly index: number;
}

/** Some days after the survey a person is shown what they lack most. For some of them the re-check is already due. */
function shownSince(
  surveyed: readonly DemoChange[],
  { village, householdId, responsible, now, index }: Shown,
): DemoChange[] {
  const asked = surveyed.find(({ operation }) => operation.kind === 'person');
  const guide = asked && guidesFor(answersOf(asked.operation.set))[0];
  if (!asked || guide === undefined) return [];
  const on = addDays(dayOf(now), -(index % 3 === 0 ? 5 : 17));
  if (on <= dayOf(asked.at)) return [];
  const writer = new Writer(village, ownDice(householdId, 0));
  const at = evening(on, index);
  const shown: Fields = {
    household: householdId,
    person: asked.operation.record,
    guide,
    how: 'partly',
    confidence: 'guided',
    on,
    by: responsible.account,
    recheckOn: recheckDay(on),
  };
  return [writer.change(responsible, at, 'visit', writer.newId(at), shown)];
}

/** Dice of one household's own: what is told with them leaves the rest of the demo unchanged. */
const ownDice = (householdId: Uuid, what: number): Dice =>
  createDice(Number.parseInt(householdId.slice(-6), 16) + what);

const householdFields = (household: PlannedHousehold, responsible: DemoPerson): Fields => ({
  headName: household.people[0]?.name ?? '',
  address: household.address,
  cluster: household.cluster,
  responsible: responsible.account,
  ...(household.hardship ? { hardship: true } : {}),
});

const asFields = (answers: Readonly<Record<string, Fields[string]>>): Fields =>
  Object.fromEntries(Object.entries(answers).map(([code, answer]) => [answerField(code), answer]));

/** Between 18:30 and 21:00 in Vietnam, when people are at home; not all at the same minute. */
export const evening = (day: Day, index: number): number => Date.parse(`${day}T11:30:00Z`) + (index % 30) * 300_000;

const oneGroup = (changes: readonly DemoChange[]): DemoChange[] => {
  const group = changes[0]?.operation.group ?? '';
  return changes.map((change) => ({ ...change, operation: { ...change.operation, group } }));
};

/** Makes the operations of one village. */
export class Writer {
  readonly #village: Uuid;
  readonly #dice: Dice;

  constructor(village: Uuid, dice: Dice) {
    this.#village = village;
    this.#dice = dice;
  }

  newId(at: number): Uuid {
    return createIds({ now: () => at }, this.#dice)();
  }

  /** @param on what every field is set on top of: an operation of the same phone, or 0 */
  change(by: DemoPerson, at: number, kind: RecordKind, record: Uuid, set: Fields, on: BaseRef = 0): DemoChange {
    const operation = {
      opId: this.newId(at),
      group: this.newId(at),
      record,
      kind,
      village: this.#village,
      // 0: never set before.
      base: Object.fromEntries(Object.keys(set).map((name) => [name, on])),
      set,
      wallTime: at,
      clockOffset: 0,
      schemaVersion: SCHEMA_VERSION,
    };
    return { by, at, operation };
  }
}

import { createIds, type Uuid } from '../../lib/ids.ts';
import { answerField, answersOf } from '../../domain/answer.ts';
import { addDays, dayOf, yearOf, type Day } from '../../domain/day.ts';
import { guidesFor } from '../../domain/gap.ts';
import type { Fields, RecordKind } from '../../domain/record.ts';
import { recheckDay } from '../../domain/visit.ts';
import type { Operation } from '../../protocol/operation.ts';
import { SCHEMA_VERSION } from '../../protocol/version.ts';
import { homeAnswers, personAnswers, type Reach } from './demo-answers.ts';
import type { DemoPerson } from './demo-people.ts';
import { createDice, type Dice } from './dice.ts';
import { surveyDays, type PlannedHome } from './village-plan.ts';

/** A change that somebody made at a time; its place in the phone's stream comes later. */
export interface DemoChange {
  readonly by: DemoPerson;
  readonly at: number;
  readonly operation: Omit<Operation, 'seq'>;
}

export interface VillageStory {
  readonly village: Uuid;
  readonly homes: readonly PlannedHome[];
  readonly reach: Reach;
  /** Who wrote the list of homes before the survey. */
  readonly lister: DemoPerson;
  /** Who look after the homes, in turn. */
  readonly team: readonly DemoPerson[];
}

/** How the records of a village came to be: the list first, then home after home on its evening. */
export function tellStory(story: VillageStory, now: number, dice: Dice): DemoChange[] {
  const today = dayOf(now);
  return story.homes.flatMap((home, index) => {
    const responsible = story.team[index % story.team.length] ?? story.lister;
    const listed = evening(addDays(today, -surveyDays), index);
    const asked = evening(addDays(today, -home.daysAgo), index);
    const writer = new Writer(story.village, dice);
    const homeId = writer.newId(listed);
    const peopleIds = home.people.map(() => writer.newId(listed));
    const list = [
      writer.change(story.lister, listed, 'household', homeId, householdFields(home, responsible)),
      ...home.people.map((person, i) =>
        writer.change(story.lister, listed, 'person', peopleIds[i] ?? '', {
          household: homeId,
          name: person.name,
          birthYear: yearOf(today) - person.age,
          sex: person.sex,
          living: person.living,
        }),
      ),
    ];
    const surveyed = survey(writer, { home, homeId, peopleIds, responsible, asked, reach: story.reach }, dice);
    return [...oneGroup(list), ...surveyed, ...(home.progress === 'done' && index % 4 === 0 ? shownSince(surveyed, { village: story.village, homeId, responsible, now, index }) : [])];
  });
}

interface Visit {
  readonly home: PlannedHome;
  readonly homeId: Uuid;
  readonly peopleIds: readonly Uuid[];
  readonly responsible: DemoPerson;
  readonly asked: number;
  readonly reach: Reach;
}

/** The home's section is one group, each adult's another: what a phone freezes when a section is finished. */
function survey(writer: Writer, { home, homeId, peopleIds, responsible, asked, reach }: Visit, dice: Dice): DemoChange[] {
  if (home.progress === 'none') return [];
  if (home.progress === 'refused' || home.progress === 'away') {
    return [writer.change(responsible, asked, 'household', homeId, { outcome: home.progress })];
  }
  const on = dayOf(asked);
  const length = dice.isLucky(0.7) ? 'quick' : 'full';
  const changes = [writer.change(responsible, asked, 'household', homeId, asFields(homeAnswers(home.people, reach, length, on, dice)))];
  const adults = home.people.flatMap((person, i) => (person.age >= 16 && person.living === 'here' ? [{ person, id: peopleIds[i] ?? '' }] : []));
  const asks = home.progress === 'done' ? adults : adults.slice(1);
  asks.forEach(({ person, id }, i) => {
    changes.push(writer.change(responsible, asked + (i + 1) * 90_000, 'person', id, asFields(personAnswers(person, length, on, dice))));
  });
  return changes;
}

interface Shown {
  readonly village: Uuid;
  readonly homeId: Uuid;
  readonly responsible: DemoPerson;
  readonly now: number;
  readonly index: number;
}

/** Some days after the survey somebody is shown what they lack most: for some it is time to look again, for some not yet. */
function shownSince(surveyed: readonly DemoChange[], { village, homeId, responsible, now, index }: Shown): DemoChange[] {
  const asked = surveyed.find(({ operation }) => operation.kind === 'person');
  const guide = asked && guidesFor(answersOf(asked.operation.set))[0];
  if (!asked || guide === undefined) return [];
  const on = addDays(dayOf(now), -(index % 3 === 0 ? 5 : 17));
  if (on <= dayOf(asked.at)) return [];
  // Chance of its own, so that what else happens in the village stays as it was.
  const writer = new Writer(village, createDice(Number.parseInt(homeId.slice(-6), 16)));
  const at = evening(on, index);
  const shown: Fields = { household: homeId, person: asked.operation.record, guide, how: 'partly', confidence: 'guided', on, by: responsible.account, recheckOn: recheckDay(on) };
  return [writer.change(responsible, at, 'visit', writer.newId(at), shown)];
}

const householdFields = (home: PlannedHome, responsible: DemoPerson): Fields => ({
  headName: home.people[0]?.name ?? '',
  address: home.address,
  cluster: home.cluster,
  responsible: responsible.account,
  ...(home.hardship ? { hardship: true } : {}),
});

const asFields = (answers: Readonly<Record<string, Fields[string]>>): Fields =>
  Object.fromEntries(Object.entries(answers).map(([code, answer]) => [answerField(code), answer]));

/** Between 18:30 and 21:00 in Vietnam, when people are home; not all at the same minute. */
const evening = (day: Day, index: number): number => Date.parse(`${day}T11:30:00Z`) + (index % 30) * 300_000;

const oneGroup = (changes: readonly DemoChange[]): DemoChange[] => {
  const group = changes[0]?.operation.group ?? '';
  return changes.map((change) => ({ ...change, operation: { ...change.operation, group } }));
};

class Writer {
  readonly #village: Uuid;
  readonly #dice: Dice;

  constructor(village: Uuid, dice: Dice) {
    this.#village = village;
    this.#dice = dice;
  }

  newId(at: number): Uuid {
    return createIds({ now: () => at }, this.#dice)();
  }

  change(by: DemoPerson, at: number, kind: RecordKind, record: Uuid, set: Fields): DemoChange {
    const operation = {
      opId: this.newId(at),
      group: this.newId(at),
      record,
      kind,
      village: this.#village,
      // Nothing is set twice in the demo's past, so everything builds on "never set".
      base: Object.fromEntries(Object.keys(set).map((name) => [name, 0])),
      set,
      wallTime: at,
      clockOffset: 0,
      schemaVersion: SCHEMA_VERSION,
    };
    return { by, at, operation };
  }
}

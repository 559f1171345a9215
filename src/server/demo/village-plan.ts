import type { Dice } from './dice.ts';
import type { Naming } from './names.ts';

/** An invented person of a household. */
export interface PlannedPerson {
  readonly name: string;
  readonly sex: 'female' | 'male';
  readonly age: number;
  readonly living: 'here' | 'away';
}

/** State of a household's survey. */
export type Progress = 'done' | 'partly' | 'refused' | 'away' | 'none';

/** An invented household and the state of its survey. */
export interface PlannedHousehold {
  readonly address: string;
  readonly cluster: string;
  readonly hardship: boolean;
  /** The head of the household comes first. */
  readonly people: readonly PlannedPerson[];
  readonly progress: Progress;
  /** How many days before today it was asked. */
  readonly daysAgo: number;
}

/** Size of a demo village, and the names in it. */
export interface VillageShape {
  readonly households: number;
  readonly clusters: readonly string[];
  readonly progress: Readonly<Record<Exclude<Progress, 'none'>, number>>;
  readonly naming: Naming;
  /** How many days before today its survey began. */
  readonly days?: number;
}

/** The survey of the demo's first villages began this many days before today. */
export const surveyDays = 150;

/** Plans a village of invented households; equal seeds give equal villages. */
export function planVillage(shape: VillageShape, dice: Dice): PlannedHousehold[] {
  const progress = shuffled(progressOf(shape), dice);
  return progress.map((state, index) => {
    const cluster = Math.floor((index * shape.clusters.length) / shape.households);
    const lane = 1 + Math.floor(index / 12);
    return {
      address: `Nhà ${index + 1}, ngõ ${lane}`,
      cluster: shape.clusters[cluster] ?? '',
      hardship: dice.isLucky(0.07),
      people: planFamily(shape.naming, dice),
      progress: state,
      daysAgo: dayAsked(dice, shape.days ?? surveyDays),
    };
  });
}

const progressOf = ({ households, progress }: VillageShape): Progress[] => {
  const visited = (['done', 'partly', 'refused', 'away'] as const).flatMap((state) =>
    Array.from({ length: progress[state] }, () => state),
  );
  return [...visited, ...Array.from({ length: households - visited.length }, () => 'none' as const)];
};

// Two waves of visits: one at the start of the survey, one before the report.
const dayAsked = (dice: Dice, days: number): number =>
  dice.isLucky(0.6) ? dice.between(Math.round(days * 0.6), days - 5) : dice.between(1, Math.round((days * 7) / 15));

function planFamily(naming: Naming, dice: Dice): PlannedPerson[] {
  const person = (sex: PlannedPerson['sex'], age: number): PlannedPerson => ({
    name: naming.person(sex, dice),
    sex,
    age,
    // Young adults work elsewhere and come home for Tết.
    living: age >= 18 && age <= 30 && dice.isLucky(0.2) ? 'away' : 'here',
  });
  const either = (): PlannedPerson['sex'] => (dice.isLucky(0.5) ? 'female' : 'male');
  const headSex = dice.isLucky(0.75) ? 'male' : 'female';
  const headAge = dice.between(27, 72);
  const people = [person(headSex, headAge)];
  if (dice.isLucky(0.82)) people.push(person(headSex === 'male' ? 'female' : 'male', headAge + dice.between(-6, 4)));
  const oldestChild = headAge - dice.between(19, 25);
  for (let child = dice.between(1, 4); child > 0; child--) {
    const age = oldestChild - child * 3;
    // Most grown children have a household of their own.
    if (age >= 0 && (age < 24 || dice.isLucky(0.3))) people.push(person(either(), age));
  }
  if (headAge < 52 && dice.isLucky(0.25)) people.push(person(either(), headAge + dice.between(22, 30)));
  return people;
}

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  return items
    .map((item) => ({ item, place: dice.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

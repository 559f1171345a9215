import type { Uuid } from '../../lib/ids.ts';
import type { RosterDuplicate, RosterDuplicates } from './against-book.ts';
import type { RosterHousehold, RosterPerson } from './check-rows.ts';
import { rowKey, type JudgedSheet } from './judge-file.ts';
import { withoutPersonalNumbers } from './problems.ts';

/**
 * What to do with a possible duplicate: leave it out, add its missing people to the village's household, or add it as
 * another household.
 */
export const duplicateChoices = ['leave', 'into', 'new'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** Decisions by the row's key (`rowKey`). Rows without one are handled by default. */
export interface Decisions {
  readonly duplicates: ReadonlyMap<string, DuplicateChoice>;
  /** People who are listed elsewhere and are added all the same. */
  readonly people: ReadonlySet<string>;
  /** Refused rows that are added, with their corrected values. */
  readonly mended: ReadonlyMap<string, Mended>;
}

export interface Mended {
  readonly headName: string;
  readonly address: string;
  readonly cluster: string;
  /** Of the person of the row; undefined: not known. */
  readonly birthYear?: number | undefined;
}

export const noDecisions: Decisions = { duplicates: new Map(), people: new Set(), mended: new Map() };

/**
 * The default for a possible duplicate: of a sure one only the missing people are added; a household of the same name
 * at another address is added as another household.
 */
export const defaultChoice = ({ kind, isSure, missing }: RosterDuplicate): DuplicateChoice =>
  kind === 'maybe' ? 'new' : isSure && missing.length > 0 ? 'into' : 'leave';

export interface RosterPlan {
  /** Households to add, with their people. */
  readonly households: readonly RosterHousehold[];
  /** People to add to households that are there. */
  readonly into: readonly { readonly household: Uuid; readonly people: readonly RosterPerson[] }[];
}

/**
 * The values that a refused or left-out row is offered with. Numbers of people are removed, because they must not be
 * kept.
 */
export const offered = ({ headName, address, cluster, people }: RosterHousehold, row: number): Mended => ({
  birthYear: people.find((person) => person.row === row)?.birthYear,
  headName: withoutPersonalNumbers(headName.replaceAll('\n', ' ')),
  address: withoutPersonalNumbers(address),
  cluster: withoutPersonalNumbers(cluster),
});

const personIn = (row: number, { headName, birthYear }: Mended): RosterPerson => ({ row, name: headName, birthYear });

/** What would be added to the local store. */
export function planImport(
  judged: readonly JudgedSheet[],
  duplicates: RosterDuplicates,
  { duplicates: choices, people, mended }: Decisions,
): RosterPlan {
  const duplicatesByKey = new Map(duplicates.households.map((duplicate) => [duplicate.key, duplicate]));
  const elsewhere = new Set(duplicates.people.map(({ key }) => key).filter((key) => !people.has(key)));
  const households: RosterHousehold[] = [];
  const into: { household: Uuid; people: RosterPerson[] }[] = [];
  for (const { sheet, rows } of judged) {
    const key = (row: number): string => rowKey(sheet, row);
    /** The list to which the people of a row's household are added. */
    const listByRow = new Map<number, RosterPerson[]>();
    const add = (row: number, household: Mended, listed: readonly RosterPerson[]): void => {
      const list = listed.filter((person) => !elsewhere.has(key(person.row)));
      listByRow.set(row, list);
      const { headName, address, cluster } = household;
      households.push({ headName, address, cluster, people: list });
    };
    for (const row of rows) {
      const own = mended.get(key(row.number));
      if (row.kind === 'household') {
        const duplicate = duplicatesByKey.get(key(row.number));
        const choice = duplicate ? (choices.get(duplicate.key) ?? defaultChoice(duplicate)) : 'new';
        if (choice === 'new') add(row.number, row.household, row.household.people);
        else if (choice === 'into' && duplicate) {
          const list = duplicate.missing.filter((person) => !elsewhere.has(key(person.row)));
          listByRow.set(row.number, list);
          into.push({ household: duplicate.of.id, people: list });
        }
      } else if (
        own &&
        (row.kind === 'refused' || row.kind === 'leftOut') &&
        (row.kind === 'leftOut' || row.of === undefined)
      ) {
        const listed = row.as.people.map((person) =>
          person.row === row.number ? { ...person, ...personIn(row.number, own) } : person,
        );
        const isMissing = row.as.people.length > 0 && !listed.some((person) => person.row === row.number);
        add(row.number, own, isMissing ? [personIn(row.number, own), ...listed] : listed);
      }
    }
    // Corrected people are added to their household when that is added, else as a household of their own.
    for (const row of rows) {
      const own = mended.get(key(row.number));
      if (!own || row.kind !== 'refused' || row.of === undefined) continue;
      const list = listByRow.get(row.of);
      if (list) {
        if (!list.some((person) => person.row === row.number)) list.push(personIn(row.number, own));
      } else add(row.number, own, [personIn(row.number, own)]);
    }
  }
  return { households, into: into.filter((one) => one.people.length > 0) };
}

export const countPeople = ({ households, into }: RosterPlan): number =>
  [...households, ...into].reduce((sum, one) => sum + one.people.length, 0);

import type { Uuid } from '../../lib/ids.ts';
import { foldPhrase } from '../../lib/fold.ts';
import type { HouseholdEntry } from '../search/household-index.ts';
import type { RosterHousehold, RosterPerson } from './check-rows.ts';
import { rowKey, type JudgedSheet } from './judge-file.ts';

/**
 * `same`: same name of the head, and no different address · `maybe`: same name at another address, or only on a list of
 * people.
 */
export type DuplicateKind = 'same' | 'maybe';

/** A household of the file that may be in the village already. */
export interface RosterDuplicate {
  readonly key: string;
  readonly number: number;
  readonly household: RosterHousehold;
  readonly kind: DuplicateKind;
  readonly of: HouseholdEntry;
  /** True when no other household of the village could be the same. */
  readonly isSure: boolean;
  /** People of the file's household who are not listed in the village's. */
  readonly missing: readonly RosterPerson[];
}

/** A person of the file who is listed in another household: same name and birth year. */
export interface PersonDuplicate {
  readonly key: string;
  readonly person: RosterPerson;
  readonly of: HouseholdEntry;
}

export interface RosterDuplicates {
  readonly households: readonly RosterDuplicate[];
  readonly people: readonly PersonDuplicate[];
}

const householdsAStep = 500;
const rowsAStep = 200;

/** The possible duplicates of a file in the village. Yields after steps that are short on a cheap phone. */
export function* duplicatesInBook(
  judged: readonly JudgedSheet[],
  book: readonly HouseholdEntry[],
): Generator<void, RosterDuplicates> {
  const heads = new Map<string, HouseholdEntry[]>();
  const people = new Map<string, HouseholdEntry>();
  const born = new Map<string, HouseholdEntry>();
  for (const [at, entry] of book.entries()) {
    const name = foldPhrase(entry.household.headName);
    const known = heads.get(name);
    if (known) known.push(entry);
    else heads.set(name, [entry]);
    for (const person of entry.people) {
      people.set(foldPhrase(person.name), entry);
      if (person.birthYear !== undefined && person.living === 'here')
        born.set(`${person.birthYear} ${foldPhrase(person.name)}`, entry);
    }
    if (at % householdsAStep === householdsAStep - 1) yield;
  }
  const duplicates: RosterDuplicate[] = [];
  const others: PersonDuplicate[] = [];
  for (const { sheet, rows } of judged) {
    for (const [at, row] of rows.entries()) {
      if (row.kind === 'household') {
        const duplicate = duplicateOf(row.household, heads, people);
        if (duplicate)
          duplicates.push({
            key: rowKey(sheet, row.number),
            number: row.number,
            household: row.household,
            ...duplicate,
            missing: row.household.people.filter((person) => !isListed(person, duplicate.of)),
          });
        others.push(
          ...elsewhere(row.household.people, duplicate?.of.id, born).map(({ person, of }) => ({
            key: rowKey(sheet, person.row),
            person,
            of,
          })),
        );
      }
      if (at % rowsAStep === rowsAStep - 1) yield;
    }
  }
  return { households: duplicates, people: others };
}

function elsewhere(
  people: readonly RosterPerson[],
  own: Uuid | undefined,
  born: ReadonlyMap<string, HouseholdEntry>,
): { readonly person: RosterPerson; readonly of: HouseholdEntry }[] {
  return people.flatMap((person) => {
    const of = person.birthYear === undefined ? undefined : born.get(`${person.birthYear} ${foldPhrase(person.name)}`);
    return of && of.id !== own ? [{ person, of }] : [];
  });
}

const isListed = (person: RosterPerson, { people }: HouseholdEntry): boolean =>
  people.some(
    ({ name, birthYear }) =>
      foldPhrase(name) === foldPhrase(person.name) &&
      (birthYear === undefined || person.birthYear === undefined || birthYear === person.birthYear),
  );

function duplicateOf(
  { headName, address }: RosterHousehold,
  heads: ReadonlyMap<string, readonly HouseholdEntry[]>,
  people: ReadonlyMap<string, HouseholdEntry>,
): Pick<RosterDuplicate, 'kind' | 'of' | 'isSure'> | undefined {
  const name = foldPhrase(headName);
  const place = foldPhrase(address);
  const named = heads.get(name) ?? [];
  const exact = place === '' ? undefined : named.find(({ household }) => foldPhrase(household.address) === place);
  if (exact) return { kind: 'same', of: exact, isSure: true };
  const same = named.filter(({ household }) => place === '' || foldPhrase(household.address) === '');
  if (same[0]) return { kind: 'same', of: same[0], isSure: named.length === 1 };
  const other = named[0] ?? people.get(name);
  return other && { kind: 'maybe', of: other, isSure: false };
}

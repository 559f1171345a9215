import { foldPhrase } from '../fold.ts';
import type { FoundHome } from '../home-index.ts';
import type { CheckedRow, RosterHome } from './check-rows.ts';

/** `same`: of that name, and nothing says that it is another house · `maybe`: of that name in another house, or on a list of people. */
export type TwinKind = 'same' | 'maybe';

export interface RosterTwin {
  readonly number: number;
  readonly home: RosterHome;
  readonly kind: TwinKind;
  readonly of: FoundHome;
}

const homesAStep = 1000;

/** Good rows that the village's book may have already, by row. In steps short on a cheap phone. */
export function* twinsInBook(rows: readonly CheckedRow[], book: readonly FoundHome[]): Generator<void, RosterTwin[]> {
  const heads = new Map<string, FoundHome[]>();
  const people = new Map<string, FoundHome>();
  for (const [at, home] of book.entries()) {
    const known = heads.get(home.folded.head);
    if (known) known.push(home);
    else heads.set(home.folded.head, [home]);
    for (const name of home.folded.people) people.set(name, home);
    if (at % homesAStep === homesAStep - 1) yield;
  }
  const twins: RosterTwin[] = [];
  for (const row of rows) {
    const twin = row.kind === 'good' ? twinOf(row.home, heads, people) : undefined;
    if (twin && row.kind === 'good') twins.push({ number: row.number, home: row.home, ...twin });
  }
  return twins;
}

function twinOf({ headName, address }: RosterHome, heads: ReadonlyMap<string, readonly FoundHome[]>, people: ReadonlyMap<string, FoundHome>): Pick<RosterTwin, 'kind' | 'of'> | undefined {
  const name = foldPhrase(headName);
  const place = foldPhrase(address);
  const named = heads.get(name) ?? [];
  const same = named.find(({ household }) => place === '' || foldPhrase(household.address) === '' || foldPhrase(household.address) === place);
  if (same) return { kind: 'same', of: same };
  const other = named[0] ?? people.get(name);
  return other && { kind: 'maybe', of: other };
}

import { foldPhrase } from '../../lib/fold.ts';
import { gather, type Gathered } from './gather.ts';
import { nameProblem, placeProblem, type RosterProblem } from './problems.ts';
import { createSorter, type LeftOut, type RowDraft, type SheetShape, type SortedRow } from './row-draft.ts';
import type { RosterRow } from './table.ts';

export interface RosterPerson {
  /** The row's number in Excel. */
  readonly row: number;
  readonly name: string;
  readonly birthYear: number | undefined;
}

export interface RosterHousehold {
  readonly headName: string;
  readonly address: string;
  readonly cluster: string;
  /** All listed people, the head included; empty when the list has heads only. */
  readonly people: readonly RosterPerson[];
}

/** Why a row is not accepted: a problem of the row, or its household's head was refused. */
export type RefusedWhy = RosterProblem | 'headRefused';

export type CheckedRow = { readonly number: number } & (
  | { readonly kind: 'household'; readonly household: RosterHousehold }
  /** `of`: the row of the household. */
  | { readonly kind: 'person'; readonly person: RosterPerson; readonly of: number }
  | { readonly kind: 'section'; readonly cluster: string }
  /**
   * `as`: the household or person if it is accepted anyway. `first`: the row it repeats. `of`: the household's row,
   * when it is a person's.
   */
  | {
      readonly kind: 'refused';
      readonly why: RefusedWhy;
      readonly as: RosterHousehold;
      readonly first?: SeenAt;
      readonly of?: number;
    }
  | { readonly kind: 'leftOut'; readonly why: LeftOut; readonly as: RosterHousehold }
);

export interface SeenAt {
  readonly sheet: string;
  readonly number: number;
}

export interface SheetToCheck {
  readonly name: string;
  readonly rows: readonly RosterRow[];
  readonly shape: SheetShape;
  /** The cluster of rows without one: the sheet's name, when each hamlet has a sheet. */
  readonly cluster: string;
  readonly withHidden: boolean;
  readonly thisYear: number;
  /** Households of the earlier sheets, by `householdKey`; those of this sheet are added. */
  readonly seen: Map<string, SeenAt>;
}

const rowsAStep = 100;

/**
 * Checks every row below the header, in the file's order; empty ones are left out. Yields after steps that are short on
 * a cheap phone.
 */
export function* checkRows(sheet: SheetToCheck): Generator<void, CheckedRow[]> {
  const { rows, shape, cluster, withHidden, thisYear } = sheet;
  const sort = createSorter(rows, shape, cluster, thisYear);
  const sorted: SortedRow[] = [];
  for (let at = shape.from; at < rows.length; at++) {
    const one = sort(rows[at]!);
    if (one)
      sorted.push(
        one.kind === 'draft' && one.draft.isHidden && !withHidden
          ? { kind: 'leftOut', why: 'hidden', draft: one.draft }
          : one,
      );
    if ((at - shape.from) % rowsAStep === rowsAStep - 1) yield;
  }
  const checked: CheckedRow[] = [];
  for (const one of sorted) {
    if (one.kind === 'section') checked.push({ number: one.number, kind: 'section', cluster: one.cluster });
    else if (one.kind === 'leftOut')
      checked.push({ number: one.draft.number, kind: 'leftOut', why: one.why, as: householdOf(one.draft) });
  }
  const gathered = gather(sorted.flatMap((one) => (one.kind === 'draft' ? [one.draft] : [])));
  for (const [at, household] of gathered.entries()) {
    checked.push(...judged(household, sheet));
    if (at % rowsAStep === rowsAStep - 1) yield;
  }
  return checked.sort((a, b) => a.number - b.number);
}

export const householdKey = ({ headName, address, cluster }: RosterHousehold): string =>
  [headName, address, cluster].map(foldPhrase).join('\n');

const householdOf = ({ name, address, cluster }: RowDraft): RosterHousehold => ({
  headName: name,
  address,
  cluster,
  people: [],
});
const personOf = ({ number, name, birthYear }: RowDraft): RosterPerson => ({ row: number, name, birthYear });

function* judged({ head, headName, people }: Gathered, { name: sheet, seen }: SheetToCheck): Generator<CheckedRow> {
  const number = head.number;
  const address = head.address || (people.find((person) => person.address !== '')?.address ?? '');
  const bare = { headName, address, cluster: head.cluster, people: [] };
  const own = people.map((draft) => ({ draft, problem: personProblem(draft, people) }));
  const good = own.flatMap(({ draft, problem }) => (problem ? [] : [personOf(draft)]));
  const household: RosterHousehold = { ...bare, people: good };
  const first = seen.get(householdKey(household));
  const why =
    (headName === '' && people.length > 0 ? 'noHead' : nameProblem(headName)) ??
    placeProblem(household) ??
    (first ? 'twiceInFile' : undefined);
  if (why)
    yield {
      number,
      kind: 'refused',
      why,
      as: { ...household, headName: headName || head.name },
      ...(why === 'twiceInFile' && first && { first }),
    };
  else {
    seen.set(householdKey(household), { sheet, number });
    yield { number, kind: 'household', household };
  }
  for (const { draft, problem } of own) {
    if (draft.number === number) continue;
    const as = { ...bare, headName: draft.name, people: [personOf(draft)] };
    if (problem) yield { number: draft.number, kind: 'refused', why: problem, as, of: number };
    else if (why)
      yield {
        number: draft.number,
        kind: 'refused',
        why: why === 'twiceInFile' ? why : 'headRefused',
        as,
        of: number,
        ...(why === 'twiceInFile' && first && { first }),
      };
    else yield { number: draft.number, kind: 'person', person: personOf(draft), of: number };
  }
}

function personProblem(draft: RowDraft, all: readonly RowDraft[]): RosterProblem | undefined {
  const problem = nameProblem(draft.name);
  if (problem) return problem;
  const before = all.slice(0, all.indexOf(draft));
  const isAgain = before.some(
    (other) =>
      foldPhrase(other.name) === foldPhrase(draft.name) &&
      (other.birthYear === draft.birthYear || other.birthYear === undefined || draft.birthYear === undefined),
  );
  return isAgain ? 'twiceInFile' : undefined;
}

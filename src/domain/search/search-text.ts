import type { HouseholdEntry } from './household-index.ts';

/**
 * The folded texts of many households joined to a few long ones: `indexOf` on a long text takes a fraction of the time
 * of searching each household.
 */
export interface SearchText {
  /** Prepares one more part, in about 1 ms on a cheap phone. @returns false when all parts are prepared */
  prepare(): boolean;
  /**
   * Calls `tell` for each household that contains `part`, in order, with the first position in its `folded.all`.
   * Prepares the remaining parts first.
   */
  each(part: string, tell: (household: HouseholdEntry, at: number) => void): void;
}

interface Part {
  readonly households: readonly HouseholdEntry[];
  readonly text: string;
  /** Where each household's text begins in `text`. */
  readonly starts: Uint32Array;
}

const householdsAPart = 500;
const known = new WeakMap<readonly HouseholdEntry[], SearchText>();

/** The text of these households; kept as long as the list of them is. */
export function searchTextOf(households: readonly HouseholdEntry[]): SearchText {
  const before = known.get(households);
  if (before) return before;
  const text = createSearchText(households);
  known.set(households, text);
  return text;
}

function createSearchText(households: readonly HouseholdEntry[]): SearchText {
  const parts: Part[] = [];
  const prepare = (): boolean => {
    const from = parts.length * householdsAPart;
    if (from >= households.length) return false;
    parts.push(partOf(households.slice(from, from + householdsAPart)));
    return from + householdsAPart < households.length;
  };
  return {
    prepare,
    each(part, tell) {
      while (prepare()) continue;
      for (const one of parts) eachIn(one, part, tell);
    },
  };
}

function partOf(households: readonly HouseholdEntry[]): Part {
  const starts = new Uint32Array(households.length);
  let at = 0;
  for (let household = 0; household < households.length; household++) {
    starts[household] = at;
    at += households[household]!.folded.all.length + 1;
  }
  // No search text contains a line break, so no match spans two households.
  return { households, text: households.map(({ folded }) => folded.all).join('\n'), starts };
}

function eachIn(
  { households, text, starts }: Part,
  part: string,
  tell: (household: HouseholdEntry, at: number) => void,
): void {
  let household = 0;
  let at = text.indexOf(part);
  while (at >= 0) {
    while (household + 1 < households.length && starts[household + 1]! <= at) household++;
    tell(households[household]!, at - starts[household]!);
    if (++household === households.length) return;
    at = text.indexOf(part, starts[household]);
  }
}

import type { FoundHome } from './home-index.ts';

/** What is searched of many homes, as few long texts: looking through one of them takes a fraction of asking each home. */
export interface SearchText {
  /** Makes one more part ready, in about a millisecond of a cheap phone; false when all are. */
  prepare(): boolean;
  /** Tells of each home that has `part` somewhere, in order, with the place in its `folded.all` where it first stands. Makes ready what is not. */
  each(part: string, tell: (home: FoundHome, at: number) => void): void;
}

interface Part {
  readonly homes: readonly FoundHome[];
  readonly text: string;
  /** Where each home's text begins in `text`. */
  readonly starts: Uint32Array;
}

const homesAPart = 500;
const known = new WeakMap<readonly FoundHome[], SearchText>();

/** The text of these homes; kept as long as the list of them is. */
export function searchTextOf(homes: readonly FoundHome[]): SearchText {
  const before = known.get(homes);
  if (before) return before;
  const text = createSearchText(homes);
  known.set(homes, text);
  return text;
}

function createSearchText(homes: readonly FoundHome[]): SearchText {
  const parts: Part[] = [];
  const prepare = (): boolean => {
    const from = parts.length * homesAPart;
    if (from >= homes.length) return false;
    parts.push(partOf(homes.slice(from, from + homesAPart)));
    return from + homesAPart < homes.length;
  };
  return {
    prepare,
    each(part, tell) {
      while (prepare()) continue;
      for (const one of parts) eachIn(one, part, tell);
    },
  };
}

function partOf(homes: readonly FoundHome[]): Part {
  const starts = new Uint32Array(homes.length);
  let at = 0;
  for (let home = 0; home < homes.length; home++) {
    starts[home] = at;
    at += homes[home]!.folded.all.length + 1;
  }
  // Nothing that is looked for has the end of a line in it, so nothing is found across two homes.
  return { homes, text: homes.map(({ folded }) => folded.all).join('\n'), starts };
}

function eachIn({ homes, text, starts }: Part, part: string, tell: (home: FoundHome, at: number) => void): void {
  let home = 0;
  let at = text.indexOf(part);
  while (at >= 0) {
    while (home + 1 < homes.length && starts[home + 1]! <= at) home++;
    tell(homes[home]!, at - starts[home]!);
    if (++home === homes.length) return;
    at = text.indexOf(part, starts[home]);
  }
}

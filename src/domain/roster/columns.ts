import { headingKind, type HeadingKind } from './headings.ts';
import { readHeader, type Header } from './header-rows.ts';
import { isHeadRelation, isOtherRelation } from './relation.ts';
import type { RosterRow } from './table.ts';

/**
 * The roles of a column. `member`: all people's names, when the head has a separate column. `relation`: the relation to
 * the head, on lists of all people. `household`: a number that the people of one household share. `birth`: its year is
 * kept, on lists of people.
 */
export const columnRoles = [
  'headName',
  'member',
  'relation',
  'household',
  'birth',
  'address',
  'cluster',
  'none',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

export interface ColumnGuess {
  /** Index of the header's first row; undefined when the list has none. */
  readonly header: number | undefined;
  /** Index of the first row below the header and the numbers of its columns. */
  readonly from: number;
  readonly roles: readonly ColumnRole[];
  /** The heading of each column; empty when it has none. */
  readonly headings: readonly string[];
  /** Columns whose heading names data that must not be kept. */
  readonly personal: readonly number[];
  /** The column that numbers the rows. */
  readonly order: number | undefined;
}

const sampled = 200;

/** Guesses the header and the role of each column; people can change all of it. */
export function guessColumns(rows: readonly RosterRow[]): ColumnGuess {
  const width = rows.slice(0, sampled).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const header = readHeader(rows, width);
  return header ? withHeader(rows, header, width) : withoutHeader(rows, width);
}

/** The same below a chosen header. @param at index of its first row; undefined: there is none */
export function guessBelow(rows: readonly RosterRow[], at: number | undefined): ColumnGuess {
  const width = rows.slice(0, sampled).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (at === undefined) return withoutHeader(rows, width);
  const header = readHeader(rows, width, at);
  const guess = header ? withHeader(rows, header, width) : undefined;
  if (guess?.roles.includes('headName')) return guess;
  // The headings are unknown, so the columns are guessed by their cells.
  return { ...withoutHeader(rows.slice(at + 1), width), header: at, from: at + 1, headings: rows[at]?.cells ?? [] };
}

const isNameLike = (cell: string): boolean => /^\p{Lu}[\p{L}\p{M}'’ʼ‘´.]*([ \n]+[\p{L}\p{M}'’ʼ‘´.]+){1,6}$/u.test(cell);

function withHeader(rows: readonly RosterRow[], { at, from, headings }: Header, width: number): ColumnGuess {
  const kinds = Array.from({ length: width }, (_, column) => headings[column]?.kind ?? 'unknown');
  const sample = rows.slice(from, from + sampled);
  const cellsOf = (column: number): string[] => sample.flatMap(({ cells }) => cells[column] || []);
  const roles: ColumnRole[] = kinds.map(() => 'none');
  const all = (...wanted: HeadingKind[]): number[] =>
    kinds.flatMap((kind, column) => (wanted.includes(kind) ? [column] : []));
  const first = (...wanted: HeadingKind[]): number | undefined => all(...wanted)[0];
  const give = (role: ColumnRole, columns: readonly (number | undefined)[]): void =>
    columns.forEach((column) => column !== undefined && (roles[column] = role));

  // A mark in a column "Chủ hộ" shows who is the head; it is not a name.
  const marks = all('headName').filter(
    (column) => cellsOf(column).length > 0 && cellsOf(column).every((cell) => /^(x|✓|✔|v|1|có|ch|chủ hộ)$/i.test(cell)),
  );
  const names = all('headName', 'name', 'memberName')
    .filter((column) => !marks.includes(column))
    .map((column) => ({ column, kind: kinds[column]!, share: shareOf(cellsOf(column), isNameLike) }));
  const heads = names.filter(({ kind }) => kind === 'headName').sort((a, b) => b.share - a.share);
  const others = names
    .filter(({ kind }) => kind !== 'headName')
    .sort((a, b) => Number(b.kind === 'memberName') - Number(a.kind === 'memberName') || b.share - a.share);
  give('relation', [first('relation') ?? marks[0]]);
  const isOfPeople =
    heads[0] &&
    others[0] &&
    (roles.includes('relation') || new Set(cellsOf(heads[0].column)).size * 1.25 <= cellsOf(others[0].column).length);
  if (heads[0] && others[0] && others[0].share > 0 && isOfPeople) {
    give('headName', [heads[0].column]);
    give('member', [others[0].column]);
  } else if (heads[0] && (heads[0].share > 0 || !others[0] || others[0].share === 0))
    give('headName', [heads[0].column]);
  else if (others[0]) give('headName', [others[0].column, ...all('namePart')]);
  give('household', [first('householdCode')]);
  give('birth', all('birth'));
  give('cluster', [first('cluster') ?? first('hamlet')]);
  give('address', addressColumns(all, first));
  return {
    header: at,
    from,
    roles,
    headings: Array.from({ length: width }, (_, column) => headings[column]?.text ?? ''),
    personal: all('private'),
    order: first('order'),
  };
}

/** One address column, or two for house number and street. The dwelling is preferred to the registered address. */
function addressColumns(
  all: (...wanted: HeadingKind[]) => number[],
  first: (...wanted: HeadingKind[]) => number | undefined,
): (number | undefined)[] {
  const number = first('houseNumber');
  const parts = number === undefined ? [] : [number, ...all('street')];
  if (parts.length > 1) return parts;
  const whole = first('addressNow') ?? first('address');
  if (number !== undefined && whole !== undefined) return [number, whole];
  return [number ?? whole ?? first('addressRegistered') ?? first('street')];
}

const shareOf = (cells: readonly string[], test: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length;

/** A guess without a header: the names are in the column with the most cells of two to six words. */
function withoutHeader(rows: readonly RosterRow[], width: number): ColumnGuess {
  const roles: ColumnRole[] = Array.from({ length: width }, () => 'none');
  const sample = rows.slice(0, 100);
  const best = (test: (cell: string) => boolean): number => {
    const shares = roles.map((role, column) =>
      role === 'none' ? sample.filter(({ cells }) => test(cells[column] ?? '')).length / Math.max(1, sample.length) : 0,
    );
    const top = Math.max(0, ...shares);
    return top >= 0.5 ? shares.indexOf(top) : -1;
  };
  const give = (role: ColumnRole, column: number): void => {
    if (column >= 0) roles[column] = role;
  };
  give(
    'relation',
    best((cell) => isHeadRelation(cell) || isOtherRelation(cell)),
  );
  give(
    'headName',
    best((cell) => isNameLike(cell) && headingKind(cell) === 'unknown'),
  );
  give(
    'address',
    best((cell) => /\d/.test(cell) && /\p{L}/u.test(cell)),
  );
  const order = roles.findIndex(
    (role, column) => role === 'none' && sample.every(({ cells }, at) => cells[column] === String(at + 1)),
  );
  return {
    header: undefined,
    from: 0,
    roles,
    headings: roles.map(() => ''),
    personal: [],
    order: order < 0 ? undefined : order,
  };
}

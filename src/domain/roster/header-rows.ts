import { headingKind, type HeadingKind } from './headings.ts';
import type { RosterRow } from './table.ts';

export interface Heading {
  /** The texts of all its rows, from the top down. */
  readonly text: string;
  readonly kind: HeadingKind;
}

export interface Header {
  /** Index of its first row. */
  readonly at: number;
  /** Index of the first row of the list below it. */
  readonly from: number;
  readonly headings: readonly Heading[];
}

const searched = 40;
const mostRows = 3;
const weights: Partial<Record<HeadingKind, number>> = {
  headName: 6,
  name: 6,
  memberName: 6,
  namePart: 1,
  relation: 4,
  addressNow: 4,
  address: 4,
  addressRegistered: 3,
  houseNumber: 3,
  cluster: 3,
  hamlet: 3,
  householdCode: 2,
  birth: 2,
  street: 2,
  order: 2,
  private: 1,
  other: 1,
};
const nameKinds: ReadonlySet<HeadingKind> = new Set(['headName', 'name', 'memberName']);

/**
 * The header with the most known headings, of one to three rows; undefined when no row has a heading for names.
 * @param only index of the row that it begins with
 */
export function readHeader(rows: readonly RosterRow[], width: number, only?: number): Header | undefined {
  let best: { readonly header: Header; readonly score: number } | undefined;
  const places = only === undefined ? rows.slice(0, searched).map((_, at) => at) : [only];
  for (const at of places) {
    for (const one of headersAt(rows, at, width)) {
      const score = scoreOf(one.headings);
      // Of two with the same score, the higher one, which includes the lower: its second row is no household.
      if (score > (best?.score ?? 0)) best = { header: one, score };
    }
  }
  if (!best) return undefined;
  if (only === undefined && !best.header.headings.some(({ kind }) => nameKinds.has(kind))) return undefined;
  let { from } = best.header;
  while (from < rows.length && isNumbering(rows[from]!.cells)) from++;
  return { ...best.header, from };
}

function* headersAt(rows: readonly RosterRow[], at: number, width: number): Generator<Header> {
  const first = rows[at]!.cells;
  if (first.filter(Boolean).length < Math.min(2, width) && width > 1) return;
  if (isData(rows, at)) return;
  let texts: string[][] = Array.from({ length: width }, (_, column) => [first[column] ?? '']);
  const found: Header[] = [{ at, from: at + 1, headings: texts.map(headingOf) }];
  for (let next = at + 1; next < Math.min(at + mostRows, rows.length); next++) {
    const below = joined(texts, rows[next]!.cells, width);
    if (!below || isNumbering(rows[next]!.cells)) break;
    texts = below;
    found.unshift({ at, from: next + 1, headings: texts.map(headingOf) });
  }
  yield* found;
}

/** True when the cells repeat in the rows below ("Chủ hộ", "Chủ hộ", …): such a row is data. */
function isData(rows: readonly RosterRow[], at: number): boolean {
  const below = rows.slice(at + 1, at + 6);
  return rows[at]!.cells.some(
    (cell, column) =>
      nameKinds.has(headingKind(cell)) && below.filter(({ cells }) => cells[column] === cell).length >= 2,
  );
}

/**
 * The header with a second row of headings, which are below a heading over several columns or below empty cells.
 * Undefined when the row is no such row.
 */
function joined(
  texts: readonly (readonly string[])[],
  cells: readonly string[],
  width: number,
): string[][] | undefined {
  const last = (column: number): string => texts[column]?.[texts[column].length - 1] ?? '';
  const isUnder = (column: number): boolean =>
    last(column) === '' ||
    last(column) === last(column - 1) ||
    last(column + 1) === '' ||
    last(column + 1) === last(column);
  let [parent, more] = ['', 0];
  const made: string[][] = [];
  for (let column = 0; column < width; column++) {
    const text = cells[column] ?? '';
    if (last(column) !== '') parent = last(column);
    if (text === '' || text === last(column)) {
      made.push([...texts[column]!]);
      continue;
    }
    if (/\d/.test(text) || !isUnder(column) || nameKinds.has(headingKind(last(column)))) return undefined;
    // A heading over several columns has at least two columns below it.
    if (last(column) !== '' && (cells[column + 1] ?? '') === '' && (cells[column - 1] ?? '') === '') return undefined;
    more++;
    made.push([...(last(column) === '' ? [parent] : texts[column]!), text]);
  }
  return more > 0 ? made : undefined;
}

function headingOf(texts: readonly string[]): Heading {
  const parts = texts.filter((text, at) => text !== '' && text !== texts[at - 1]);
  const own = headingKind(parts[parts.length - 1] ?? '');
  const above = headingKind(parts[0] ?? '');
  // "Năm sinh" over "Nam" and "Nữ", "Giới tính" over the same; "Chủ hộ" over "Họ và tên".
  const kind =
    own === 'unknown' || (own === 'private' && above === 'birth')
      ? above
      : own === 'name' && (above === 'headName' || above === 'memberName')
        ? above
        : own;
  return { text: parts.join(' / ').replaceAll('\n', ' '), kind };
}

function scoreOf(headings: readonly Heading[]): number {
  const kinds = new Set(headings.map(({ kind }) => kind));
  const known = [...kinds].reduce((sum, kind) => sum + (weights[kind] ?? 0), 0);
  return [...kinds].some((kind) => nameKinds.has(kind)) ? known : known / 10;
}

/** True for a row with the numbers of the columns: "A B 1 2 3", "(1) (2) (3=1+2)". */
export function isNumbering(cells: readonly string[]): boolean {
  const filled = cells.filter(Boolean);
  return (
    filled.length >= 2 &&
    filled.every((cell) => /^\(?([A-HĐ]|\d{1,2}|[IVX]{1,4})(\s*=[\d+\-() ]+)?\)?$/.test(cell)) &&
    new Set(filled).size === filled.length &&
    !(
      filled.length === 2 &&
      /^\d+$/.test(filled[0]!) &&
      /^\d+$/.test(filled[1]!) &&
      Number(filled[1]) !== Number(filled[0]) + 1
    )
  );
}

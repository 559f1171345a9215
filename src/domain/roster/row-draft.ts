import { birthYearIn } from './birth-year.ts';
import type { ColumnGuess, ColumnRole } from './columns.ts';
import { isNumbering } from './header-rows.ts';
import { inOneLine } from './problems.ts';
import { isOffice, isSignature, isTotal, sectionIn } from './row-kinds.ts';
import type { RosterRow } from './table.ts';

/** A row's values by its columns, not checked yet. */
export interface RowDraft {
  readonly number: number;
  readonly isHidden: boolean;
  /** The row's person: the head of the household, or one of its people. */
  readonly name: string;
  /** The head's name, when it has a separate column. */
  readonly head: string;
  readonly relation: string;
  readonly code: string;
  readonly address: string;
  /** Of the row itself, else of its section. */
  readonly cluster: string;
  readonly birthYear: number | undefined;
}

/** Why a row is no person's. Words: `households:roster.leftOut.<why>`. */
export const leftOutReasons = ['total', 'signature', 'afterSignature', 'headerAgain', 'onlyNumber', 'hidden'] as const;
export type LeftOut = (typeof leftOutReasons)[number];

export type SortedRow =
  | { readonly kind: 'draft'; readonly draft: RowDraft }
  | { readonly kind: 'section'; readonly number: number; readonly cluster: string }
  | { readonly kind: 'leftOut'; readonly why: LeftOut; readonly draft: RowDraft };

export interface SheetShape extends Pick<ColumnGuess, 'from' | 'header' | 'order' | 'headings'> {
  readonly roles: readonly ColumnRole[];
}

/** Sorts the rows of a sheet in their order; the kind of a row may depend on the rows before it. */
export function createSorter(
  rows: readonly RosterRow[],
  shape: SheetShape,
  sheetCluster: string,
  thisYear: number,
): (row: RosterRow) => SortedRow | undefined {
  const { roles, order, header, headings } = shape;
  const headerCells = header === undefined ? undefined : rows[header]?.cells;
  const births = new Set(
    roles.flatMap((role, column) => (role === 'birth' || headingHasDate(headings[column]) ? [column] : [])),
  );
  let section = '';
  let hasEnded = false;

  return (row) => {
    const { cells, number } = row;
    if (cells.every((cell) => cell === '')) return undefined;
    const draft = draftOf(row, roles, section || sheetCluster, thisYear);
    const leftOut = (why: LeftOut): SortedRow => ({ kind: 'leftOut', why, draft });
    if (isHeaderAgain(cells, headerCells) || (draft.name.length <= 2 && isNumbering(cells))) {
      // A second list below the first signature begins like the first.
      hasEnded = false;
      return leftOut('headerAgain');
    }
    const count = order === undefined ? '' : (cells[order] ?? '');
    const isCounted = /^\d+[.)]?$/.test(count);
    if (
      cells.every(
        (cell, column) => cell === '' || column === order || (roles[column] === 'none' && !/\p{L}/u.test(cell)),
      ) &&
      draft.name === ''
    )
      return leftOut('onlyNumber');
    if (isTotal(cells)) return leftOut('total');
    const hasPlace =
      isCounted ||
      draft.relation !== '' ||
      (draft.address !== '' && !isOffice(draft.address) && !/năm/i.test(draft.address));
    if (isSignature(cells, births, hasPlace)) {
      hasEnded = true;
      return leftOut('signature');
    }
    if (hasEnded && !(isCounted && draft.name !== '')) return leftOut('afterSignature');
    hasEnded = false;
    const named = draft.relation === '' && draft.address === '' ? sectionIn(cells, order) : undefined;
    if (named !== undefined && !row.isHidden) {
      section = named;
      return { kind: 'section', number, cluster: named };
    }
    return { kind: 'draft', draft };
  };
}

// In a column like "Ngày vào sổ" a date in words is no signature.
const headingHasDate = (heading: string | undefined): boolean => /ngày|năm|date/iu.test(heading ?? '');

function isHeaderAgain(cells: readonly string[], header: readonly string[] | undefined): boolean {
  if (!header) return false;
  const filled = cells.flatMap((cell, column) => (cell === '' ? [] : [{ cell: plain(cell), column }]));
  return filled.length > 1 && filled.every(({ cell, column }) => cell === plain(header[column] ?? ''));
}
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

function draftOf(row: RosterRow, roles: readonly ColumnRole[], cluster: string, thisYear: number): RowDraft {
  const { cells, years } = row;
  const of = (role: ColumnRole): string[] =>
    cells.flatMap((cell, column) => (roles[column] === role && cell !== '' ? [cell] : []));
  const hasMembers = roles.includes('member');
  const head = inOneLine(of('headName').join(' '));
  const birthYear = cells.reduce<number | undefined>(
    (found, cell, column) =>
      found ?? (roles[column] === 'birth' ? (years?.[column] ?? birthYearIn(cell, thisYear)) : undefined),
    undefined,
  );
  return {
    number: row.number,
    isHidden: row.isHidden === true,
    name: hasMembers ? inOneLine(of('member').join(' ')) : head,
    head: hasMembers ? head : '',
    relation: of('relation').join(' '),
    code: of('household').join(' '),
    address: addressOf(of('address')),
    cluster: of('cluster').join(', ').replaceAll('\n', ' ') || cluster,
    birthYear: birthYear !== undefined && birthYear >= 1900 && birthYear <= thisYear ? birthYear : undefined,
  };
}

/** Joins the parts of an address without repetition: "12" beside "12 Thôn Mẫu". */
function addressOf(parts: readonly string[]): string {
  const whole = parts.filter(
    (part, at) =>
      !parts.some(
        (other, place) => place !== at && (other.split(/[\s,]+/).includes(part) || (other === part && place < at)),
      ),
  );
  return whole.join(', ').replace(/\s*\n\s*/g, ', ');
}

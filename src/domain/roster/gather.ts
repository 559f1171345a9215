import { foldPhrase } from '../../lib/fold.ts';
import { isHeadRelation } from './relation.ts';
import type { RowDraft } from './row-draft.ts';

/** The rows of one household. */
export interface Gathered {
  /** The row of its head; else its first. */
  readonly head: RowDraft;
  readonly headName: string;
  /** All listed people; empty when the list has heads only. */
  readonly people: readonly RowDraft[];
}

/**
 * Groups the rows of a list into households: by a shared number, by a column with the head's name, or by the rows that
 * follow each head. In a list without people each row is a household. People before the first head form a household
 * without a head's name, which is shown as refused, so that nobody is lost.
 */
export function gather(rows: readonly RowDraft[]): Gathered[] {
  const hasHeads = rows.some(({ relation }) => relation !== '' && isHeadRelation(relation));
  const isHead = (row: RowDraft): boolean => hasHeads && isHeadRelation(row.relation);
  const byHeadName = rows.some(({ head }) => head !== '');
  const codes = rows.flatMap(({ code }) => code || []);
  const byCode = codes.length > 0 && (new Set(codes).size < codes.length || (codes.length < rows.length && hasHeads));
  if (!hasHeads && !byHeadName && !byCode) return rows.map((head) => ({ head, headName: head.name, people: [] }));
  const groups = byCode ? groupsByCode(rows, isHead) : grouped(rows, byHeadName ? headNameBegins : isHead);
  return groups.map((people) => {
    const named = people.find(({ head }) => head !== '')?.head;
    const head =
      people.find(isHead) ??
      (named === undefined
        ? undefined
        : (people.find(({ name }) => foldPhrase(name) === foldPhrase(named)) ?? people[0])) ??
      (hasHeads ? undefined : people[0]);
    return {
      head: head ?? people[0]!,
      headName: named ?? head?.name ?? '',
      people: people.filter(({ name, head: own }) => name !== '' || own === ''),
    };
  });
}

/** Groups of rows that follow each other. */
function grouped(
  rows: readonly RowDraft[],
  begins: (row: RowDraft, before: RowDraft | undefined) => boolean,
): RowDraft[][] {
  const groups: RowDraft[][] = [];
  let named: RowDraft | undefined;
  for (const row of rows) {
    if (groups.length === 0 || begins(row, named)) {
      groups.push([row]);
      named = row;
    } else groups[groups.length - 1]!.push(row);
  }
  return groups;
}

const headNameBegins = (row: RowDraft, before: RowDraft | undefined): boolean =>
  row.head !== '' && foldPhrase(row.head) !== foldPhrase(before?.head ?? '');

/**
 * Groups rows by number, wherever they are; a row without a number belongs to the row before it. Two heads with one
 * number are two households.
 */
function groupsByCode(rows: readonly RowDraft[], isHead: (row: RowDraft) => boolean): RowDraft[][] {
  const groups = new Map<string, RowDraft[]>();
  let current = '';
  let again = 0;
  for (const row of rows) {
    if (row.code !== '' && row.code !== current.split('\n')[0]) current = row.code;
    const known = groups.get(current);
    if (known && isHead(row) && known.some(isHead)) current = `${row.code || current}\n${again++}`;
    const group = groups.get(current);
    if (group) group.push(row);
    else groups.set(current, [row]);
  }
  return [...groups.values()];
}

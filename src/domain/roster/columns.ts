import { foldText } from '../fold.ts';
import type { RosterRow } from './table.ts';

/** What a column may be taken for. `relation`: of everybody on a list of people, only heads of households become homes. */
export const columnRoles = ['headName', 'address', 'cluster', 'relation', 'none'] as const;
export type ColumnRole = (typeof columnRoles)[number];

export interface ColumnGuess {
  /** Place of the header among the rows; undefined where the list has none. */
  readonly header: number | undefined;
  readonly roles: readonly ColumnRole[];
}

// Folded words of headers as people write them, surest first.
const words: readonly { readonly role: ColumnRole; readonly weight: number; readonly pattern: RegExp }[] = [
  { role: 'relation', weight: 8, pattern: /quan he|\bqh\b|la chu ho|vai tro/ },
  { role: 'headName', weight: 6, pattern: /chu ho|ten ho|ho dan|dai dien ho|head/ },
  { role: 'headName', weight: 4, pattern: /ho va ten|ho ten|ho & ten|ten nguoi|full ?name/ },
  { role: 'headName', weight: 2, pattern: /^ten\b|\bname\b/ },
  { role: 'address', weight: 4, pattern: /dia chi|so nha|noi o|cho o|noi cu tru|noi thuong tru|address/ },
  { role: 'address', weight: 2, pattern: /\bnha\b|\bduong\b|\bngo\b|\bhem\b|house/ },
  { role: 'cluster', weight: 3, pattern: /\bxom\b|\bcum\b|khu vuc|\bto\b|\bkhu\b|\bdoi\b|to tu quan|lien gia|cluster/ },
];
const searched = 20;

/** The best guess of where the header stands and what each column is; people can change all of it. */
export function guessColumns(rows: readonly RosterRow[]): ColumnGuess {
  const width = Math.max(0, ...rows.slice(0, 200).map(({ cells }) => cells.length));
  const candidates = rows.slice(0, searched).map(({ cells }, at) => ({ at, ...rolesIn(cells, width) }));
  const best = candidates.reduce<(typeof candidates)[number] | undefined>((top, one) => (one.score > (top?.score ?? 0) ? one : top), undefined);
  if (best && best.roles.includes('headName')) return { header: best.at, roles: best.roles };
  return { header: undefined, roles: rolesByContent(rows, width) };
}

function rolesIn(cells: readonly string[], width: number): { readonly roles: ColumnRole[]; readonly score: number } {
  const roles: ColumnRole[] = Array.from({ length: width }, () => 'none');
  let score = 0;
  const found = cells.flatMap((cell, column) => {
    const text = foldText(cell).replace(/\s+/g, ' ');
    // A title above the list ("Danh sách hộ gia đình thôn …, xã …") is no header, however many of the words it has.
    if (text === '' || text.length > 40) return [];
    return words.filter(({ pattern }) => pattern.test(text)).map(({ role, weight }) => ({ column, role, weight }));
  });
  for (const { column, role, weight } of found.sort((a, b) => b.weight - a.weight)) {
    const isTaken = roles[column] !== 'none' || (role !== 'address' && roles.includes(role));
    if (isTaken) continue;
    roles[column] = role;
    score += weight;
  }
  return { roles, score };
}

/** Without a header: names are the column in which most cells are two to six words of letters. */
function rolesByContent(rows: readonly RosterRow[], width: number): ColumnRole[] {
  const roles: ColumnRole[] = Array.from({ length: width }, () => 'none');
  const sample = rows.slice(0, 100);
  const share = (column: number, test: (cell: string) => boolean): number => sample.filter(({ cells }) => test(cells[column] ?? '')).length / Math.max(1, sample.length);
  const best = (test: (cell: string) => boolean): number => {
    const shares = roles.map((role, column) => (role === 'none' ? share(column, test) : 0));
    const top = Math.max(0, ...shares);
    return top >= 0.5 ? shares.indexOf(top) : -1;
  };
  const name = best((cell) => /^\p{Lu}[\p{L}\p{M}'’ʼ]*( [\p{L}\p{M}'’ʼ]+){1,5}$/u.test(cell));
  if (name >= 0) roles[name] = 'headName';
  const place = best((cell) => /\d/.test(cell) && /\p{L}/u.test(cell));
  if (place >= 0) roles[place] = 'address';
  return roles;
}

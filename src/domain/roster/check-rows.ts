import { foldText } from '../fold.ts';
import type { ColumnRole } from './columns.ts';
import type { RosterRow } from './table.ts';

/** Why a row cannot become a home. Words: `homes:roster.why.<problem>`. */
export const rosterProblems = [
  'noName', 'nameIsNumber', 'nameTooShort', 'nameTooLong', 'nameHasNumber', 'nameIsPlace', 'twoNames', 'placeholder', 'unreadable', 'formulaError',
  'idNumber', 'phoneNumber', 'placeTooLong', 'clusterTooLong', 'shifted', 'twiceInFile',
  // Not a home at all, and no mistake of anybody's.
  'headerAgain', 'total', 'signature', 'notHead',
] as const;
export type RosterProblem = (typeof rosterProblems)[number];

export interface RosterHome {
  readonly headName: string;
  readonly address: string;
  readonly cluster: string;
}

export type CheckedRow =
  | { readonly number: number; readonly kind: 'good'; readonly home: RosterHome }
  /** `name`: what stands where the name should, to find the row by. `first`: the row it repeats. */
  | { readonly number: number; readonly kind: 'bad'; readonly problem: RosterProblem; readonly name: string; readonly first?: number };

const longest = 200;
const rowsAStep = 100;
const words = (text: string): string[] => text.split(' ').filter(Boolean);

/** Every row below the header, judged; empty ones are left out. In steps short on a cheap phone. */
export function* checkRows(rows: readonly RosterRow[], header: number | undefined, roles: readonly ColumnRole[]): Generator<void, CheckedRow[]> {
  const checked: CheckedRow[] = [];
  const firstByHome = new Map<string, number>();
  const headerCells = header === undefined ? undefined : rows[header]?.cells.map(foldText);
  const begin = header === undefined ? 0 : header + 1;
  for (let at = begin; at < rows.length; at++) {
    const row = rows[at]!;
    if (row.cells.every((cell) => cell === '')) continue;
    checked.push(checkRow(row, roles, headerCells, firstByHome));
    if ((at - begin) % rowsAStep === rowsAStep - 1) yield;
  }
  return checked;
}

function checkRow(row: RosterRow, roles: readonly ColumnRole[], header: readonly string[] | undefined, firstByHome: Map<string, number>): CheckedRow {
  const home = homeIn(row, roles);
  const bad = (problem: RosterProblem, first?: number): CheckedRow => ({ number: row.number, kind: 'bad', problem, name: home.headName.slice(0, 80) || row.cells.find((cell) => cell !== '')!.slice(0, 80), ...(first !== undefined && { first }) });
  const problem = notAHome(row, roles, home, header) ?? nameProblem(home.headName) ?? placeProblem(home);
  if (problem) return bad(problem);
  const key = `${foldText(home.headName)}\n${foldText(home.address)}\n${foldText(home.cluster)}`;
  const first = firstByHome.get(key);
  if (first !== undefined) return bad('twiceInFile', first);
  firstByHome.set(key, row.number);
  return { number: row.number, kind: 'good', home };
}

function homeIn({ cells }: RosterRow, roles: readonly ColumnRole[]): RosterHome {
  // A name or a house may be spread over columns: "Số nhà" and "Đường", "Họ" and "Tên".
  const joined = (role: ColumnRole, between: string): string => cells.filter((cell, column) => roles[column] === role && cell !== '').join(between);
  return { headName: joined('headName', ' '), address: joined('address', ', '), cluster: joined('cluster', ', ') };
}

/** Lines of a sheet that are no home's, and lines that were torn apart. */
function notAHome({ cells }: RosterRow, roles: readonly ColumnRole[], { headName }: RosterHome, header: readonly string[] | undefined): RosterProblem | undefined {
  const filled = cells.filter((cell) => cell !== '');
  const text = foldText(filled.join(' '));
  if (header && filled.length > 1 && cells.every((cell, column) => foldText(cell) === (header[column] ?? ''))) return 'headerAgain';
  if (/^(stt\W*)?(tong cong|tong so|cong|tong)\b/.test(text) || /^(tong cong|tong so)\b/.test(foldText(headName))) return 'total';
  if (/\bngay\b.{0,8}\bthang\b.{0,8}\bnam\b|nguoi lap|ky ten|ky, ghi ro|^(t\/m|tm\.?) |^(truong (thon|buon)|chu tich|ubnd)\b/.test(text)) return 'signature';
  const relation = cells.find((cell, column) => roles[column] === 'relation' && cell !== '');
  if (relation !== undefined && !/chu ho|^(ch|chu|1)$/.test(foldText(relation))) return 'notHead';
  if (header && cells.slice(header.length).some((cell) => cell !== '')) return 'shifted';
  return undefined;
}

const idNumber = /(?<!\d)(\d{12}|\d{9})(?!\d)/;
const phoneNumber = /(?<!\d)(0|\+?84)\d{9}(?!\d)/;
const withoutSpacing = (text: string): string => text.replace(/(?<=\d)[ .-](?=\d)/g, '');

function nameProblem(name: string): RosterProblem | undefined {
  if (name === '') return 'noName';
  if (/^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM)/i.test(name)) return 'formulaError';
  const digits = withoutSpacing(name);
  if (phoneNumber.test(digits)) return 'phoneNumber';
  if (idNumber.test(digits)) return 'idNumber';
  if (/^[\d\s.,/-]+$/.test(name)) return /\d/.test(name) ? 'nameIsNumber' : 'placeholder';
  if (/\ufffd|\p{L}\?\p{L}|[\u0080-\u009f]/u.test(name)) return 'unreadable';
  const folded = foldText(name);
  if (/^([?x_.*\s]+|khong ro|chua ro|khong co|chua co|trong|vo chu|null|n\/a|none)$/.test(folded)) return 'placeholder';
  if (/^(so nha|nha so|nha|thon|buon|xom|to|cum|khu|duong|so)\s+(\d|so\b)/.test(folded)) return 'nameIsPlace';
  if (/\d/.test(name)) return 'nameHasNumber';
  // "Và" alone is a family name.
  if (/[\n;,+&/]|\S+ \S+ (va|voi) \S+ \S+/.test(folded)) return 'twoNames';
  if (name.length > longest) return 'nameTooLong';
  return [...name.replace(/[^\p{L}]/gu, '')].length < 2 || words(name).length === 0 ? 'nameTooShort' : undefined;
}

function placeProblem({ address, cluster }: RosterHome): RosterProblem | undefined {
  const both = withoutSpacing(`${address} | ${cluster}`);
  if (/#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM)/i.test(both)) return 'formulaError';
  if (phoneNumber.test(both)) return 'phoneNumber';
  if (idNumber.test(both)) return 'idNumber';
  if (/\ufffd/.test(both)) return 'unreadable';
  if (address.length > longest) return 'placeTooLong';
  return cluster.length > longest ? 'clusterTooLong' : undefined;
}

/** A sheet as it was read: rows of cells, trimmed text, in the order of the file. */
export interface RosterTable {
  readonly name: string;
  readonly rows: readonly RosterRow[];
}

export interface RosterRow {
  /** As Excel numbers it, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What a file may hold at most. A village has some 400 homes, a commune's whole list some thousands. */
export const rosterLimits = {
  /** Bytes of the file itself. */
  file: 10_000_000,
  /** Bytes it may unpack to; read as a stream, never held whole. */
  unpacked: 60_000_000,
  rows: 20_000,
  columns: 60,
  /** Characters of one cell; what is longer is cut and found too long. */
  cell: 1000,
  /** Characters of all texts that a workbook keeps apart from its sheets. */
  texts: 8_000_000,
} as const;

export const tidyCell = (text: string): string => text.normalize('NFC').replace(/[ \t\u00a0\u200b\ufeff]+/g, ' ').trim().slice(0, rosterLimits.cell);

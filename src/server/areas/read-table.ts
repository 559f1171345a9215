import { CsvError, parse } from 'csv-parse/sync';
import { err, ok, type Result } from '../../lib/result.ts';

/** One line of a CSV file. */
export interface TableLine {
  /** By column name in lower case; trimmed, NFC. */
  readonly values: Readonly<Record<string, string>>;
  /** Position in the file, for messages: "line 7". */
  readonly at: string;
}

/**
 * Reads a CSV file (RFC 4180; commas, or semicolons as Vietnamese Excel writes them) whose first line names its
 * columns.
 * @returns its lines, or what is wrong with the file
 */
export function readTable(
  content: string,
  needed: readonly string[],
  optional: readonly string[],
): Result<readonly TableLine[], readonly string[]> {
  try {
    const first = content.split('\n', 1)[0] ?? '';
    const delimiter = first.includes(';') ? ';' : ',';
    const rows = parse(content.normalize('NFC'), {
      bom: true,
      info: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const names = rows[0]?.record.map((name) => name.toLowerCase()) ?? [];
    const missing = needed.filter((name) => !names.includes(name));
    const strange = names.filter((name) => !needed.includes(name) && !optional.includes(name));
    if (missing.length > 0)
      return err([
        `line 1: it must name the columns ${[...needed, ...optional].join(', ')}; missing: ${missing.join(', ')}.`,
      ]);
    if (strange.length > 0) return err([`line 1: the columns ${strange.join(', ')} are not known.`]);
    const problems = rows
      .slice(1)
      .filter(({ record }) => record.length > names.length)
      .map(({ info }) => `line ${info.lines}: it has more values than the first line has columns.`);
    if (problems.length > 0) return err(problems);
    return ok(
      rows.slice(1).map(({ record, info }) => ({
        values: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])),
        at: `line ${info.lines}`,
      })),
    );
  } catch (error) {
    if (error instanceof CsvError) return err([error.message]);
    throw error;
  }
}

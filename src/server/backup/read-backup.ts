import { createHash } from 'node:crypto';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import {
  backupFormat,
  backupFormatVersion,
  backupHeader,
  BackupRefused,
  backupTrailer,
  tableEnd,
  tableStart,
  type BackupHeader,
  type Row,
} from './backup-file.ts';
import { openSealed, pathOf, type BackupSource } from './sealed-file.ts';

/** Bytes; far longer than any row. The limit keeps a foreign file from filling the memory. */
const longestLine = 64 * 1024 * 1024;

export interface BackupReader {
  header(header: BackupHeader): Promise<void>;
  table(table: string, columns: readonly string[]): Promise<void>;
  row(row: Row): Promise<void> | void;
  tableEnd(table: string): Promise<void>;
}

/**
 * Reads a whole backup and checks every count and, at the end, the hash. So the reader's effects must be in a
 * transaction that commits after this, or the file must have been read once without a reader before.
 * @throws BackupRefused when the file is no backup, from a newer version, cut off or changed
 */
export async function readBackup(
  source: BackupSource,
  reader?: BackupReader,
  signal?: AbortSignal,
): Promise<BackupHeader> {
  const check = new Check(pathOf(source));
  for await (const line of linesOf(source, signal)) {
    const told = check.take(line);
    if (!reader || told === undefined) continue;
    if ('format' in told) await reader.header(told);
    else if ('columns' in told) await reader.table(told.table, told.columns);
    else if ('end' in told) await reader.tableEnd(told.end);
    else await reader.row(told.row);
  }
  return check.done();
}

type Told = BackupHeader | v.InferOutput<typeof tableStart> | v.InferOutput<typeof tableEnd> | { readonly row: Row };

interface OpenTable {
  readonly name: string;
  readonly columns: number;
  rows: number;
}

/** Checks the file line by line, and at its end whether it was complete. */
class Check {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #header: BackupHeader | undefined;
  #table: OpenTable | undefined;
  #tables = 0;
  #rows = 0;
  #done = false;

  constructor(path: string) {
    this.#path = path;
  }

  take(line: Buffer): Told | undefined {
    if (this.#done) throw this.#damaged('it goes on after its end');
    const content = this.#parse(line);
    if (!this.#header) {
      this.#header = this.#readHeader(content);
      this.#hash.update(line).update('\n');
      return this.#header;
    }
    if (!this.#table && v.is(backupTrailer, content)) return this.#readTrailer(content);
    this.#hash.update(line).update('\n');
    return this.#table ? this.#inTable(this.#table, content) : this.#startTable(content);
  }

  done(): BackupHeader {
    if (!this.#header) throw this.#foreign();
    if (!this.#done) throw this.#damaged('its end is missing');
    return this.#header;
  }

  #parse(line: Buffer): unknown {
    try {
      return JSON.parse(line.toString('utf8')) as unknown;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw this.#header ? this.#damaged('a line cannot be read') : this.#foreign();
    }
  }

  #readHeader(content: unknown): BackupHeader {
    if (v.is(backupHeader, content)) return content;
    if (
      v.is(v.object({ format: v.literal(backupFormat), version: v.number() }), content) &&
      content.version > backupFormatVersion
    ) {
      throw new BackupRefused(`${this.#path} was written by a newer version of Thôn Số. Update this one first.`);
    }
    throw this.#foreign();
  }

  #readTrailer({ tables, rows, sha256 }: v.InferOutput<typeof backupTrailer>): undefined {
    if (tables !== this.#tables || rows !== this.#rows) throw this.#damaged('rows are missing');
    if (sha256 !== this.#hash.digest('hex')) throw this.#damaged('its content has changed');
    this.#done = true;
  }

  #startTable(content: unknown): Told {
    if (!v.is(tableStart, content)) throw this.#damaged('a line is out of place');
    this.#table = { name: content.table, columns: content.columns.length, rows: 0 };
    return content;
  }

  #inTable(table: OpenTable, content: unknown): Told {
    if (Array.isArray(content) && content.length === table.columns) {
      table.rows++;
      return { row: content as Row };
    }
    if (!v.is(tableEnd, content) || content.end !== table.name || content.rows !== table.rows)
      throw this.#damaged('rows are missing');
    this.#tables++;
    this.#rows += table.rows;
    this.#table = undefined;
    return content;
  }

  #foreign(): BackupRefused {
    return new BackupRefused(`${this.#path} is no backup of Thôn Số. Nothing was changed.`);
  }

  #damaged(how: string): BackupRefused {
    return new BackupRefused(`The backup ${this.#path} is damaged: ${how}. Nothing was changed. Take another one.`);
  }
}

async function* linesOf(source: BackupSource, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const path = pathOf(source);
  const file = await openSealed(source);
  const gunzip = createGunzip();
  file.once('error', (error) => gunzip.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
      // Asked here, not by the stream: an aborted stream to which nobody listens yet would end the process.
      signal?.throwIfAborted();
      let from = 0;
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        yield bytes.subarray(from, end);
        from = end + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > longestLine) throw new BackupRefused(`${path} is no backup of Thôn Số. Nothing was changed.`);
    }
  } catch (error) {
    if (isZlibError(error) || isSealBroken(error))
      throw new BackupRefused(
        `${path} is damaged or no backup of Thôn Số: it cannot be unpacked to its end. Nothing was changed.`,
      );
    throw error;
  } finally {
    file.destroy();
  }
  if (rest.length > 0) yield rest;
}

/** True for age's error about a changed piece of the file; it has no code, only a message. */
const isSealBroken = (error: unknown): boolean =>
  error instanceof Error &&
  error.name !== 'AbortError' &&
  !(error as NodeJS.ErrnoException).code &&
  !(error instanceof BackupRefused);

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

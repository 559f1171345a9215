import { sql, type Transaction } from 'kysely';
import type { Row } from './backup-file.ts';
import { columnsOf } from './read-snapshot.ts';

/** Bounds of one INSERT statement: rows, and characters of text. */
const atOnce = { rows: 1000, length: 4 * 1024 * 1024 };

/** Inserts a backup's rows into one table, many per statement, in whatever order the backup has the columns. */
export class RowLoader {
  readonly #tx: Transaction<unknown>;
  readonly #table: string;
  readonly #columns: readonly string[];
  readonly #types: readonly string[];
  #rows: Row[] = [];
  #length = 0;

  private constructor(tx: Transaction<unknown>, table: string, columns: readonly string[], types: readonly string[]) {
    this.#tx = tx;
    this.#table = table;
    this.#columns = columns;
    this.#types = types;
  }

  /** @throws Error when the table has no such columns: header and content of the backup contradict each other */
  static async into(tx: Transaction<unknown>, table: string, columns: readonly string[]): Promise<RowLoader> {
    const known = await columnsOf(tx, table);
    const types = columns.map((column) => {
      const type = known.get(column);
      if (type === undefined)
        throw new Error(`The backup has a column ${table}.${column} that its migrations do not make.`);
      return type;
    });
    return new RowLoader(tx, table, columns, types);
  }

  async add(row: Row): Promise<void> {
    this.#rows.push(row);
    for (const value of row) this.#length += value?.length ?? 0;
    if (this.#rows.length >= atOnce.rows || this.#length >= atOnce.length) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    this.#length = 0;
    // One text array per column: the number of parameters does not grow with the rows.
    const arrays = sql.join(this.#columns.map((_, index) => sql`${rows.map((row) => row[index] ?? null)}::text[]`));
    const names = sql.join(this.#columns.map((column) => sql.ref(column)));
    const values = sql.join(
      this.#columns.map((column, index) => sql`${sql.ref(column)}::${sql.raw(this.#types[index] ?? 'text')}`),
    );
    await sql`
      insert into ${sql.table(this.#table)} (${names})
      select ${values} from unnest(${arrays}) as given (${names})`.execute(this.#tx);
  }
}

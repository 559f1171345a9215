import pg from 'pg';

const tables = ['record', 'op_meta', 'op_body'] as const;

/**
 * Copies the rows that pushes have left into tables of the same shape and with the same indexes, by multi-row INSERTs:
 * one transaction for each `batch` of operations, over `atOnce` connections. What any server must at least do for these
 * rows.
 *
 * @returns seconds
 */
export async function insertPlainly(
  databaseUrl: string,
  { batch, atOnce }: { readonly batch: number; readonly atOnce: number },
): Promise<number> {
  // Values travel as text both ways, so that nothing is parsed here.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: atOnce,
    types: { getTypeParser: () => (text: string) => text },
  });
  try {
    const statements = await Promise.all(
      tables.map(async (table) => {
        await pool.query(`create table plain_${table} (like ${table} including all)`);
        const { rows, fields } = await pool.query<Record<string, string | null>>(
          `select * from ${table} order by ctid`,
        );
        const columns = fields.map(({ name }) => name);
        return Array.from({ length: Math.ceil(rows.length / batch) }, (_, i) => {
          const part = rows.slice(i * batch, (i + 1) * batch);
          const marks = part
            .map((_row, at) => `(${columns.map((_column, c) => `$${at * columns.length + c + 1}`).join(',')})`)
            .join(',');
          return {
            text: `insert into plain_${table} (${columns.join(',')}) values ${marks}`,
            values: part.flatMap((row) => columns.map((column) => row[column])),
          };
        });
      }),
    );
    const batches = Array.from({ length: Math.max(...statements.map((list) => list.length)) }, (_, i) =>
      statements.map((list) => list[i]).filter((one) => one !== undefined),
    );
    await Promise.all(Array.from({ length: atOnce }, () => pool.query('select pg_sleep(0.05)')));
    const started = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let mine = batches.shift(); mine; mine = batches.shift()) {
          const client = await pool.connect();
          await client.query('begin');
          for (const statement of mine) await client.query(statement);
          await client.query('commit');
          client.release();
        }
      }),
    );
    return (performance.now() - started) / 1000;
  } finally {
    await pool.end();
  }
}

import type { Uuid } from '../../../src/lib/ids.ts';
import type { Database } from '../../../src/server/database/database.ts';

/** The operations the server has stored, each as often as it has. */
export async function storedOps(database: Database): Promise<Uuid[]> {
  const rows = await database.db
    .withTables<{ op_meta: { op_id: string } }>()
    .selectFrom('op_meta')
    .select('op_id')
    .execute();
  return rows.map(({ op_id }) => op_id);
}

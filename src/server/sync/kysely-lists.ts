import { sql, type Expression } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';

// A push has hundreds of ids and rows. A parameter for each makes the statement long to write, to parse and to plan; these
// travel as one.

/** For `where('id', '=', anyOf(ids))`. */
export const anyOf = (ids: readonly Uuid[]): Expression<Uuid> => sql<Uuid>`any(${[...ids]}::uuid[])`;

/**
 * Looks each id up by itself: `from eachOf(ids) cross join lateral (select … where id = wanted.id offset 0)`. With `anyOf` the
 * planner may take hundreds of ids for a reason to read the whole village, or table, and throw away what was not asked for.
 */
export const eachOf = (ids: readonly Uuid[]): Expression<unknown> => sql`unnest(${[...new Set(ids)]}::uuid[]) as wanted (id)`;

/**
 * The rows to insert, for `insert into … select * from`; `columns` are their names and types in the order of the INSERT's.
 * `json` and not `jsonb`: it keeps numbers and texts as they are written.
 */
export const rowsOf = (rows: readonly object[], columns: string): Expression<unknown> => sql`json_to_recordset(${JSON.stringify(rows)}::json) as given (${sql.raw(columns)})`;

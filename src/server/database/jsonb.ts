import type { ColumnType } from 'kysely';

/** jsonb written as text (`JSON.stringify`) and read as a value. */
export type Jsonb<T> = ColumnType<T, string, string>;

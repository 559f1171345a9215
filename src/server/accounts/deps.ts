import type { Kysely } from 'kysely';
import type { Clock, Random } from '../../lib/clock.ts';
import type { Schema } from '../database/schema.ts';

export type Database = Kysely<Schema>;

/** What everything about accounts needs. */
export interface AccountDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
}

import type { Kysely } from 'kysely';
import type { Clock, Random } from '../../lib/clock.ts';
import type { Schema } from '../database/schema.ts';

export type Database = Kysely<Schema>;

/** What the server signs, seals and hashes with. */
export interface ServerSecrets {
  readonly current: string;
  /** What was used before, for what still lies under it: the one in the database, where there is one outside by now. */
  readonly former: readonly string[];
}

/** What everything about accounts needs. */
export interface AccountDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** The secrets from the settings; absent: the one in the database. */
  readonly secrets?: ServerSecrets;
}

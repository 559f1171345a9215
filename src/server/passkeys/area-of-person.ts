import type { Uuid } from '../../lib/ids.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';

/** The area in whose audit log an action on the person is shown; undefined: the whole country. */
export const areaOfPerson = async (db: Database, account: Uuid): Promise<Uuid | undefined> =>
  (await grantsOf(db, account)).find(({ area }) => area !== undefined)?.area;

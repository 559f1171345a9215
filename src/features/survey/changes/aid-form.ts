import type { Fields } from '../../../domain/record/record.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { AidContent } from '../drafts/draft-content.ts';
import { written } from './written.ts';

/** The fields of the aid that the form says; undefined while it is not said what was given. */
export const aidFieldsOf = ({ household, what, giver }: AidContent, on: Day, by: Uuid): Fields | undefined =>
  what === null ? undefined : { household, what, giver: written(giver), on, by };

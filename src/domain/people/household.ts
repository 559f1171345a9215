import * as v from 'valibot';
import { day } from '../../lib/day.ts';
import { uuid } from '../record/record.ts';

const shortText = v.pipe(v.string(), v.maxLength(200));

/** Fields of a `household` record besides its answers. All optional: a phone patches only what it knows. */
export const householdFields = {
  headName: v.nullable(shortText),
  address: v.nullable(shortText),
  cluster: v.nullable(shortText),
  /** Account id of the member who looks after this household ("Nhà tôi phụ trách"). */
  responsible: v.nullable(uuid),
  /** The household refused the survey, or nobody was there. */
  outcome: v.nullable(v.picklist(['refused', 'away'])),
  /** The day to come back to a household that refused or was away. */
  returnOn: v.nullable(day),
  /** One flag without a reason, set only with consent. */
  hardship: v.nullable(v.boolean()),
  /** The record of the same household that stays (redirect.ts). */
  mergedInto: v.nullable(uuid),
  /** The village the household moves to (redirect.ts). */
  movedTo: uuid,
} as const;

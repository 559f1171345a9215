import * as v from 'valibot';
import { day } from './day.ts';
import { uuid } from './record.ts';

const shortText = v.pipe(v.string(), v.maxLength(200));

/** Fields of a `household` record besides its answers. All optional: a phone patches only what it knows. */
export const householdFields = {
  headName: v.nullable(shortText),
  address: v.nullable(shortText),
  cluster: v.nullable(shortText),
  /** Account id of the member who looks after this home ("Nhà tôi phụ trách"). */
  responsible: v.nullable(uuid),
  /** Refused to be surveyed, or away, as found at the door. */
  outcome: v.nullable(v.picklist(['refused', 'away'])),
  /** The day to come back to a home that refused or was away. */
  returnOn: v.nullable(day),
  /** One flag without a reason, set only with consent. */
  hardship: v.nullable(v.boolean()),
  /** The record of the same home that stays (redirect.ts). */
  mergedInto: v.nullable(uuid),
  /** The village it has gone to. */
  movedTo: uuid,
} as const;

import { codeOfField, isAnswer } from '../record/answer.ts';
import type { Json } from '../record/json.ts';
import { isDeleted, isErased, type RecordKind } from '../record/record.ts';
import { isLeaving } from '../record/redirect.ts';
import type { CountedRecord } from '../people/village.ts';
import type { Uuid } from '../../lib/ids.ts';

/** Raised when `countedOf` keeps something else of a record: phones then discard what they derived with it. */
export const countedEdition = 2;

/** Whose records figures, activities and the team's work are made of. */
const countedKinds: readonly RecordKind[] = [
  'household',
  'person',
  'tally',
  'visit',
  'session',
  'aid',
  'proposal',
  'residue',
];

/** Of these kinds the fields besides the answers; of the others all fields. */
const ownFields: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  household: ['headName', 'address', 'cluster', 'responsible', 'outcome', 'returnOn', 'hardship'],
  person: ['household', 'name', 'birthYear', 'living', 'inTally'],
  proposal: ['household', 'category', 'raisedOn', 'by', 'answeredOn'],
};

/** Counted whether they name a household or not. */
const ofNoHousehold: readonly RecordKind[] = ['household', 'session', 'proposal', 'residue'];

/**
 * What counting reads of a record, and nothing else: every figure of it is the figure of the record
 * (`countIndicators`). Undefined for a record that counts nowhere.
 */
export function countedOf(record: CountedRecord): CountedRecord | undefined {
  const { id, kind, fields } = record;
  if (!countedKinds.includes(kind) || isDeleted(record) || isErased(record) || isLeaving(record)) return undefined;
  if (!ofNoHousehold.includes(kind) && typeof fields['household'] !== 'string') return undefined;
  const own = ownFields[kind];
  const kept: [string, Json][] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    if (own && !own.includes(name) && !isOfAnswer(name, value)) continue;
    kept.push([name, value]);
  }
  // Not by assignment: a field called `a.__proto__` would become the object's prototype.
  return { id, kind, fields: Object.fromEntries(kept) };
}

const isOfAnswer = (name: string, value: Json): boolean =>
  codeOfField(name) === undefined ? name.startsWith('was.') : isAnswer(value);

/** The household whose figures it is part of; the empty id: the village's own. */
export function householdCounted({ id, kind, fields }: CountedRecord): Uuid {
  if (kind === 'household') return id;
  return typeof fields['household'] === 'string' ? fields['household'] : '';
}

import * as v from 'valibot';
import { codeOfField, earlierAnswers, earlierField, isAnswer } from '../record/answer.ts';
import { consentFields } from '../people/consent.ts';
import { householdFields } from '../people/household.ts';
import { personFields } from '../people/person.ts';
import { sessionFields } from '../visits/session.ts';
import { proposalFields } from '../village/proposal.ts';
import { tallyFields } from '../people/tally.ts';
import { aidFields } from '../work/aid.ts';
import { remarkFields } from '../work/remark.ts';
import { visitFields } from '../visits/visit.ts';
import { DELETED, type Fields, type RecordKind } from '../record/record.ts';

type FieldSchema = v.GenericSchema;

const known: Readonly<Record<RecordKind, Readonly<Record<string, FieldSchema>>>> = {
  household: householdFields,
  person: personFields,
  tally: tallyFields,
  visit: visitFields,
  session: sessionFields,
  proposal: proposalFields,
  remark: remarkFields,
  aid: aidFields,
  consent: consentFields,
  conflict: {},
  residue: {},
  erased: {},
};

/**
 * The first field whose value does not fit what this version knows of it, or undefined. Unknown fields pass: a
 * newer phone may know more, and an older one must not be able to lose it (docs/architecture.md, "More").
 */
export function misfitIn(kind: RecordKind, set: Fields): string | undefined {
  return Object.entries(set).find(([name, value]) => !fits(kind, name, value))?.[0];
}

function fits(kind: RecordKind, name: string, value: unknown): boolean {
  if (name === DELETED) return typeof value === 'boolean';
  if (codeOfField(name) !== undefined) return value === null || isAnswer(value);
  if (name.startsWith(earlierField(''))) return value === null || v.is(earlierAnswers, value);
  // Own names only: a field called `constructor` is unknown, not what every object inherits.
  const schema = Object.hasOwn(known[kind], name) ? known[kind][name] : undefined;
  return !schema || v.is(schema, value);
}

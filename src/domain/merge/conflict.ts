import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { answer, codeOfField, type Answer, type AnswerValue } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { misfitIn } from './fields.ts';
import { sameJson, type Json } from '../record/json.ts';
import { DELETED, isDeleted, uuid, type Fields, type RecordKind } from '../record/record.ts';

/** One of the values that people have to choose between, and the operations that brought it. */
export interface Choice {
  readonly value: Json;
  /** The phones that wrote it; several may have written the same. `time` is corrected time, Unix ms. */
  readonly writers: readonly { readonly device: Uuid; readonly time: number }[];
  /** True for the value that shows (and counts) until somebody decides. */
  readonly isShown: boolean;
}

/** "Hai người ghi khác nhau": one field of one record with different values of which none was built on the other. */
export interface Conflict {
  readonly id: Uuid;
  readonly record: Uuid;
  readonly kind: RecordKind;
  readonly field: string;
  /** The household: the record itself, or its person's. Undefined while that has not arrived. */
  readonly household: Uuid | undefined;
  readonly person: Uuid | undefined;
  /** The oldest first. */
  readonly choices: readonly Choice[];
  /** Every operation in question; a decision settles them all. */
  readonly operations: readonly Uuid[];
}

/** A record as a phone shows it; `settles`: operations that this phone's unsent decisions settle. */
export interface ConflictingRecord {
  readonly id: Uuid;
  readonly kind: RecordKind;
  readonly fields: Fields;
  readonly settles?: readonly Uuid[];
}

const candidates = v.record(uuid, v.looseObject({ value: v.unknown(), device: uuid, time: v.number() }));

/**
 * The open conflicts among a village's records, the oldest first. One that this phone has decided is left out while
 * the decision is unsent; if another device wrote a third value meanwhile, the server's row opens it again.
 */
export function openConflicts(records: readonly ConflictingRecord[]): Conflict[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return records
    .flatMap((row) => {
      const { record } = row.fields;
      const about =
        row.kind === 'conflict' && !isDeleted(row) && typeof record === 'string' ? byId.get(record) : undefined;
      const found = about && conflictIn(row, about);
      return found ? [found] : [];
    })
    .sort((a, b) => firstTime(a) - firstTime(b) || (a.id < b.id ? -1 : 1));
}

const firstTime = ({ choices }: Conflict): number => choices[0]?.writers[0]?.time ?? 0;

function conflictIn(row: ConflictingRecord, about: ConflictingRecord): Conflict | undefined {
  const { field } = row.fields;
  const read = v.safeParse(candidates, row.fields['candidates']);
  if (typeof field !== 'string' || !read.success) return undefined;
  const operations = Object.keys(read.output).sort();
  if (operations.some((id) => about.settles?.includes(id))) return undefined;
  const shown = field === DELETED ? isDeleted(about) : about.fields[field];
  const household = about.fields['household'];
  return {
    id: row.id,
    record: about.id,
    kind: about.kind,
    field,
    household: about.kind === 'household' ? about.id : typeof household === 'string' ? household : undefined,
    person: about.kind === 'person' ? about.id : undefined,
    choices: choicesOf(Object.values(read.output) as Candidate[], field, shown),
    operations,
  };
}

interface Candidate {
  readonly value: Json;
  readonly device: Uuid;
  readonly time: number;
}

/** Candidates with the same value are one choice. A deletion has two: delete, or keep. */
function choicesOf(all: readonly Candidate[], field: string, shown: Json | undefined): Choice[] {
  const choices: { value: Json; writers: Choice['writers'][number][]; isShown: boolean }[] = [];
  for (const { value: said, device, time } of [...all].sort((a, b) => a.time - b.time)) {
    const value = field === DELETED ? said === true : said;
    const same = choices.find((choice) => sameJson(choice.value, value));
    if (same) same.writers.push({ device, time });
    else choices.push({ value, writers: [{ device, time }], isShown: shown !== undefined && sameJson(value, shown) });
  }
  return choices;
}

/** What a decision sets on the record, to be submitted with `settles: conflict.operations`. */
export interface Resolution {
  readonly set: Fields;
  readonly settles: readonly Uuid[];
}

/** @returns undefined for a value that does not fit the field: the server would quarantine it */
export function resolutionOf(conflict: Conflict, value: Json): Resolution | undefined {
  const set: Fields = { [conflict.field]: value };
  return misfitIn(conflict.kind, set) === undefined ? { set, settles: conflict.operations } : undefined;
}

/**
 * A third answer, typed by the person who decides. It counts as answered by the person themselves only when every
 * answer in question does.
 */
export function thirdAnswer(conflict: Conflict, given: AnswerValue, on: Day, questionnaire: number): Answer {
  const told = conflict.choices
    .map(({ value }) => v.safeParse(answer, value))
    .map((read) => (read.success ? read.output.by : 'proxy'));
  return { v: given, by: told.every((by) => by === 'self') ? 'self' : 'proxy', on, q: questionnaire };
}

/** The code of the question whose answer is in dispute. */
export const questionOf = ({ field }: Pick<Conflict, 'field'>): string | undefined => codeOfField(field);

import { countedEdition, countedOf, householdCounted } from '../../domain/indicator/counted.ts';
import type { CountedRecord } from '../../domain/people/village.ts';
import { answerField, codeOfField, isAnswer, type Answer, type AnswerValue } from '../../domain/record/answer.ts';
import type { Json } from '../../domain/record/json.ts';
import { recordKinds, type Fields } from '../../domain/record/record.ts';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Derivation } from './derivation.ts';

// Most answers of a person were given in one go: who gave them, the day and the questionnaire stand once. A field of an
// answer is a fifth of its bytes then, and bytes are what opening ten thousand households spends its time on.
type AnswersRow = readonly [
  by: 0 | 1,
  on: string,
  q: number,
  values: Readonly<Record<string, AnswerValue>>,
  unknown: readonly string[] | 0,
  refused: readonly string[] | 0,
];
type RecordRow = readonly [id: Uuid, kind: number, fields: Fields | 0, answers: readonly AnswersRow[]];
type Group = readonly [household: Uuid, records: readonly RecordRow[]];

/** What counting reads of each record. */
export const countedDerivation: Derivation<CountedRecord> = {
  chunks: { from: 100_000, below: 200_000, households: 100 },
  edition: countedEdition,
  of: countedOf,
  householdOf: householdCounted,
  textOf(records) {
    const groups = new Map<Uuid, RecordRow[]>();
    for (const record of records) {
      const household = householdCounted(record);
      const group = groups.get(household);
      if (group) group.push(recordRow(record, household));
      else groups.set(household, [recordRow(record, household)]);
    }
    return JSON.stringify([...groups]);
  },
  valuesIn: (text) =>
    (JSON.parse(text) as Group[]).flatMap(([household, rows]) => rows.map((row) => recordFrom(household, row))),
};

interface Gathered {
  readonly row: Pick<Answer, 'by' | 'on' | 'q'>;
  readonly values: [string, AnswerValue][];
  readonly unknown: string[];
  readonly refused: string[];
}

function recordRow({ id, kind, fields }: CountedRecord, household: Uuid): RecordRow {
  const rest: [string, Json][] = [];
  const gathered = new Map<string, Gathered>();
  for (const [name, value] of Object.entries(fields)) {
    const code = codeOfField(name);
    if (code === undefined || !isAnswer(value)) {
      if (name !== 'household' || value !== household) rest.push([name, value]);
      continue;
    }
    const { by, on, q } = value;
    const key = `${by} ${on} ${q}`;
    let of = gathered.get(key);
    if (!of) gathered.set(key, (of = { row: { by, on, q }, values: [], unknown: [], refused: [] }));
    if ('na' in value) of[value.na].push(code);
    else of.values.push([code, value.v]);
  }
  const answers = [...gathered.values()].map(({ row: { by, on, q }, values, unknown, refused }): AnswersRow => [
    by === 'self' ? 0 : 1,
    on,
    q,
    Object.fromEntries(values),
    unknown.length > 0 ? unknown : 0,
    refused.length > 0 ? refused : 0,
  ]);
  return [id, recordKinds.indexOf(kind), rest.length > 0 ? Object.fromEntries(rest) : 0, answers];
}

function recordFrom(household: Uuid, [id, kind, rest, answers]: RecordRow): CountedRecord {
  const all: [string, Json][] = rest === 0 ? [] : Object.entries(rest);
  if (household !== '' && household !== id) all.push(['household', household]);
  for (const [by, on, q, values, unknown, refused] of answers) {
    const common = { by: by === 0 ? ('self' as const) : ('proxy' as const), on: on as Day, q };
    for (const [code, v] of Object.entries(values)) all.push([answerField(code), { v, ...common }]);
    for (const code of unknown || []) all.push([answerField(code), { na: 'unknown', ...common }]);
    for (const code of refused || []) all.push([answerField(code), { na: 'refused', ...common }]);
  }
  return { id, kind: recordKinds[kind]!, fields: Object.fromEntries(all) };
}

import { answerField, type Answer, type AnswersByCode, type AnswerValue } from '../../../src/domain/record/answer.ts';
import type { Day } from '../../../src/lib/day.ts';
import { questionnaire } from '../../../src/domain/questionnaire/current.ts';
import type { AnswerQuestion } from '../../../src/domain/questionnaire/question.ts';
import { optionsOf } from '../../../src/domain/questionnaire/value.ts';
import type { Fields, RecordKind } from '../../../src/domain/record/record.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';

/** The day these stories happen on. */
export const today = '2026-11-22' as Day;

export const day = (text: string): Day => text as Day;

/** A UUIDv7-shaped id whose order is `n`'s. */
export const id = (n: number): string => `01930000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** An answer given by the person on `on`. */
export const said = (value: AnswerValue, on: Day = today): Answer => ({ v: value, by: 'self', on, q: 1 });
export const unknown: Answer = { na: 'unknown', by: 'self', on: today, q: 1 };
export const refused: Answer = { na: 'refused', by: 'self', on: today, q: 1 };

type Given = AnswerValue | Answer;
const isAnswer = (given: Given): given is Answer => typeof given === 'object' && 'by' in given;
export const answersFrom = (given: Readonly<Record<string, Given>>, on: Day = today): AnswersByCode =>
  Object.fromEntries(Object.entries(given).map(([code, value]) => [code, isAnswer(value) ? value : said(value, on)]));

const fieldsFrom = (answers: AnswersByCode): Fields =>
  Object.fromEntries(Object.entries(answers).map(([code, given]) => [answerField(code), given]));

export interface PersonStory {
  readonly id?: string;
  readonly born?: number | null;
  readonly living?: 'here' | 'away' | 'moved' | 'died';
  readonly answers?: Readonly<Record<string, Given>>;
  readonly deleted?: boolean;
}

export interface HouseholdStory {
  readonly id?: string;
  readonly answers?: Readonly<Record<string, Given>>;
  readonly outcome?: 'refused' | 'away';
  readonly hardship?: boolean;
  readonly address?: string;
  readonly deleted?: boolean;
  readonly people?: readonly PersonStory[];
}

let made = 0;
// Far from the ids that stories name themselves.
const nextId = (): string => id(1_000_000 + ++made);

/** A household and its people as a village's flat records. A person without `born` is a grown-up born in 1980. */
export function aHousehold(story: HouseholdStory = {}): CountedRecord[] {
  const household = story.id ?? nextId();
  const row = (kind: RecordKind, rowId: string, fields: Fields, deleted = false): CountedRecord => ({
    id: rowId,
    kind,
    fields: deleted ? { ...fields, $deleted: true } : fields,
  });
  return [
    row(
      'household',
      household,
      {
        headName: 'Chủ hộ',
        ...(story.address !== undefined && { address: story.address }),
        ...(story.outcome && { outcome: story.outcome }),
        ...(story.hardship !== undefined && { hardship: story.hardship }),
        ...fieldsFrom(answersFrom(story.answers ?? {})),
      },
      story.deleted,
    ),
    ...(story.people ?? []).map((person) =>
      row(
        'person',
        person.id ?? nextId(),
        {
          household,
          name: 'Một người',
          birthYear: person.born === undefined ? 1980 : person.born,
          ...(person.living && { living: person.living }),
          ...fieldsFrom(answersFrom(person.answers ?? {})),
        },
        person.deleted,
      ),
    ),
  ];
}

function firstAnswer(question: AnswerQuestion): AnswerValue {
  if (question.type === 'number' || question.type === 'year') return question.min;
  if (question.type === 'text') return 'Vài chữ';
  const first = optionsOf(question)[0]!.code;
  return question.type === 'several' ? [first] : first;
}

/** Something for every question: the first option, the smallest number. */
export const everyAnswer = (questions: readonly AnswerQuestion[]): Record<string, AnswerValue> =>
  Object.fromEntries(questions.map((question) => [question.code, firstAnswer(question)]));

export const wholeHousehold = { ...everyAnswer(questionnaire.household) };
export const wholePerson = { ...everyAnswer(questionnaire.person) };

import type { ComponentType } from 'react';
import type { Answer, AnswerValue } from '../../../domain/record/answer.ts';
import type { AnswerQuestion } from '../../../domain/questionnaire/question.ts';
import { yearOf } from '../../../lib/day.ts';
import { useToday } from '../../../phone/hooks.ts';
import { optionsOf } from '../../../domain/questionnaire/value.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, ChoiceList, NumberField, Row, Stack, TextField, YearField } from '../../../ui/index.ts';
import { optionText, questionHint, unitText } from './question-text.ts';

/** The chosen value, before it is an answer with speaker and day. */
export type Given = { readonly v: AnswerValue } | { readonly na: 'unknown' | 'refused' };

export const givenOf = (answer: Answer | undefined): Given | undefined =>
  answer && ('na' in answer ? { na: answer.na } : { v: answer.v });

export type InputProps<Q extends AnswerQuestion> = {
  question: Q;
  /** The question in words, with the person's name. */
  text: string;
  given: Given | undefined;
  /** `isWhole`: nothing more will be typed, so a tap may go on to the next question. */
  onGive: (given: Given | undefined, isWhole: boolean) => void;
  error: string | undefined;
};
type Of<T extends AnswerQuestion['type']> = InputProps<Extract<AnswerQuestion, { type: T }>>;

const noAnswers = ['unknown', 'refused'] as const;
const noAnswerOf = (value: string | undefined) => noAnswers.find((one) => one === value);
const valueOf = (given: Given | undefined): AnswerValue | undefined => (given && 'v' in given ? given.v : undefined);
const naOf = (given: Given | undefined) => (given && 'na' in given ? given.na : undefined);

/**
 * One of several: a tap on a card answers. An option that only ticks can give is shown where it was given, and not
 * offered otherwise.
 */
function OneOfInput({ question, text, given, onGive, error }: Of<'single' | 'yesNo' | 'scale' | 'quiz'>) {
  const { t } = useTranslation('survey');
  const value = naOf(given) ?? valueOf(given);
  const choose = (chosen: string) => {
    const na = noAnswerOf(chosen);
    onGive(na ? { na } : { v: chosen }, true);
  };
  return (
    <ChoiceList
      legend={text}
      hideLegend
      hint={questionHint(t, question)}
      error={error}
      options={[
        ...optionsOf(question)
          .filter(({ code, coarse }) => !coarse || code === value)
          .map(({ code }) => ({ value: code, label: optionText(t, question, code) })),
        ...noAnswers.map((na) => ({ value: na, label: t(na), apart: true })),
      ]}
      value={value === undefined ? null : String(value)}
      onChange={choose}
    />
  );
}

function SeveralInput({ question, text, given, onGive, error }: Of<'several'>) {
  const { t } = useTranslation('survey');
  const value = valueOf(given);
  const na = naOf(given);
  const choose = (values: string[]) => {
    const chosen = values.map(noAnswerOf).find(Boolean);
    if (chosen) onGive({ na: chosen }, true);
    else onGive(values.length > 0 ? { v: values } : undefined, false);
  };
  return (
    <ChoiceList
      multiple
      legend={text}
      hideLegend
      hint={questionHint(t, question)}
      error={error}
      options={[
        ...question.options.map(({ code, alone }) => ({
          value: code,
          label: optionText(t, question, code),
          ...(alone && { alone }),
        })),
        ...noAnswers.map((one) => ({ value: one, label: t(one), apart: true, alone: true })),
      ]}
      value={na ? [na] : Array.isArray(value) ? value : []}
      onChange={choose}
    />
  );
}

// Choices of one tap: most households have no more phones than this.
const tapAtMost = 6;

function NumberInput({ question, text, given, onGive, error }: Of<'number'>) {
  const { t } = useTranslation('survey');
  const value = valueOf(given);
  const few = Array.from({ length: Math.min(question.max - question.min, tapAtMost) + 1 }, (_, i) => question.min + i);
  return (
    <Stack gap="l">
      <Row>
        {few.map((one) => (
          <Button key={one} aria-pressed={value === one} onClick={() => onGive({ v: one }, true)}>
            {one}
          </Button>
        ))}
      </Row>
      <NumberField
        label={text}
        hideLabel
        value={typeof value === 'number' ? value : null}
        min={question.min}
        unit={unitText(t, question)}
        error={error}
        onChange={(typed) => onGive(typed === null ? undefined : { v: typed }, false)}
      />
      <NoAnswerButtons given={given} onGive={onGive} />
    </Stack>
  );
}

function YearInput({ question, text, given, onGive, error }: Of<'year'>) {
  const { t } = useTranslation('survey');
  const value = valueOf(given);
  return (
    <Stack gap="l">
      <YearField
        label={text}
        hideLabel
        hint={questionHint(t, question)}
        value={typeof value === 'number' ? value : null}
        thisYear={yearOf(useToday())}
        ages={false}
        onChange={(typed) => onGive(typed === null ? undefined : { v: typed }, false)}
        error={error}
      />
      <NoAnswerButtons given={given} onGive={onGive} />
    </Stack>
  );
}

function TextInput({ question, text, given, onGive, error }: Of<'text'>) {
  const { t } = useTranslation('survey');
  const value = valueOf(given);
  return (
    <Stack gap="l">
      <TextField
        label={text}
        hideLabel
        hint={questionHint(t, question)}
        rows={3}
        maxLength={question.maxLength}
        value={typeof value === 'string' ? value : ''}
        onChange={(next) => onGive(next === '' ? undefined : { v: next.normalize('NFC') }, false)}
        error={error}
      />
      <NoAnswerButtons given={given} onGive={onGive} />
    </Stack>
  );
}

function NoAnswerButtons({ given, onGive }: Pick<InputProps<AnswerQuestion>, 'given' | 'onGive'>) {
  const { t } = useTranslation('survey');
  return (
    <Row>
      {noAnswers.map((one) => (
        <Button key={one} variant="quiet" aria-pressed={naOf(given) === one} onClick={() => onGive({ na: one }, true)}>
          {t(one)}
        </Button>
      ))}
    </Row>
  );
}

// A new question type does not compile until it has its input here.
const inputs: {
  readonly [T in AnswerQuestion['type']]: ComponentType<InputProps<Extract<AnswerQuestion, { type: T }>>>;
} = {
  single: OneOfInput,
  yesNo: OneOfInput,
  scale: OneOfInput,
  quiz: OneOfInput,
  several: SeveralInput,
  number: NumberInput,
  year: YearInput,
  text: TextInput,
};

/** The input that fits the question. */
export function QuestionInput<Q extends AnswerQuestion>(props: InputProps<Q>) {
  // The map's type ties each input to its question; TypeScript cannot follow that through an index by a union.
  const Input = inputs[props.question.type] as ComponentType<InputProps<AnswerQuestion>>;
  return <Input {...props} />;
}

import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, AnswerValue } from '../../domain/answer.ts';
import type { Question, QuestionType } from '../../domain/questionnaire/question.ts';
import { Button, ChoiceList, NumberField, Row, Stack } from '../../ui/index.ts';
import { optionText, questionHint, unitText } from './question-text.ts';

/** What is chosen on the screen, before it is an answer with who and when. */
export type Given = { readonly v: AnswerValue } | { readonly na: 'unknown' | 'refused' };

export const givenOf = (answer: Answer | undefined): Given | undefined => answer && ('na' in answer ? { na: answer.na } : { v: answer.v });

export type InputProps<Q extends Question> = {
  question: Q;
  /** The question in words, with the person's name. */
  text: string;
  given: Given | undefined;
  /** `isWhole`: nothing more will be typed, so a tap may go on to the next question. */
  onGive: (given: Given | undefined, isWhole: boolean) => void;
  error: string | undefined;
};

const noAnswers = ['unknown', 'refused'] as const;

function SingleInput({ question, text, given, onGive, error }: InputProps<Extract<Question, { type: 'single' }>>) {
  const { t } = useTranslation('survey');
  const value = given && ('na' in given ? given.na : String(given.v));
  const choose = (chosen: string) => {
    const na = noAnswers.find((one) => one === chosen);
    onGive(na ? { na } : { v: chosen }, true);
  };
  return (
    <ChoiceList
      legend={text}
      hideLegend
      hint={questionHint(t, question)}
      error={error}
      options={[
        ...question.options.map(({ code }) => ({ value: code, label: optionText(t, question, code) })),
        ...noAnswers.map((na) => ({ value: na, label: t(na), apart: true })),
      ]}
      value={value ?? null}
      onChange={choose}
    />
  );
}

function NumberInput({ question, text, given, onGive, error }: InputProps<Extract<Question, { type: 'number' }>>) {
  const { t } = useTranslation('survey');
  const value = given && 'v' in given && typeof given.v === 'number' ? given.v : null;
  const na = given && 'na' in given ? given.na : undefined;
  return (
    <Stack gap="l">
      <NumberField
        label={text}
        hideLabel
        value={value}
        min={question.min}
        unit={unitText(t, question)}
        error={error}
        onChange={(typed) => onGive(typed === null ? undefined : { v: typed }, false)}
      />
      <Row>
        {noAnswers.map((one) => (
          <Button key={one} variant="quiet" aria-pressed={na === one} onClick={() => onGive({ na: one }, true)}>
            {t(one)}
          </Button>
        ))}
      </Row>
    </Stack>
  );
}

// A new question type does not compile until it has its input here.
const inputs: { readonly [T in QuestionType]: ComponentType<InputProps<Extract<Question, { type: T }>>> } = {
  single: SingleInput,
  number: NumberInput,
};

/** The input that fits the question. */
export function QuestionInput<Q extends Question>(props: InputProps<Q>) {
  // The map's type ties each input to its question; TypeScript cannot follow that through an index by a union.
  const Input = inputs[props.question.type] as ComponentType<InputProps<Question>>;
  return <Input {...props} />;
}

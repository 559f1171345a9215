import type { TFunction } from 'i18next';
import type { Answer } from '../../domain/answer.ts';
import type { Question } from '../../domain/questionnaire/question.ts';

type Words = TFunction<'survey'>;
type QuestionKey = Extract<Parameters<Words>[0], `q.${string}`>;

// Codes are data; tests/unit/survey/texts.test.ts holds that every question and option has its words in every language.
const key = (code: string, part: string): QuestionKey => `q.${code}.${part}` as QuestionKey;

export const questionText = (t: Words, { code }: Question, name: string): string => t(key(code, 'ask'), { name });

/** A short remark below the question, where it has one ("Không hỏi số tài khoản."). */
export const questionHint = (t: Words, { code }: Question): string | undefined => (code === 'P4' ? t('q.P4.hint') : undefined);

export const optionText = (t: Words, { code }: Question, option: string): string => t(key(code, option));

export const shortText = (t: Words, { code }: Question): string => t(`short.${code}` as Extract<Parameters<Words>[0], `short.${string}`>);

/** What a number counts: "3 cái". */
export const unitText = (t: Words, { code }: Question): string => t(key(code, 'unit'));

/** What was answered, in words. An option this version does not know is shown by its code. */
export function answerText(t: Words, question: Question, given: Answer): string {
  if ('na' in given) return t(given.na);
  switch (question.type) {
    case 'single':
      return question.options.some(({ code }) => code === given.v) ? optionText(t, question, String(given.v)) : String(given.v);
    case 'number':
      return `${String(given.v)} ${unitText(t, question)}`;
  }
}

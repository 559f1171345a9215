// The questionnaire as other form programs write it: the same questions, words and conditions.
import { readFileSync } from 'node:fs';
import type { Condition } from '../../src/domain/questionnaire/condition.ts';
import { questionnaire } from '../../src/domain/questionnaire/current.ts';
import type { AnswerQuestion } from '../../src/domain/questionnaire/question.ts';
import { optionsOf } from '../../src/domain/questionnaire/value.ts';

interface Asked {
  readonly name: string;
  readonly section: string;
  readonly question: AnswerQuestion;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;
const { q: words } = JSON.parse(readFileSync(new URL('../../locales/vi/survey.json', import.meta.url), 'utf8')) as {
  readonly q: Words;
};

const household = 'household';
const people = ['Mẫu Văn An', 'Mẫu Thị Bình', 'Mẫu Văn Cường'];

/** Hỏi đủ of a household with three adults, in order. */
const asked: readonly Asked[] = [
  ...questionnaire.household.map((question) => one(question, household, 'nhà mình')),
  ...people.flatMap((name, at) => questionnaire.person.map((question) => one(question, `p${at + 1}`, name))),
];

function one(question: AnswerQuestion, section: string, name: string): Asked {
  const text = (key: string): string =>
    (words[question.code]?.[key] ?? key).replace('{{name}}', name).replace('{{village}}', 'thôn');
  const options = optionsOf(question)
    .filter(({ coarse }) => !coarse)
    .map(({ code }) => ({ value: code, text: text(code) }));
  return { name: `${section}_${question.code}`, section, question, text: text('ask'), options };
}

/** For `new Model(…)` of survey-core. */
export function surveyJsForm(): unknown {
  return {
    questionsOnPageMode: 'questionPerPage',
    showProgressBar: true,
    elements: asked.map(({ name, section, question, text, options }) => ({
      name,
      title: text,
      isRequired: question.optional !== true,
      ...(question.when && {
        visibleIf: condition(
          question.when,
          (code) => `{${section}_${code}}`,
          (path, value) => `${path} contains '${value}'`,
        ),
      }),
      ...(options.length > 0
        ? { type: question.type === 'several' ? 'checkbox' : 'radiogroup', choices: options }
        : {
            type: 'text',
            ...(question.type === 'number' && { inputType: 'number', min: question.min, max: question.max }),
          }),
    })),
  };
}

/** An XForm for ODK. */
export function odkForm(): string {
  const sections = [...new Set(asked.map(({ section }) => section))];
  const path = ({ section, question }: Pick<Asked, 'section' | 'question'>): string =>
    `/data/${section}/${question.code}`;
  const of = (section: string): Asked[] => asked.filter((each) => each.section === section);
  const bind = (each: Asked): string => {
    const when =
      each.question.when &&
      condition(
        each.question.when,
        (code) => `/data/${each.section}/${code}`,
        (at, value) => `selected(${at}, '${value}')`,
      );
    const type = each.question.type === 'number' ? 'int' : 'string';
    const required = each.question.optional ? '' : ' required="true()"';
    const relevant = when ? ` relevant="${when}"` : '';
    return `<bind nodeset="${path(each)}" type="${type}"${required}${relevant}/>`;
  };
  const control = (each: Asked): string => {
    const kind = each.options.length === 0 ? 'input' : each.question.type === 'several' ? 'select' : 'select1';
    const items = each.options
      .map(({ value, text }) => `<item><label>${escaped(text)}</label><value>${value}</value></item>`)
      .join('');
    return `<${kind} ref="${path(each)}"><label>${escaped(each.text)}</label>${items}</${kind}>`;
  };
  const group = (section: string, at: number): string => {
    const label = at === 0 ? 'Nhà mình' : people[at - 1];
    return `<group ref="/data/${section}"><label>${label}</label>${of(section).map(control).join('\n')}</group>`;
  };
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Hộ gia đình</h:title><model>
<instance><data id="household">${sections
    .map(
      (section) =>
        `<${section}>${of(section)
          .map(({ question }) => `<${question.code}/>`)
          .join('')}</${section}>`,
    )
    .join('')}</data></instance>
${asked.map(bind).join('\n')}
</model></h:head><h:body>
${sections.map(group).join('\n')}
</h:body></h:html>`;
}

/** The forms of a condition that decide when a question is asked; the others are the indicators'. */
function condition(
  of: Condition,
  pathOf: (code: string) => string,
  chosen: (path: string, value: string) => string,
): string {
  if ('all' in of) return of.all.map((part) => `(${condition(part, pathOf, chosen)})`).join(' and ');
  if ('any' in of) return of.any.map((part) => `(${condition(part, pathOf, chosen)})`).join(' or ');
  if ('in' in of) return of.in.map((value) => chosen(pathOf(of.answer), value)).join(' or ');
  throw new Error('No question is asked on such a condition yet.');
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

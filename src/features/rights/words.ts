import type { TFunction } from 'i18next';
import * as v from 'valibot';
import { answer, type Answer, type Earlier } from '../../domain/record/answer.ts';
import { fullName, type Area } from '../../domain/access/area.ts';
import type { Format } from '../../i18n/index.ts';
import type { PastChange } from '../../protocol/history.ts';
import { answersIn, type Held, type HeldPerson } from './held.ts';

type Words = TFunction<['rights', 'survey', 'consent']>;

/** One line of what is held: "Năm sinh", "1961". */
export interface Line {
  readonly term: string;
  readonly detail: string;
}

export interface Speaker {
  readonly t: Words;
  /**
   * Whether the survey has a text for this key. Codes of a newer questionnaire are shown as they are, never left out.
   */
  readonly exists: (key: string) => boolean;
  readonly format: Format;
}

export function householdLines({ t, ...speaker }: Speaker, { household, others }: Held): Line[] {
  return [
    { term: t('rights:field.headName'), detail: household.headName || t('rights:empty') },
    { term: t('rights:field.address'), detail: household.address || t('rights:empty') },
    ...(household.cluster === '' ? [] : [{ term: t('rights:field.cluster'), detail: household.cluster }]),
    ...(household.hardship ? [{ term: t('rights:field.hardship'), detail: t('rights:yes') }] : []),
    ...answerLines({ t, ...speaker }, household),
    ...(others.visit > 0 ? [{ term: t('rights:field.visits'), detail: String(others.visit) }] : []),
    ...(others.aid > 0 ? [{ term: t('rights:field.aid'), detail: String(others.aid) }] : []),
    ...(others.remark > 0 ? [{ term: t('rights:field.remarks'), detail: String(others.remark) }] : []),
    ...(others.proposal > 0 ? [{ term: t('rights:field.proposals'), detail: String(others.proposal) }] : []),
    ...(others.tally > 0 ? [{ term: t('rights:field.tally'), detail: t('rights:yes') }] : []),
  ];
}

export function personLines({ t, exists, format }: Speaker, person: HeldPerson): Line[] {
  const sex =
    person.sex === 'female' || person.sex === 'male' || person.sex === 'other'
      ? t(`rights:sex.${person.sex}`)
      : undefined;
  return [
    {
      term: t('rights:field.birthYear'),
      detail: person.birthYear === undefined ? t('rights:empty') : String(person.birthYear),
    },
    ...(sex === undefined ? [] : [{ term: t('rights:field.sex'), detail: sex }]),
    { term: t('rights:field.living'), detail: t(`rights:living.${person.living}`) },
    ...answerLines({ t, exists, format }, person),
    { term: t('rights:field.consent'), detail: t(`consent:state.${person.consent}`) },
    ...person.consents.map((one) => ({
      term: t('rights:field.asked', { day: format.day(one.on) }),
      detail: [
        t(`consent:answer.${one.outcome}`),
        t(`consent:how.${one.how}`),
        ...(one.withdrawnOn === null ? [] : [t('rights:takenBack', { day: format.day(one.withdrawnOn) })]),
      ].join(', '),
    })),
  ];
}

function answerLines(speaker: Speaker, of: Parameters<typeof answersIn>[0]): Line[] {
  const { t, format } = speaker;
  return answersIn(of).map(([code, answer]) => ({
    term: wordIn(speaker, `short.${code}`, code),
    detail: [
      `${answerWords(speaker, code, answer)} (${t(`rights:by.${answer.by}`)}, ${format.day(answer.on)})`,
      ...[...(answer.was ?? [])]
        .reverse()
        .map((earlier) =>
          t('rights:earlier', { said: answerWords(speaker, code, earlier), day: format.day(earlier.on) }),
        ),
    ].join('; '),
  }));
}

const wordIn = ({ t, exists }: Speaker, key: string, fallback: string): string =>
  exists(key) ? (t as unknown as (key: string, options: { ns: string }) => string)(key, { ns: 'survey' }) : fallback;

function answerWords(speaker: Speaker, code: string, answer: Answer | Earlier): string {
  if ('na' in answer) return speaker.t(`rights:na.${answer.na}`);
  return [answer.v]
    .flat()
    .map((value) =>
      typeof value === 'string' ? wordIn(speaker, `q.${code}.${value}`, value) : speaker.format.number(value),
    )
    .join('; ');
}

/** "Vào mạng: hằng ngày"; an answer that was emptied, or that is of another shape, is named as such. */
export function saidIn(speaker: Speaker, code: string, value: unknown): string {
  const parsed = v.safeParse(answer, value);
  const words = parsed.success ? answerWords(speaker, code, parsed.output) : speaker.t('rights:empty');
  return `${wordIn(speaker, `short.${code}`, code)}: ${words}`;
}

/** The file that is read out or printed: plain lines, the same as on the screen. */
export function plainText(
  speaker: Speaker,
  held: Held,
  village: Area | undefined,
  made: string,
  past: readonly Line[] = [],
): string {
  const { t } = speaker;
  const lines = (of: readonly Line[]): string[] => of.map(({ term, detail }) => `${term}: ${detail}`);
  return [
    t('rights:file.title', { village: village ? fullName(village) : '' }),
    t('rights:file.made', { time: made }),
    '',
    ...lines(householdLines(speaker, held)),
    ...held.people.flatMap((person) => [
      '',
      person.name || t('rights:nameless'),
      ...lines(personLines(speaker, person)),
    ]),
    ...(past.length === 0 ? [] : ['', t('rights:past.title'), ...lines(past)]),
    '',
    t('rights:notHeld'),
    '',
  ].join('\r\n');
}

/** The file that another program reads: the rows as they are stored. */
export const machineFile = (held: Held, made: number, past: readonly PastChange[] = []): string =>
  JSON.stringify(
    {
      made: new Date(made).toISOString(),
      records: held.records.map(({ id, kind, fields }) => ({ id, kind, fields })),
      ...(past.length > 0 && { past }),
    },
    null,
    2,
  );

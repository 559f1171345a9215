import { dayWithSlashes } from '../../lib/day.ts';
import type { i18n, TFunction } from 'i18next';
import { useMemo } from 'react';
import * as v from 'valibot';
import { answer } from '../../domain/record/answer.ts';
import { questionOf } from '../../domain/merge/conflict.ts';
import type { Json } from '../../domain/record/json.ts';
import { DELETED, type RecordKind } from '../../domain/record/record.ts';
import { fullName } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone, type Phone } from '../../phone/hooks.ts';

/** Fields, values and writers in words; codes that this version does not know are shown as unknown. */
export interface Words {
  /** "Năm sinh", "Vào mạng" */
  readonly field: (field: string) => string;
  /** The question as it is asked, or what is being decided. */
  readonly ask: (field: string, kind: RecordKind, name: string) => string;
  readonly value: (field: string, value: Json) => string;
  /** "tự trả lời", for an answer. */
  readonly by: (field: string, value: Json) => string | undefined;
  /** "H’Lan, 22/11/2026 09:05" */
  readonly writer: (writer: { readonly device: Uuid; readonly time: number }) => string;
  readonly nameOf: (account: Uuid) => string | undefined;
  /** An option of the question a field answers. */
  readonly option: (field: string, code: string) => string;
  readonly unit: (field: string) => string | undefined;
}

export function useWords(): Words {
  const { t, i18n } = useTranslation(['review', 'survey']);
  const { format } = useLanguage();
  const phone = usePhone();
  return useMemo(() => createWords(t, i18n, phone, (millis) => format.time(millis)), [t, i18n, phone, format]);
}

type Texts = TFunction<['review', 'survey']>;
// Codes are data, so their keys are not known to the compiler; `exists` is asked first.
type SurveyKey = 'survey:unknown';

const fields = [
  'headName',
  'address',
  'cluster',
  'responsible',
  'outcome',
  'returnOn',
  'hardship',
  'household',
  'name',
  'birthYear',
  'sex',
  'living',
  'inTally',
] as const;
const values: Readonly<
  Record<
    string,
    Readonly<
      Record<string, 'here' | 'away' | 'moved' | 'died' | 'female' | 'male' | 'otherSex' | 'refused' | 'outcomeAway'>
    >
  >
> = {
  living: { here: 'here', away: 'away', moved: 'moved', died: 'died' },
  sex: { female: 'female', male: 'male', other: 'otherSex' },
  outcome: { refused: 'refused', away: 'outcomeAway' },
};

/** The choices of a field that has some, in order. */
export const valuesOf = (field: string): string[] => Object.keys(values[field] ?? {});

function createWords(t: Texts, i18n: i18n, { me, enrolment, village }: Phone, time: (millis: number) => string): Words {
  /** A text whose key follows from data; undefined where this version has none. */
  const known = (key: string, named?: { name: string; village: string }): string | undefined =>
    i18n.exists(key, { ns: ['survey'] }) ? t(key as SurveyKey, { ...named }) : undefined;
  const option = (field: string, code: string): string =>
    known(`survey:q.${questionOf({ field }) ?? ''}.${code}`) ?? code;
  const unit = (field: string): string | undefined => known(`survey:q.${questionOf({ field }) ?? ''}.unit`);
  const nameOf = (account: Uuid): string | undefined =>
    (me.team ?? []).find((member) => member.account === account)?.name;

  function ofField(field: string): string {
    const question = questionOf({ field });
    if (question !== undefined) return known(`survey:short.${question}`) ?? t('field.other');
    if (field === DELETED) return t('deletion.short');
    const own = fields.find((one) => one === field);
    return own ? t(`field.${own}`) : t('field.other');
  }

  function ask(field: string, kind: RecordKind, name: string): string {
    const question = questionOf({ field });
    if (question !== undefined)
      return known(`survey:q.${question}.ask`, { name, village: village ? fullName(village) : '' }) ?? t('field.other');
    if (field !== DELETED) return ofField(field);
    return kind === 'household' || kind === 'person' ? t(`deletion.${kind}`, { name }) : t('deletion.other');
  }

  function value(field: string, given: Json): string {
    if (field === DELETED) return given === true ? t('deletion.delete') : t('deletion.keep');
    if (given === null || given === '') return t('value.empty');
    if (questionOf({ field }) !== undefined) return answered(field, given);
    if (typeof given === 'boolean') return t(given ? 'value.yes' : 'value.no');
    if (typeof given === 'number') return String(given);
    if (typeof given !== 'string') return t('value.unreadable');
    const key = values[field]?.[given];
    if (key) return t(`value.${key}`);
    if (field === 'returnOn') return dayWithSlashes(given);
    return field === 'responsible' ? (nameOf(given) ?? t('writer.unknown')) : given;
  }

  function answered(field: string, given: Json): string {
    const read = v.safeParse(answer, given);
    if (!read.success) return t('value.unreadable');
    if ('na' in read.output) return t(`survey:${read.output.na}`);
    const said = read.output.v;
    if (typeof said === 'number') return [String(said), unit(field)].filter(Boolean).join(' ');
    return typeof said === 'string'
      ? option(field, said)
      : said.map((one) => option(field, one)).join(', ') || t('value.empty');
  }

  return {
    field: ofField,
    ask,
    value,
    by(field, given) {
      const read = questionOf({ field }) === undefined ? undefined : v.safeParse(answer, given);
      return read?.success ? t(`by.${read.output.by}`) : undefined;
    },
    writer({ device, time: at }) {
      const member = (me.team ?? []).find(({ devices }) => devices.includes(device));
      const isMe = device === enrolment || member?.account === me.account;
      return t('writer.at', { name: isMe ? t('writer.me') : (member?.name ?? t('writer.unknown')), time: time(at) });
    },
    nameOf,
    option,
    unit,
  };
}

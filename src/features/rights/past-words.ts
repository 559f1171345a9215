import { codeOfField } from '../../domain/record/answer.ts';
import type { PastChange } from '../../protocol/history.ts';
import type { Held } from './held.ts';
import { saidIn, type Line, type Speaker } from './words.ts';

/** What was written before, newest first: when and by whom, about whom, and which values. */
export function pastLines(speaker: Speaker, held: Held, changes: readonly PastChange[]): Line[] {
  return changes.flatMap((change): Line[] => {
    const said = valuesOf(speaker, change);
    if (said.length === 0) return [];
    return [
      {
        term: speaker.t('rights:past.when', { time: speaker.format.time(change.at), name: change.by }),
        detail: [subjectOf(speaker, held, change), ...said].join('; '),
      },
    ];
  });
}

function subjectOf({ t }: Speaker, { household, people }: Held, { record, kind, set }: PastChange): string {
  if (kind === 'household') return t('rights:household');
  const person = people.find(({ id }) => id === record || id === set['person']);
  const name = typeof set['name'] === 'string' ? set['name'] : person?.name;
  return name || (record === household.id ? t('rights:household') : t('rights:past.else'));
}

// Fields that hold ids, which say nothing to a household.
const ids = new Set(['household', 'responsible', 'person', 'saidBy', 'collector', 'record', 'about', 'text']);
const named = new Set(['name', 'headName', 'address', 'cluster', 'birthYear']);

function valuesOf(speaker: Speaker, { kind, set }: PastChange): string[] {
  const { t } = speaker;
  if (kind === 'consent') return consentWords(speaker, set);
  return Object.entries(set).flatMap(([field, value]): string[] => {
    if (ids.has(field)) return [];
    const code = codeOfField(field);
    if (code !== undefined) return [saidIn(speaker, code, value)];
    if (field === '$deleted') return [t(value === true ? 'rights:past.removed' : 'rights:past.back')];
    if (field === 'inTally') return value === true ? [t('rights:past.inTally')] : [];
    if (field === 'hardship')
      return [`${t('rights:field.hardship')}: ${t(value === true ? 'rights:yes' : 'rights:past.no')}`];
    if (field === 'living' && (value === 'here' || value === 'away' || value === 'moved' || value === 'died'))
      return [t(`rights:living.${value}`)];
    if (field === 'sex' && (value === 'female' || value === 'male' || value === 'other'))
      return [t(`rights:sex.${value}`)];
    const words =
      value === null || value === '' ? t('rights:empty') : typeof value === 'string' ? value : JSON.stringify(value);
    return [`${named.has(field) ? t(`rights:field.${field as 'name'}`) : field}: ${words}`];
  });
}

function consentWords({ t, format }: Speaker, set: PastChange['set']): string[] {
  const { outcome, withdrawnOn } = set;
  const said =
    outcome === 'yes' || outcome === 'no' || outcome === 'later'
      ? [`${t('rights:field.consent')}: ${t(`consent:answer.${outcome}`)}`]
      : [];
  return typeof withdrawnOn === 'string' ? [...said, t('rights:takenBack', { day: format.day(withdrawnOn) })] : said;
}

import { useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { addDays, isDay } from '../../../domain/day.ts';
import { isDeleted, type Fields } from '../../../domain/record.ts';
import { partners, sessionActions, sessionFields, sessionsOf, type Session } from '../../../domain/session.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone, useRecords, useToday } from '../../../sync/react.ts';
import type { PhoneRecord } from '../../../store/phone-store.ts';
import { Button, ChoiceList, ConfirmDialog, NumberField, Page, Skeleton, TextField } from '../../../ui/index.ts';
import type { SessionContent } from '../draft-content.ts';
import { FormPage } from '../FormPage.tsx';
import { HomeMissing } from '../HomeMissing.tsx';
import { shownBases } from '../home-change.ts';
import { surveyPaths } from '../paths.ts';
import { useDraftForm, useStoredForm, type StoredForm } from '../use-draft-form.ts';
import { useVillage } from '../use-survey.ts';
import { sessionFieldsOf } from './visit-change.ts';
import { guideIds, topicTitle } from './visit-words.ts';

/** A group session noted, or put right. Counts and topics; who came is nobody's row. */
export function SessionScreen() {
  const { session } = useParams();
  const { newId, home } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const topic = params.get('topic') ?? undefined;
  if (session === undefined) return <Navigate replace to={`${surveyPaths(home).session(made)}${topic === undefined ? '' : `?topic=${topic}`}`} />;
  return <KnownSession key={session} id={session} topic={topic} />;
}

function KnownSession({ id, topic }: { id: Uuid; topic: string | undefined }) {
  const { t } = useTranslation('common');
  const records = useRecords(useVillage());
  const today = useToday();
  const [stored, reload] = useStoredForm<SessionContent>(id, 'session');
  if (records.state === 'failed' || stored.state === 'failed' || stored.state === 'unreadable' || !isUuid(id)) return <HomeMissing state="failed" />;
  if (records.state === 'loading' || stored.state === 'loading') return <Page title={t('product')}><Skeleton rows={4} /></Page>;
  const record = records.value.find((one) => one.id === id && !isDeleted(one));
  const before = record && sessionsOf([record])[0];
  const start = stored.content ?? startOf(before, record, topic, today);
  return <SessionForm key={stored.round} id={id} before={before} start={start} stored={stored} onReload={reload} />;
}

const names = Object.keys(sessionFields) as (keyof typeof sessionFields)[];

function startOf(before: Session | undefined, record: PhoneRecord | undefined, topic: string | undefined, today: SessionContent['on']): SessionContent {
  const bases = record ? shownBases([...names, '$deleted'], record.id, () => record.bases) : {};
  if (before) return { form: 'session', showing: true, bases, on: before.on, topic: before.topic, heads: before.heads, partners: [...before.partners], wishes: [...before.wishes], note: before.note ?? '' };
  return { form: 'session', showing: true, bases, on: today, topic: topic !== undefined && topics.includes(topic) ? topic : null, heads: null, partners: [], wishes: [], note: '' };
}

const topics: readonly string[] = [...guideIds, ...sessionActions];
/** A session is noted on the day or soon after. */
const daysBack = 6;

type FormProps = { id: Uuid; before: Session | undefined; start: SessionContent; stored: Extract<StoredForm<SessionContent>, { state: 'ready' }>; onReload: () => void };

function SessionForm({ id, before, start, ...open }: FormProps) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { format } = useLanguage();
  const { home, me } = usePhone();
  const today = useToday();
  const [first] = useState(start);
  const form = useDraftForm<SessionContent>(id, first, open.stored.draft);
  const { content, change, finish } = form;
  const paths = surveyPaths(home);
  const recent = Array.from({ length: daysBack + 1 }, (_, i) => addDays(today, -i));
  const days = content.on === null || recent.includes(content.on) ? recent : [...recent, content.on];
  const noHeads = content.heads === null || content.heads === 0;
  const tooMany = (content.heads ?? 0) > 2000;
  const isWrong = content.topic === null || content.on === null || noHeads || tooMany;

  const save = () => {
    const { by, ...next } = sessionFieldsOf(content, me.account);
    // Only what is different: what nobody touched must not conflict with another member's correction.
    const known = before && ({ ...before } as unknown as Fields);
    const set = known ? Object.fromEntries(Object.entries(next).filter(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value))) : { ...next, by: by ?? null };
    return finish({ kind: 'session', record: id, set, bases: content.bases });
  };

  return (
    <FormPage {...open} form={form} title={t(before ? 'session.edit' : 'session.add')} out={paths.sessions} save={t('session.save')} isWrong={isWrong} onSave={save}>
      {(tried) => (
        <>
          <ChoiceList
            legend={t('session.topic')}
            value={content.topic}
            onChange={(topic) => change({ topic })}
            error={tried && content.topic === null ? t('survey:question.choose') : undefined}
            options={topics.map((topic) => ({ value: topic, label: topicTitle(t, topic) }))}
          />
          <ChoiceList legend={t('session.day')} value={content.on} onChange={(on) => change({ on: isDay(on) ? on : null })} options={days.map((on) => ({ value: on, label: on === today ? t('session.today') : format.weekday(on) }))} />
          <NumberField
            label={t('session.headsAsk')}
            value={content.heads}
            onChange={(heads) => change({ heads })}
            max={2000}
            unit={t('survey:tally.unit')}
            error={tried && (noHeads || tooMany) ? t('session.headsNeeded') : undefined}
          />
          <ChoiceList
            multiple
            legend={t('session.partners')}
            value={content.partners}
            onChange={(values) => change({ partners: partners.filter((one) => values.includes(one)) })}
            options={partners.map((one) => ({ value: one, label: t(`session.partner.${one}`) }))}
          />
          <ChoiceList multiple legend={t('session.wishes')} value={content.wishes} onChange={(wishes) => change({ wishes })} options={topics.map((topic) => ({ value: topic, label: topicTitle(t, topic) }))} />
          <TextField label={t('session.note')} hint={t('session.noteHint')} rows={3} value={content.note} onChange={(note) => change({ note })} maxLength={500} />
          {before && <RemoveSession onRemove={() => finish({ kind: 'session', record: id, set: { $deleted: true }, bases: content.bases })} />}
        </>
      )}
    </FormPage>
  );
}

function RemoveSession({ onRemove }: { onRemove: () => Promise<boolean> }) {
  const { t } = useTranslation('visits');
  const { home } = usePhone();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    if (await onRemove()) void navigate(surveyPaths(home).sessions, { replace: true });
    else setAsking(false);
  };
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>{t('session.remove')}</Button>
      <ConfirmDialog open={asking} danger title={t('session.removeTitle')} confirm={t('session.remove')} onConfirm={() => void remove()} onCancel={() => setAsking(false)}>
        <p>{t('session.removeText')}</p>
      </ConfirmDialog>
    </>
  );
}

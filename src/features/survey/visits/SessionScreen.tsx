import { useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Shown } from '../../../domain/record/edit.ts';
import { addDays, isDay } from '../../../lib/day.ts';
import { partners, sessionActions, sessionsOf } from '../../../domain/visits/session.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone, useRecordsOf, useToday } from '../../../phone/hooks.ts';
import { Button, ChoiceList, ConfirmDialog, NumberField, TextField, WithValueNow } from '../../../ui/index.ts';
import type { SessionContent } from '../drafts/draft-content.ts';
import { useVillage } from '../use-household.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { NotLoaded } from '../notices/NotLoaded.tsx';
import { shownBases } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useDraftForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { useRecordForm } from '../drafts/use-record-form.ts';
import { openEdit } from '../drafts/record-form.ts';
import { sessionChange, sessionForm, sessionShown, type SessionFields } from '../changes/session-form.ts';
import { guideIds, topicTitle } from './visit-words.ts';

/** Notes or corrects a group session. Counts and topics; nobody is named. */
export function SessionScreen() {
  const { session } = useParams();
  const { newId, basePath } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const topic = params.get('topic') ?? undefined;
  if (session === undefined) return <Navigate replace to={addressesBelow(basePath).session(made, topic)} />;
  return <KnownSession key={session} id={session} topic={topic} />;
}

const kinds = ['session'] as const;

function KnownSession({ id, topic }: { id: Uuid; topic: string | undefined }) {
  const today = useToday();
  const opened = useRecordForm<SessionContent>(useRecordsOf(useVillage(), kinds), id, 'session');
  if (opened.state !== 'ready') return <NotLoaded state={opened.state} />;
  const { record, stored, reload } = opened;
  const session = record && sessionsOf([record])[0];
  const now =
    session &&
    sessionShown(
      session,
      shownBases(shownFields, id, () => record.bases),
    );
  const start = stored.content ?? startOf(now, topic, today);
  return <SessionForm key={stored.round} id={id} now={now} start={start} stored={stored} onReload={reload} />;
}

const shownFields = [...Object.values(sessionForm.fields), '$deleted'];

function startOf(
  now: Shown<SessionFields> | undefined,
  topic: string | undefined,
  today: SessionContent['on'],
): SessionContent {
  if (now) return { form: 'session', showing: true, bases: now.bases, opened: now.values, ...now.values };
  return {
    form: 'session',
    showing: true,
    bases: {},
    on: today,
    topic: topic !== undefined && topics.includes(topic) ? topic : null,
    heads: null,
    partners: [],
    wishes: [],
    note: '',
  };
}

const topics: readonly string[] = [...guideIds, ...sessionActions];
/** A session is noted on the day or soon after. */
const daysBack = 6;

type FormProps = {
  id: Uuid;
  now: Shown<SessionFields> | undefined;
  start: SessionContent;
  stored: Extract<StoredForm<SessionContent>, { state: 'ready' }>;
  onReload: () => void;
};

function SessionForm({ id, now, start, ...open }: FormProps) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { format } = useLanguage();
  const { basePath, me } = usePhone();
  const today = useToday();
  const [first] = useState(start);
  const form = useDraftForm<SessionContent>(id, first, open.stored.draft);
  const { content, finish } = form;
  const { values, elsewhere, change, take } = openEdit(sessionForm, form, now);
  const paths = addressesBelow(basePath);
  const recent = Array.from({ length: daysBack + 1 }, (_, i) => addDays(today, -i));
  const days = values.on === null || recent.includes(values.on) ? recent : [...recent, values.on];
  const noHeads = !Number.isInteger(values.heads) || values.heads === 0;
  const tooMany = (values.heads ?? 0) > 2000;
  const isWrong = values.topic === null || values.on === null || noHeads || tooMany;

  return (
    <FormPage
      {...open}
      form={form}
      title={t(now ? 'session.edit' : 'session.add')}
      out={paths.sessions}
      save={t('session.save')}
      isWrong={isWrong}
      onSave={() => finish(sessionChange(id, content, now, me.account))}
    >
      {(tried) => (
        <>
          <WithValueNow now={elsewhere.topic ? topicTitle(t, elsewhere.topic) : undefined} onTake={() => take('topic')}>
            <ChoiceList
              legend={t('session.topic')}
              value={values.topic}
              onChange={(topic) => change({ topic })}
              error={tried && values.topic === null ? t('survey:question.choose') : undefined}
              options={topics.map((topic) => ({ value: topic, label: topicTitle(t, topic) }))}
            />
          </WithValueNow>
          <WithValueNow now={elsewhere.on ? format.weekday(elsewhere.on) : undefined} onTake={() => take('on')}>
            <ChoiceList
              legend={t('session.day')}
              value={values.on}
              onChange={(on) => change({ on: isDay(on) ? on : null })}
              options={days.map((on) => ({ value: on, label: on === today ? t('session.today') : format.weekday(on) }))}
            />
          </WithValueNow>
          <WithValueNow now={elsewhere.heads?.toString()} onTake={() => take('heads')}>
            <NumberField
              label={t('session.headsAsk')}
              value={values.heads}
              onChange={(heads) => change({ heads })}
              max={2000}
              unit={t('survey:tally.unit')}
              error={tried && (noHeads || tooMany) ? t('session.headsNeeded') : undefined}
            />
          </WithValueNow>
          <WithValueNow
            now={elsewhere.partners?.map((one) => t(`session.partner.${one}`)).join(', ')}
            onTake={() => take('partners')}
          >
            <ChoiceList
              multiple
              legend={t('session.partners')}
              value={values.partners}
              onChange={(chosen) => change({ partners: partners.filter((one) => chosen.includes(one)) })}
              options={partners.map((one) => ({ value: one, label: t(`session.partner.${one}`) }))}
            />
          </WithValueNow>
          <WithValueNow
            now={elsewhere.wishes?.map((one) => topicTitle(t, one)).join(', ')}
            onTake={() => take('wishes')}
          >
            <ChoiceList
              multiple
              legend={t('session.wishes')}
              value={values.wishes}
              onChange={(wishes) => change({ wishes })}
              options={topics.map((topic) => ({ value: topic, label: topicTitle(t, topic) }))}
            />
          </WithValueNow>
          <WithValueNow now={elsewhere.note} onTake={() => take('note')}>
            <TextField
              label={t('session.note')}
              hint={t('session.noteHint')}
              rows={3}
              value={values.note}
              onChange={(note) => change({ note })}
              maxLength={500}
            />
          </WithValueNow>
          {now && (
            <RemoveSession
              onRemove={() => finish({ kind: 'session', record: id, set: { $deleted: true }, bases: now.bases })}
            />
          )}
        </>
      )}
    </FormPage>
  );
}

function RemoveSession({ onRemove }: { onRemove: () => Promise<boolean> }) {
  const { t } = useTranslation('visits');
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    if (await onRemove()) void navigate(addressesBelow(basePath).sessions, { replace: true });
    else setAsking(false);
  };
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t('session.remove')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('session.removeTitle')}
        confirm={t('session.remove')}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('session.removeText')}</p>
      </ConfirmDialog>
    </>
  );
}

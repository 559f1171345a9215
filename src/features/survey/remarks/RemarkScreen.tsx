import { useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import type { Shown } from '../../../domain/record/edit.ts';
import { longestRemark, remarksOf } from '../../../domain/work/remark.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { householdIn, useHouseholdRecords, usePhone, useToday } from '../../../phone/hooks.ts';
import { TextField, WithValueNow } from '../../../ui/index.ts';
import { shownBases } from '../changes/household-changes.ts';
import { remarkChange, remarkForm, remarkShown, type RemarkFields } from '../changes/remark-form.ts';
import type { RemarkContent } from '../drafts/draft-content.ts';
import { openEdit } from '../drafts/record-form.ts';
import { useDraftForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { useRecordForm } from '../drafts/use-record-form.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { NotLoaded } from '../notices/NotLoaded.tsx';
import { useVillage } from '../use-household.ts';

/** Sends a household's form back with a remark, or answers one. */
export function RemarkScreen() {
  const { remark } = useParams();
  const { newId, basePath } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const household = params.get('household') ?? '';
  if (!isUuid(household)) return <HouseholdMissing state="notFound" />;
  if (remark === undefined) return <Navigate replace to={addressesBelow(basePath).remark(made, household)} />;
  return <KnownRemark key={remark} id={remark} household={household} />;
}

const shownFields = ['text', 'answer', 'answeredOn', 'answeredBy', '$deleted'];

function KnownRemark({ id, household }: { id: Uuid; household: Uuid }) {
  const opened = useRecordForm<RemarkContent>(useHouseholdRecords(useVillage(), household), id, 'remark');
  if (opened.state !== 'ready') return <NotLoaded state={opened.state} />;
  const { records, record, stored, reload } = opened;
  const remark = record && remarksOf([record])[0];
  const now =
    remark &&
    remarkShown(
      remark,
      shownBases(shownFields, id, () => record.bases),
    );
  const start = stored.content ?? startOf(now, household);
  const context = householdIn(records)?.headName;
  return <RemarkForm key={stored.round} id={id} now={now} {...{ start, context, stored }} onReload={reload} />;
}

function startOf(now: Shown<RemarkFields> | undefined, household: Uuid): RemarkContent {
  const common = { form: 'remark' as const, showing: true, household };
  if (now) return { ...common, bases: now.bases, opened: { ...now.values }, ...now.values };
  return { ...common, bases: {}, text: '', answer: '' };
}

interface FormProps {
  readonly id: Uuid;
  readonly now: Shown<RemarkFields> | undefined;
  readonly start: RemarkContent;
  readonly context: string | undefined;
  readonly stored: Extract<StoredForm<RemarkContent>, { state: 'ready' }>;
  readonly onReload: () => void;
}

function RemarkForm({ id, now, start, context, ...open }: FormProps) {
  const { t } = useTranslation('survey');
  const { basePath, me } = usePhone();
  const today = useToday();
  const [first] = useState(start);
  const form = useDraftForm<RemarkContent>(id, first, open.stored.draft);
  const { content, finish } = form;
  const { values, elsewhere, change, take } = openEdit(remarkForm, form, now);
  const answers = now !== undefined;
  const isEmpty = (answers ? values.answer : values.text).trim() === '';
  return (
    <FormPage
      {...open}
      form={form}
      title={t(answers ? 'remark.answerTitle' : 'remark.title')}
      context={context}
      intro={answers ? <p>{values.text}</p> : <p>{t('remark.intro')}</p>}
      out={addressesBelow(basePath).household(content.household)}
      save={t(answers ? 'remark.sendAnswer' : 'remark.send')}
      isWrong={isEmpty}
      onSave={() => finish(remarkChange(id, content, now, { account: me.account, today }))}
    >
      {(tried) =>
        answers ? (
          <WithValueNow now={elsewhere.answer} onTake={() => take('answer')}>
            <TextField
              label={t('remark.answer')}
              hint={t('remark.answerHint')}
              rows={4}
              value={values.answer}
              onChange={(answer) => change({ answer })}
              maxLength={longestRemark}
              error={tried && isEmpty ? t('remark.answerNeeded') : undefined}
            />
          </WithValueNow>
        ) : (
          <TextField
            label={t('remark.text')}
            hint={t('remark.textHint')}
            rows={4}
            value={values.text}
            onChange={(text) => change({ text })}
            maxLength={longestRemark}
            error={tried && isEmpty ? t('remark.textNeeded') : undefined}
          />
        )
      }
    </FormPage>
  );
}

import { useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import type { Shown } from '../../../domain/record/edit.ts';
import {
  hasLongNumber,
  longestProposal,
  proposalCategories,
  proposalsOf,
  proposalState,
  type Proposal,
} from '../../../domain/village/proposal.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useRecordsOf, useToday } from '../../../phone/hooks.ts';
import { ChoiceList, TextField, WithValueNow } from '../../../ui/index.ts';
import { shownBases } from '../changes/household-changes.ts';
import { proposalChange, proposalForm, proposalShown, type ProposalFields } from '../changes/proposal-form.ts';
import type { ProposalContent } from '../drafts/draft-content.ts';
import { openEdit } from '../drafts/record-form.ts';
import { useDraftForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { useRecordForm } from '../drafts/use-record-form.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { NotLoaded } from '../notices/NotLoaded.tsx';
import { useVillage } from '../use-household.ts';
import { ProposalSteps } from './ProposalSteps.tsx';

/** Notes or corrects a proposal; shows how far it has come; lead and head send it on or answer it. */
export function ProposalScreen() {
  const { proposal } = useParams();
  const { newId, basePath } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const household = params.get('household') ?? undefined;
  if (proposal === undefined) return <Navigate replace to={addressesBelow(basePath).proposal(made, household)} />;
  return <KnownProposal key={proposal} id={proposal} household={household} />;
}

const kinds = ['proposal'] as const;
const shownFields = ['category', 'place', 'text', 'answer', 'answeredOn', 'answeredBy', '$deleted'];

function KnownProposal({ id, household }: { id: Uuid; household: string | undefined }) {
  const opened = useRecordForm<ProposalContent>(useRecordsOf(useVillage(), kinds), id, 'proposal');
  if (opened.state !== 'ready') return <NotLoaded state={opened.state} />;
  const { record, stored, reload } = opened;
  const proposal = record && proposalsOf([record])[0];
  const now =
    proposal &&
    proposalShown(
      proposal,
      shownBases(shownFields, id, () => record.bases),
    );
  const start = stored.content ?? startOf(now, isUuid(household) ? household : null);
  const shown = { id, proposal, bases: record?.bases ?? {}, now, start };
  return <ProposalForm key={stored.round} {...shown} stored={stored} onReload={reload} />;
}

function startOf(now: Shown<ProposalFields> | undefined, household: Uuid | null): ProposalContent {
  const common = { form: 'proposal' as const, showing: true, household };
  if (now) return { ...common, bases: now.bases, opened: { ...now.values }, ...now.values };
  return { ...common, bases: {}, category: null, place: '', text: '', answer: '' };
}

interface FormProps {
  readonly id: Uuid;
  readonly proposal: Proposal | undefined;
  readonly bases: Shown<ProposalFields>['bases'];
  readonly now: Shown<ProposalFields> | undefined;
  readonly start: ProposalContent;
  readonly stored: Extract<StoredForm<ProposalContent>, { state: 'ready' }>;
  readonly onReload: () => void;
}

function ProposalForm({ id, proposal, bases, now, start, ...open }: FormProps) {
  const { t } = useTranslation(['proposals', 'survey']);
  const { basePath, me, role } = usePhone();
  const today = useToday();
  const [first] = useState(start);
  const form = useDraftForm<ProposalContent>(id, first, open.stored.draft);
  const { content, finish } = form;
  const { values, elsewhere, change, take } = openEdit(proposalForm, form, now);
  const noCategory = values.category === null;
  const numbers = { text: hasLongNumber(values.text), answer: hasLongNumber(values.answer) };
  // The commune's answer stays the commune's.
  const mayAnswer = proposal !== undefined && role !== 'member' && proposal.answeredBy !== 'commune';
  return (
    <FormPage
      {...open}
      form={form}
      title={t(now ? 'edit' : 'add')}
      intro={<p>{t('rule')}</p>}
      out={addressesBelow(basePath).proposals}
      save={t('save')}
      isWrong={noCategory || numbers.text || numbers.answer}
      onSave={() => finish(proposalChange(id, content, now, { account: me.account, today }))}
    >
      {(tried) => (
        <>
          {proposal && <ProposalSteps proposal={proposal} bases={bases} state={proposalState(proposal)} />}
          <WithValueNow
            now={elsewhere.category ? t(`category.${elsewhere.category}`) : undefined}
            onTake={() => take('category')}
          >
            <ChoiceList
              legend={t('category.ask')}
              value={values.category}
              onChange={(category) => change({ category: proposalCategories.find((one) => one === category) ?? null })}
              error={tried && noCategory ? t('survey:question.choose') : undefined}
              options={proposalCategories.map((value) => ({ value, label: t(`category.${value}`) }))}
            />
          </WithValueNow>
          <WithValueNow now={elsewhere.place} onTake={() => take('place')}>
            <TextField
              label={t('place')}
              hint={t('placeHint')}
              value={values.place}
              onChange={(place) => change({ place })}
              maxLength={120}
            />
          </WithValueNow>
          <WithValueNow now={elsewhere.text} onTake={() => take('text')}>
            <TextField
              label={t('text')}
              rows={4}
              value={values.text}
              onChange={(text) => change({ text })}
              maxLength={longestProposal}
              error={numbers.text ? t('noNumbers') : undefined}
            />
          </WithValueNow>
          {mayAnswer && (
            <WithValueNow now={elsewhere.answer} onTake={() => take('answer')}>
              <TextField
                label={t('answerOfVillage')}
                hint={t('answerHint')}
                rows={3}
                value={values.answer}
                onChange={(answer) => change({ answer })}
                maxLength={longestProposal}
                error={numbers.answer ? t('noNumbers') : undefined}
              />
            </WithValueNow>
          )}
        </>
      )}
    </FormPage>
  );
}

import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { titleName } from '../../domain/access/area.ts';
import type { Day } from '../../lib/day.ts';
import { campaignState, type VersionedCampaign } from '../../domain/campaign/campaign.ts';
import { changeEdit, seenIn, takeNow, viewEdit, type Edit } from '../../domain/record/edit.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useCampaigns, type Campaigns } from '../../phone/campaigns.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import { saveOnTop } from '../../phone/save-on-top.ts';
import { campaignAnswer, type CampaignAnswer } from '../../protocol/campaign.ts';
import type { Asked } from '../../sync/index.ts';
import { EmptyState, Form, Notice, Page, SaveButton, Skeleton } from '../../ui/index.ts';
import { CampaignFields } from './CampaignFields.tsx';
import {
  campaignFields,
  campaignTyped,
  shownCampaign,
  shownNew,
  wholeCampaign,
  type CampaignFieldProblem,
  type CampaignTyped,
} from './campaign-form.ts';
import { communesOf } from './areas-by-name.ts';

/** A new campaign, or one to be changed. */
export function CampaignFormScreen() {
  const { t } = useTranslation('campaigns');
  const { basePath } = usePhone();
  const { campaign } = useParams();
  const campaigns = useCampaigns();
  const refused = useRefusalWords();
  const paths = addressesBelow(basePath);
  const found = campaigns.all?.find(({ id }) => id === campaign);
  if (campaign === undefined || found)
    return <CampaignForm key={found?.id ?? 'new'} before={found} campaigns={campaigns} />;
  return (
    <Page title={t('edit')} back={{ href: paths.campaigns }}>
      {campaigns.refusal && <Notice announce title={t('one.offline')} {...refused(campaigns.refusal)} />}
      {!campaigns.all && !campaigns.problem && <Skeleton rows={5} />}
      {campaigns.all && <EmptyState title={t('one.gone')}>{t('one.goneNext')}</EmptyState>}
    </Page>
  );
}

type SavedCampaign = CampaignAnswer & { readonly meanwhile?: true };

type SaveState = 'idle' | 'saving' | 'failed' | 'wrong' | NonNullable<CampaignAnswer['refused']>;

function CampaignForm({ before, campaigns }: { before: VersionedCampaign | undefined; campaigns: Campaigns }) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const { server, newId, basePath, me } = usePhone();
  const navigate = useNavigate();
  const today = useToday();
  const communes = communesOf(me);
  const [id] = useState(() => before?.id ?? newId());
  const dayInWords = (day: Day): string => format.day(day);
  const [blank] = useState(() => shownNew(communes[0]?.id ?? '', today, dayInWords));
  const now = before ? shownCampaign(before, dayInWords) : blank;
  const [edit, setEdit] = useState<Edit<CampaignTyped>>(() => ({ ...now, opened: now.values }));
  const { values: typed, elsewhere } = viewEdit(edit, now, campaignFields);
  const [state, setState] = useState<SaveState>('idle');
  const [problems, setProblems] = useState<readonly CampaignFieldProblem[]>([]);
  const paths = addressesBelow(basePath);
  const back = before ? paths.campaign(before.id) : paths.campaigns;
  const hasBegun = before !== undefined && campaignState(before, today) === 'running';

  const save = async (): Promise<void> => {
    const wanted = campaignTyped(id, typed, today, hasBegun);
    if (!('id' in wanted)) {
      setProblems(wanted);
      return setState('wrong');
    }
    setProblems([]);
    setState('saving');
    let refusedLast: Asked<SavedCampaign> | undefined;
    const outcome = await saveOnTop({
      edit,
      now,
      fields: campaignFields,
      send: async ({ values }, { bases }) => {
        // What others changed beside it is sent back as they left it; where it fits no more, the person looks first.
        const next = campaignTyped(id, values, today, hasBegun);
        if (!('id' in next) && refusedLast) return refusedLast;
        const body = { campaign: next, seen: seenIn(bases, wholeCampaign) };
        const reply = await server.post('campaigns', body, campaignAnswer);
        campaigns.take(reply);
        if (reply.kind !== 'ok') return reply;
        const isLate = reply.value.refused === 'meanwhile';
        const answer: Asked<SavedCampaign> = {
          ...reply,
          value: { ...reply.value, ...(isLate && { meanwhile: true }) },
        };
        return isLate ? (refusedLast = answer) : answer;
      },
      read: (answer) => {
        const found = answer.campaigns.find((one) => one.id === id);
        return found ? shownCampaign(found, dayInWords) : now;
      },
    });
    if ('refusal' in outcome) return setState('failed');
    const { refused } = outcome.answer;
    if (!refused) return void navigate(paths.campaign(id), { replace: true });
    setState(refused);
  };
  return (
    <Page
      title={t(before ? 'edit' : 'new')}
      back={{ href: back }}
      {...(communes.length === 1 && { context: titleName(communes[0]!) })}
      action={
        <SaveButton form="campaign" busy={state === 'saving' ? t('form.saving') : undefined}>
          {t('form.save')}
        </SaveButton>
      }
    >
      <Form id="campaign" busy={state === 'saving'} onSave={save}>
        <SaveProblem state={state} refusal={campaigns.refusal} />
        {hasBegun && <Notice kind="info" title={t('form.kept')} />}
        <CampaignFields
          typed={typed}
          problems={problems}
          hasBegun={hasBegun}
          communes={before ? [] : communes}
          onChange={(part) => {
            setEdit((last) => changeEdit(last, part, now, campaignFields));
            if (state !== 'saving') setState('idle');
          }}
          elsewhere={elsewhere}
          onTake={(part) => setEdit((last) => takeNow(last, part, now, campaignFields))}
        />
      </Form>
    </Page>
  );
}

function SaveProblem({ state, refusal = 'other' }: { state: SaveState; refusal: Refusal | undefined }) {
  const { t } = useTranslation('campaigns');
  const refused = useRefusalWords();
  if (state === 'idle' || state === 'saving') return null;
  if (state === 'wrong') return <Notice kind="warning" announce="answer" title={t('form.wrong.title')} />;
  if (state === 'failed') return <Notice announce="answer" title={t('form.failed')} {...refused(refusal)} />;
  return <Notice kind="warning" announce="answer" title={t(`form.refused.${state}`)} />;
}

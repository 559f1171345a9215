import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { titleName } from '../../domain/access/area.ts';
import type { Day } from '../../lib/day.ts';
import { campaignState, type VersionedCampaign } from '../../domain/campaign/campaign.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useCampaigns, type Campaigns } from '../../phone/campaigns.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import { campaignAnswer, type CampaignAnswer } from '../../protocol/campaign.ts';
import { EmptyState, Form, Notice, Page, SaveButton, Skeleton } from '../../ui/index.ts';
import { CampaignFields } from './CampaignFields.tsx';
import { campaignTyped, newTyped, typedOf, type CampaignFieldProblem } from './campaign-form.ts';
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
  const [typed, setTyped] = useState(() =>
    before ? typedOf(before, dayInWords) : newTyped(communes[0]?.id ?? '', today, dayInWords),
  );
  const [state, setState] = useState<SaveState>('idle');
  const [problems, setProblems] = useState<readonly CampaignFieldProblem[]>([]);
  // What was typed was typed over this version; refused because of a later one, the next try is over that.
  const [seen, setSeen] = useState(before?.version ?? 0);
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
    const answer = campaigns.take(await server.post('campaigns', { campaign: wanted, seen }, campaignAnswer));
    if (!answer) return setState('failed');
    if (!answer.refused) return void navigate(paths.campaign(id), { replace: true });
    setSeen(answer.campaigns.find((one) => one.id === id)?.version ?? 0);
    setState(answer.refused);
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
            setTyped((now) => ({ ...now, ...part }));
            if (state !== 'saving') setState('idle');
          }}
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

import { useState } from 'react';
import { CircleStop, Undo2 } from 'lucide-react';
import { campaignState, type Campaign, type HowClosed } from '../../domain/campaign/campaign.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Campaigns } from '../../phone/campaigns.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { refusalOf, useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import { campaignAnswer } from '../../protocol/campaign.ts';
import { Button, ConfirmDialog, Notice, Stack } from '../../ui/index.ts';

const names = { ended: 'end', withdrawn: 'withdraw' } as const;

/** Ends a campaign early, or withdraws one that should not have been; both stay in the list. */
export function CloseCampaign({ campaign, take }: { campaign: Campaign; take: Campaigns['take'] }) {
  const { t } = useTranslation('campaigns');
  const { server } = usePhone();
  const state = campaignState(campaign, useToday());
  const [asked, setAsked] = useState<HowClosed>();
  const refused = useRefusalWords();
  const [problem, setProblem] = useState<'over' | { readonly refusal: Refusal }>();
  const name = names[asked ?? 'ended'];
  const close = async (how: HowClosed): Promise<void> => {
    setAsked(undefined);
    const reply = await server.post('campaigns/close', { id: campaign.id, how }, campaignAnswer);
    const answer = take(reply);
    if (reply.kind !== 'ok') return setProblem({ refusal: refusalOf(reply) });
    setProblem(answer?.refused && 'over');
  };
  if (state === 'withdrawn') return null;
  return (
    <Stack>
      {typeof problem === 'object' && <Notice announce title={t('one.failed')} {...refused(problem.refusal)} />}
      {problem === 'over' && <Notice kind="info" announce title={t('one.closedMeanwhile')} />}
      {state === 'running' && (
        <Button icon={CircleStop} onClick={() => setAsked('ended')}>
          {t('one.end')}
        </Button>
      )}
      <Button icon={Undo2} variant="quiet" onClick={() => setAsked('withdrawn')}>
        {t('one.withdraw')}
      </Button>
      <ConfirmDialog
        open={asked !== undefined}
        title={t(`one.${name}Ask`)}
        confirm={t(`one.${name}`)}
        cancel={t('one.cancel')}
        onConfirm={() => void (asked && close(asked))}
        onCancel={() => setAsked(undefined)}
      >
        {t(`one.${name}Next`)}
      </ConfirmDialog>
    </Stack>
  );
}

import { useState } from 'react';
import { Send } from 'lucide-react';
import type { Bases } from '../../../domain/record/edit.ts';
import type { Proposal, ProposalState } from '../../../domain/village/proposal.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import type { Change } from '../../../store/phone-store.ts';
import { Button, ConfirmDialog, Facts, Stack, TextLink } from '../../../ui/index.ts';
import { sending, telling } from '../changes/proposal-form.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';

interface StepsProps {
  readonly proposal: Proposal;
  readonly bases: Bases;
  readonly state: ProposalState;
}

/** How far a proposal has come, and the one step that is next. */
export function ProposalSteps({ proposal, bases, state }: StepsProps) {
  const { t } = useTranslation('proposals');
  const { format } = useLanguage();
  const { me, role, basePath } = usePhone();
  const today = useToday();
  const { problem, busy, save } = useSubmit();
  const { id, raisedOn, sentOn, answer, answeredOn, answeredBy, toldOn, household } = proposal;
  const writer = { account: me.account, today };
  const [last, setLast] = useState<Change['set']>({});
  const write = (set: Change['set']): void => {
    setLast(set);
    void save([{ kind: 'proposal', record: id, set, bases }]);
  };
  const mayForward = role !== 'member';
  return (
    <Stack>
      <Facts
        items={[
          { term: t('step.raised'), detail: format.day(raisedOn) },
          ...(sentOn ? [{ term: t('step.sent'), detail: format.day(sentOn) }] : []),
          ...(answeredOn
            ? [
                {
                  term: t(answeredBy === 'commune' ? 'step.answeredByCommune' : 'step.answered'),
                  detail: `${format.day(answeredOn)}: ${answer ?? ''}`,
                },
              ]
            : []),
          ...(toldOn ? [{ term: t('step.told'), detail: format.day(toldOn) }] : []),
        ]}
      />
      {problem && <SaveProblemNotice problem={problem} onRetry={() => write(last)} />}
      {state === 'raised' && mayForward && (
        <Button icon={Send} busy={busy ? t('saving') : undefined} onClick={() => write(sending(writer))}>
          {t('send')}
        </Button>
      )}
      {state === 'raised' && <Remove onRemove={() => write({ $deleted: true })} />}
      {state === 'raised' && !mayForward && <p>{t('waitsForHead')}</p>}
      {state === 'sent' && <p>{t('waitsForCommune')}</p>}
      {state === 'answered' && (
        <Button busy={busy ? t('saving') : undefined} onClick={() => write(telling(writer))}>
          {t('told')}
        </Button>
      )}
      {household !== null && (
        <TextLink href={addressesBelow(basePath).household(household)}>{t('openHousehold')}</TextLink>
      )}
    </Stack>
  );
}

/** One that was noted by mistake; what was sent to the commune stays. */
function Remove({ onRemove }: { onRemove: () => void }) {
  const { t } = useTranslation('proposals');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('removeAsk')}
        confirm={t('remove')}
        onConfirm={onRemove}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}

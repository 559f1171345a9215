import { proposalsOf, proposalState } from '../../../domain/village/proposal.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholdRecords, usePhone, useToday } from '../../../phone/hooks.ts';
import { Button, Notice, Stack } from '../../../ui/index.ts';
import { telling } from '../changes/proposal-form.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import { useVillage } from '../use-household.ts';

/** On a household's page: what was answered to its proposals, until somebody has told it. */
export function AnsweredProposals({ household }: { household: Uuid }) {
  const { t } = useTranslation('survey');
  const { me } = usePhone();
  const today = useToday();
  const records = useHouseholdRecords(useVillage(), household);
  const { problem, busy, save } = useSubmit();
  if (records.state !== 'ready') return null;
  const answered = proposalsOf(records.value).filter((one) => proposalState(one) === 'answered');
  const tell = (id: Uuid): void => {
    const bases = records.value.find((one) => one.id === id)?.bases ?? {};
    void save([{ kind: 'proposal', record: id, set: telling({ account: me.account, today }), bases }]);
  };
  return (
    <>
      {answered.map(({ id, answer }) => (
        <Stack key={id}>
          {problem && <SaveProblemNotice problem={problem} onRetry={() => tell(id)} />}
          <Notice
            kind="info"
            title={t('household.answered.title')}
            next={t('household.answered.next', { answer: answer ?? '' })}
            action={
              <Button busy={busy ? t('household.answered.told') : undefined} onClick={() => tell(id)}>
                {t('household.answered.told')}
              </Button>
            }
          />
        </Stack>
      ))}
    </>
  );
}

import { Plus } from 'lucide-react';
import type { SummarisedWork, WorkReason } from '../../../domain/work/why-visit.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { Draft } from '../../../store/phone-store.ts';
import { LinkButton } from '../../../ui/index.ts';

const wordsFor = { promised: 'today.keepPromise', campaign: 'today.campaignNext' } as Readonly<
  Partial<Record<WorkReason, 'today.keepPromise' | 'today.campaignNext'>>
>;

/** The day's main action: the open survey, else the day's first work, else adding a household. */
export function MainAction({ survey, next }: { survey: Draft | undefined; next: SummarisedWork | undefined }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const paths = addressesBelow(basePath);
  if (survey)
    return (
      <LinkButton variant="primary" block href={paths.survey(survey.id)}>
        {t('today.resume')}
      </LinkButton>
    );
  const recheck = next?.reasons[0] === 'recheck' ? next.rechecks[0] : undefined;
  if (recheck)
    return (
      <LinkButton variant="primary" block href={paths.recheck(recheck.id, recheck.household)}>
        {t('today.lookAgain')}
      </LinkButton>
    );
  if (next?.reasons[0] === 'coach')
    return (
      <LinkButton variant="primary" block href={paths.help(next.household.id)}>
        {t('today.showNext')}
      </LinkButton>
    );
  if (next)
    return (
      <LinkButton variant="primary" block href={paths.household(next.household.id)}>
        {t(wordsFor[next.reasons[0] ?? 'survey'] ?? 'today.askNext')}
      </LinkButton>
    );
  return (
    <LinkButton variant="primary" block icon={Plus} href={paths.newHousehold}>
      {t('today.add')}
    </LinkButton>
  );
}

import { recentVisits } from '../../../domain/visits/recent-visits.ts';
import { recheckDay, visitState } from '../../../domain/visits/visit.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Notice } from '../../../ui/index.ts';
import { useHouseholdVisits } from './use-visits.ts';

type Props = {
  household: Uuid;
  today: Day;
  nameOf: (person: Uuid) => string;
  /** The people who are asked. */
  people: readonly Uuid[];
  /** Codes of the questions that they are asked. */
  codes: readonly string[];
};

/**
 * Visits about these questions whose re-check is still to come. An answer given here counts at once as a correction,
 * while what somebody has learned belongs to the re-check. The answer stays possible, because a wrong entry must be
 * put right.
 */
export function RecentVisitNotice({ household, today, nameOf, people, codes }: Props) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const shown = recentVisits(useHouseholdVisits(household), people, codes, today);
  if (shown.length === 0) return null;
  const [first, ...others] = shown.map((visit) =>
    t(visitState(visit, today) === 'due' ? 'recentVisit.due' : 'recentVisit.wait', {
      name: nameOf(visit.person ?? ''),
      day: format.day(visit.on),
      again: format.day(recheckDay(visit.on)),
    }),
  );
  return (
    <Notice kind="info" title={first ?? ''}>
      {others.map((line) => (
        <p key={line}>
          <b>{line}</b>
        </p>
      ))}
      <p>{t('recentVisit.means')}</p>
    </Notice>
  );
}

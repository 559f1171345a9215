import { shownOfLate } from '../../../domain/just-shown.ts';
import { recheckDay, visitState } from '../../../domain/visit.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { SurveyActions } from '../use-survey-actions.ts';
import { useHomeVisits } from './use-visits.ts';

type Props = { actions: Pick<SurveyActions, 'sheet' | 'nameOf'>; people: readonly Uuid[]; codes: readonly string[] };

/**
 * Who was shown this of late and not looked at since: an answer given here is a correction that counts at once, and what
 * somebody has learned belongs to the re-check. Said and not forbidden, for a wrong entry must be put right.
 */
export function JustShown({ actions: { sheet, nameOf }, people, codes }: Props) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const shown = shownOfLate(useHomeVisits(sheet.household.id), people, codes, sheet.today);
  if (shown.length === 0) return null;
  const [first, ...others] = shown.map((visit) =>
    t(visitState(visit, sheet.today) === 'due' ? 'justShown.due' : 'justShown.wait', { name: nameOf(visit.person ?? ''), day: format.day(visit.on), again: format.day(recheckDay(visit.on)) }),
  );
  return (
    <Notice kind="info" title={first ?? ''}>
      {others.map((line) => <p key={line}><b>{line}</b></p>)}
      <p>{t('justShown.means')}</p>
    </Notice>
  );
}

import type { Day } from '../../domain/day.ts';
import { roleRules } from '../../domain/roles.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { VillageProgress } from '../../protocol/progress.ts';
import { usePhone } from '../../sync/react.ts';
import { LinkButton, Notice, Row, TextLink } from '../../ui/index.ts';

/** From the 10th: the report is due, with the way to it. Otherwise where it and what is told about the village are. */
export function ReportDue({ state, today }: { state: VillageProgress['report'] | undefined; today: Day }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { home, role } = usePhone();
  const may = roleRules[role].may;
  if (state && state.signedAt === undefined && today >= state.opens && may.includes('sendReport')) {
    const isLate = today > state.until;
    return <Notice kind="info" title={t(isLate ? 'report.late' : 'report.due')} next={t(isLate ? 'report.lateNext' : 'report.dueNext', { day: format.day(state.until) })} action={<LinkButton href={`${home}/report`}>{t('report.go')}</LinkButton>} />;
  }
  return (
    <Row>
      {may.includes('seeReport') && <TextLink href={`${home}/report`}>{t('report.open')}</TextLink>}
      {may.includes('tellFacts') && <TextLink href={`${home}/facts`}>{t('facts.open')}</TextLink>}
    </Row>
  );
}

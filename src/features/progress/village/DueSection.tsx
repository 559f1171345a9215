import { CalendarCheck, FileText, Flag, RotateCcw } from 'lucide-react';
import type { Day } from '../../../lib/day.ts';
import { meantOf } from '../../../domain/campaign/count.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { VillageProgress } from '../../../protocol/progress.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { List, ListRow, Section } from '../../../ui/index.ts';
import type { VillageFigures } from './use-village-progress.ts';

/** What is due, each with the way to it: the report, campaigns, days that were promised, re-checks. */
export function DueSection({
  report,
  due,
  campaigns,
  today,
}: {
  report: VillageProgress['report'] | undefined;
  due: VillageFigures['due'];
  campaigns: VillageFigures['campaigns'];
  today: Day;
}) {
  const { t } = useTranslation('progress');
  const { basePath, role } = usePhone();
  const words = useReportWords(report, today);
  const addresses = addressesBelow(basePath);
  return (
    <Section title={t('overview.due.title')}>
      <List label={t('overview.due.title')}>
        {roleRules[role].may.includes('seeReport') && <ListRow icon={FileText} href={addresses.report} {...words} />}
        {campaigns.map(({ campaign, count }) => (
          <CampaignRow key={campaign.id} campaign={campaign} count={count} />
        ))}
        {due.promised > 0 && (
          <ListRow
            icon={CalendarCheck}
            href={addresses.today}
            title={t('overview.due.promised', { count: due.promised })}
          />
        )}
        {due.rechecks > 0 && (
          <ListRow
            icon={RotateCcw}
            href={addresses.today}
            title={t('overview.due.rechecks', { count: due.rechecks })}
          />
        )}
      </List>
    </Section>
  );
}

/** A campaign of the commune: how far the village is, and the way to who is left. */
function CampaignRow({ campaign, count }: VillageFigures['campaigns'][number]) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  return (
    <ListRow
      icon={Flag}
      href={addressesBelow(basePath).overview('left')}
      title={t('card.row', {
        name: campaign.name,
        met: format.number(count.now.met),
        meant: format.number(meantOf(count.now)),
      })}
    />
  );
}

/** The state of the report: due from the 10th, late once its period is over, else sent or not due. */
function useReportWords(
  report: VillageProgress['report'] | undefined,
  today: Day,
): { readonly title: string; readonly meta?: string } {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { role } = usePhone();
  if (!report) return { title: t('report.open') };
  const day = format.day(report.until);
  if (report.signedAt !== undefined)
    return {
      title: t('report.open'),
      meta: t(`report.state.${report.receivedAt === undefined ? 'sent' : 'received'}`),
    };
  if (today < report.opens || !roleRules[role].may.includes('sendReport')) return { title: t('report.open') };
  return today > report.until
    ? { title: t('overview.due.lateTitle'), meta: t('overview.due.late') }
    : { title: t('report.due'), meta: t('overview.due.until', { day }) };
}

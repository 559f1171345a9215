import { useMemo } from 'react';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { duePeriod } from '../../../domain/period.ts';
import { loggedKinds, workLog } from '../../../domain/activity/work-log.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useRecordsOf, useToday } from '../../../phone/hooks.ts';
import { EmptyState, Page, PrintedPage, PrintedSheet, PrintedTable, Skeleton } from '../../../ui/index.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';
import { logCounts, memberSums, namedLines, type LogOf } from './log-workbook.ts';
import { memberNames } from './member-names.ts';
import type { PaperWords } from './paper-words.ts';
import { usePaperWords } from './use-paper-words.ts';

/** The month's log to print and sign: a line a member and day, then each member's sums. */
export function LogScreen() {
  const { t } = useTranslation(['papers', 'progress']);
  const { village, basePath } = usePhone();
  if (village) return <OfVillage village={village} />;
  return (
    <Page title={t('papers:log.screen')} back={{ href: basePath }}>
      <EmptyState title={t('progress:noVillage.title')}>{t('progress:noVillage.next')}</EmptyState>
    </Page>
  );
}

function OfVillage({ village }: { village: Area }) {
  const { t } = useTranslation(['papers', 'progress']);
  const { me, basePath } = usePhone();
  const today = useToday();
  const period = duePeriod(usePeriodKind(village.id), today);
  const records = useRecordsOf(village.id, loggedKinds);
  const { from, until } = period;
  const log = useMemo((): LogOf | undefined => {
    if (records.state !== 'ready') return undefined;
    const above = me.areas.find(({ id }) => id === village.parent);
    return {
      place: titleName(village),
      above: above ? titleName(above) : '',
      period: { from, until },
      villages: [{ id: village.id, place: titleName(village), lines: workLog(records.value, { from, until }) }],
      names: memberNames(me),
    };
  }, [records, me, village, from, until]);
  const words = usePaperWords();
  const lines = useMemo(() => (log ? namedLines(log, words) : []), [log, words]);
  return (
    <PrintedPage
      context={[titleName(village), ...(log ? [log.above] : [])].join(', ')}
      title={t('papers:log.screen')}
      back={{ href: addressesBelow(basePath).reportFiles }}
      print={lines.length > 0 ? t('papers:log.print') : undefined}
    >
      {!log && <Skeleton rows={5} />}
      {log && lines.length === 0 && <EmptyState title={t('papers:log.empty')} />}
      {log && lines.length > 0 && <PrintedLog period={log.period} lines={lines} words={words} />}
    </PrintedPage>
  );
}

interface PrintedLogProps {
  readonly period: LogOf['period'];
  readonly lines: ReturnType<typeof namedLines>;
  readonly words: PaperWords;
}

function PrintedLog({ period: { from, until }, lines, words: { t, format, service } }: PrintedLogProps) {
  const columns = (names: readonly Column[]) =>
    names.map((name) => ({ words: t(`papers:log.${name}`), holds: rooms[name] }));
  return (
    <PrintedSheet signatures={[t('papers:log.signLeft'), t('papers:log.signRight')]}>
      <p>{t('papers:report.period', { from: format.day(from), to: format.day(until) })}</p>
      <PrintedTable
        label={t('papers:log.sheet')}
        columns={columns(['day', 'member', ...logCounts, 'services', 'sign'])}
        named={1}
        rows={lines.map((line) => ({
          id: `${line.on} ${line.member}`,
          cells: [
            format.day(line.on),
            line.name,
            ...logCounts.map((name) => format.number(line[name])),
            line.services.map(service).join(', '),
            '',
          ],
        }))}
      />
      <h2>{t('papers:log.sums')}</h2>
      <PrintedTable
        label={t('papers:log.sums')}
        columns={columns(['member', 'days', ...logCounts, 'sign'])}
        rows={memberSums(lines).map((sum, at) => ({
          id: String(at),
          cells: [sum.name, format.number(sum.days), ...logCounts.map((name) => format.number(sum[name])), ''],
        }))}
      />
      <p>{t('papers:log.note')}</p>
    </PrintedSheet>
  );
}

/** What needs more room than a figure. */
const rooms: Readonly<Partial<Record<Column, 'sentence' | 'signature'>>> = { services: 'sentence', sign: 'signature' };

type Column = 'day' | 'member' | 'days' | 'services' | 'sign' | (typeof logCounts)[number];

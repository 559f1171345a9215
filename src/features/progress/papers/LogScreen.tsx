import { Printer } from 'lucide-react';
import { useMemo } from 'react';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { duePeriod } from '../../../domain/period.ts';
import { loggedKinds, workLog } from '../../../domain/activity/work-log.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useRecordsOf, useToday } from '../../../phone/hooks.ts';
import { Button, EmptyState, Page, PrintedSheet, Skeleton, TableFrame } from '../../../ui/index.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';
import { logCounts, memberSums, namedLines, type LogOf } from './log-workbook.ts';
import { memberNames } from './member-names.ts';
import styles from './log.module.css';
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
  return (
    <Page
      wide
      context={log ? `${log.place}, ${log.above}` : titleName(village)}
      title={t('papers:log.screen')}
      back={{ href: addressesBelow(basePath).reportFiles }}
      action={
        <Button variant="primary" block icon={Printer} onClick={() => window.print()}>
          {t('papers:log.print')}
        </Button>
      }
    >
      {log ? <PrintedLog log={log} /> : <Skeleton rows={5} />}
    </Page>
  );
}

function PrintedLog({ log }: { log: LogOf }) {
  const words = usePaperWords();
  const { t, format } = words;
  const lines = namedLines(log, words);
  const { from, until } = log.period;
  if (lines.length === 0) return <EmptyState title={t('papers:log.empty')} />;
  const heads = (names: readonly ('number' | 'day' | 'member' | 'days' | 'services' | 'sign' | Count)[]) => (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col" className={name === 'services' ? styles.services : undefined}>
            {t(`papers:log.${name}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
  return (
    <div className={styles.log}>
      <PrintedSheet signatures={[t('papers:log.signLeft'), t('papers:log.signRight')]}>
        <p>{t('papers:report.period', { from: format.day(from), to: format.day(until) })}</p>
        <TableFrame label={t('papers:log.sheet')}>
          <table>
            {heads(['number', 'day', 'member', ...logCounts, 'services', 'sign'])}
            <tbody>
              {lines.map((line, at) => (
                <tr key={`${line.on} ${line.member}`}>
                  <td>{at + 1}</td>
                  <td>{format.day(line.on)}</td>
                  <th scope="row">{line.name}</th>
                  {logCounts.map((name) => (
                    <td key={name}>{format.number(line[name])}</td>
                  ))}
                  <td>{line.services.map(words.service).join(', ')}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
        <h2>{t('papers:log.sums')}</h2>
        <TableFrame label={t('papers:log.sums')}>
          <table>
            {heads(['number', 'member', 'days', ...logCounts, 'sign'])}
            <tbody>
              {memberSums(lines).map((sum, at) => (
                <tr key={at}>
                  <td>{at + 1}</td>
                  <th scope="row">{sum.name}</th>
                  <td>{format.number(sum.days)}</td>
                  {logCounts.map((name) => (
                    <td key={name}>{format.number(sum[name])}</td>
                  ))}
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
        <p>{t('papers:log.note')}</p>
      </PrintedSheet>
    </div>
  );
}

type Count = (typeof logCounts)[number];

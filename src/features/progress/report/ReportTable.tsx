import type { ReportFigure, VillageReport } from '../../../domain/report/village-report.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { TableFrame } from '../../../ui/index.ts';
import styles from '../figures/figures.module.css';

/** The report as a commune's plan has it: numerator, denominator, both bounds, the period before, the target. */
export function ReportTable({ report }: { report: VillageReport }) {
  const { t } = useTranslation('progress');
  const rows = report.figures.filter(({ known }) => known !== 'nobody');
  if (rows.length === 0) return <p>{t('report.empty')}</p>;
  return (
    <TableFrame label={t('report.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('report.columns.name')}</th>
            <th scope="col">{t('report.columns.met')}</th>
            <th scope="col">{t('report.columns.total')}</th>
            <th scope="col">{t('report.columns.least')}</th>
            <th scope="col">{t('report.columns.most')}</th>
            <th scope="col">{t('report.columns.before')}</th>
            <th scope="col">{t('report.columns.target')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((figure) => (
            <FigureRow key={figure.id} figure={figure} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function FigureRow({ figure }: { figure: ReportFigure }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { id, known, leastPercent, mostPercent, before, target, achievedPercent } = figure;
  const share = (percent: number): string => format.percent(percent / 100);
  // Of whom nothing is known there is no share to tell.
  const bound = (percent: number): string => (known === 'nothing' ? t('bounds.nothing') : share(percent));
  return (
    <tr>
      <th scope="row">{t(`indicator.${id}.name`)}</th>
      <td>{format.number(figure.figure.met)}</td>
      <td>{format.number(figure.figure.total)}</td>
      <td>{bound(leastPercent)}</td>
      <td>{bound(mostPercent)}</td>
      <td>{before && before.total > 0 ? share(Math.floor((before.met * 100) / before.total)) : ''}</td>
      <td>
        {target && achievedPercent !== undefined
          ? t('report.columns.reached', { share: format.percent(target.of.share), reached: share(achievedPercent) })
          : ''}
      </td>
    </tr>
  );
}

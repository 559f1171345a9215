import { coveredCommunes } from '../../../domain/report/covered-communes.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { ProgressMeter } from '../../../ui/index.ts';
import { countsOf, type ListedVillage } from '../villages/village-list.ts';

/** The share of communes that fibre reaches, for who sees several; common plans ask for all of them. */
export function CoveredCommunes({ villages }: { villages: readonly ListedVillage[] }) {
  const { t } = useTranslation(['progress', 'villages']);
  const { format } = useLanguage();
  const known = villages.flatMap(({ area, progress }) =>
    progress ? [{ commune: area.parent, counts: countsOf(progress) }] : [],
  );
  const { covered, unknown, all, leastPercent, mostPercent } = coveredCommunes(known);
  if (all < 2) return null;
  const most = format.percent(mostPercent / 100);
  const share =
    unknown === 0 ? format.percent(leastPercent / 100) : t('villages:cell.range', { least: leastPercent, most });
  return (
    <ProgressMeter
      label={t('communes.label')}
      text={t('communes.covered', { share, covered, all })}
      value={covered}
      max={all}
      {...(unknown > 0 && { atMost: covered + unknown })}
      target={{ value: all, label: t('communes.target') }}
      note={unknown > 0 ? t('communes.unknown', { count: unknown }) : undefined}
    />
  );
}

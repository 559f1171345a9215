import { coveredCommunes } from '../../../domain/report/covered-communes.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { countsOf, type ListedVillage } from '../villages/village-list.ts';

/** "Cáp quang tới 3 trên 5 xã", for who sees several communes. Plans ask for all of them. */
export function CoveredCommunesLine({ villages }: { villages: readonly ListedVillage[] }) {
  const { t } = useTranslation('progress');
  const known = villages.flatMap(({ area, progress }) =>
    progress ? [{ commune: area.parent, counts: countsOf(progress) }] : [],
  );
  const { covered, notCovered, unknown } = coveredCommunes(known);
  const all = covered + notCovered + unknown;
  if (all < 2) return null;
  return (
    <p>
      {t('communes.covered', { covered, all })} {unknown > 0 && t('communes.unknown', { count: unknown })}
    </p>
  );
}

import type { Coverage } from '../../../domain/indicator/counts.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { askedEnough, isAskedEnough } from '../../../domain/report/peer-bands.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { VillageProgress } from '../../../protocol/progress.ts';
import { Facts, Section, Stack } from '../../../ui/index.ts';
import styles from './figures.module.css';

/**
 * The village's band among similar villages, one a figure, without names or ranks. Draws nothing where no household was
 * asked.
 */
export function PeerBands({ coverage, bands = {} }: { coverage: Coverage; bands?: VillageProgress['bands'] }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  if (coverage.surveyed === 0) return null;
  const enough = format.percent(askedEnough / 100);
  const items = mainFigures.flatMap((id) =>
    bands[id] ? [{ term: t(`indicator.${id}.name`), detail: t(`peers.${bands[id]}`) }] : [],
  );
  return (
    <Section title={t('peers.title')}>
      <Stack gap="s">
        {!isAskedEnough(coverage) && (
          <p>
            {t('peers.notYet', {
              enough,
              now: format.percent(Math.floor((coverage.surveyed * 100) / coverage.households) / 100),
            })}
          </p>
        )}
        {isAskedEnough(coverage) && (items.length > 0 ? <Facts items={items} /> : <p>{t('peers.few', { enough })}</p>)}
        {items.length > 0 && <p className={styles.soft}>{t('peers.note', { enough })}</p>}
      </Stack>
    </Section>
  );
}

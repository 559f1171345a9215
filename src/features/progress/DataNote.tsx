import type { Day } from '../../domain/day.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { Section, Stack } from '../../ui/index.ts';
import styles from './figures.module.css';

/** What the figures hold and what not; times are Unix ms. */
export interface DataState {
  readonly today: Day;
  /** Forms in the figures that are only on this phone. */
  readonly ownForms: number;
  readonly ownDrafts: number;
  /** Last sync with the server. */
  readonly received: number | undefined;
  /** What the team's phones said they still held, as the server told at `at`. */
  readonly others: { readonly forms: number; readonly phones: number; readonly oldest?: number | undefined; readonly at: number } | undefined;
}

/** "Số này lấy từ đâu": nobody should wonder whose forms are in a figure. */
export function DataNote({ today, ownForms, ownDrafts, received, others }: DataState) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  return (
    <Section title={t('data.title')}>
      <div className={styles.soft}>
        <Stack gap="s">
          <p>
            {t('data.asOf', { day: format.day(today) })} {received === undefined ? t('data.neverReceived') : t('data.received', { time: format.time(received) })}
          </p>
          {ownForms > 0 && <p>{t('data.ownForms', { count: ownForms })}</p>}
          {ownDrafts > 0 && <p>{t('data.ownDrafts', { count: ownDrafts })}</p>}
          {others && others.forms > 0 && (
            <p>
              {t('data.others', { forms: others.forms, phones: others.phones })}{' '}
              {others.oldest !== undefined && t('data.othersSince', { time: format.time(others.oldest) })} {t('data.othersAt', { time: format.time(others.at) })}
            </p>
          )}
        </Stack>
      </div>
    </Section>
  );
}

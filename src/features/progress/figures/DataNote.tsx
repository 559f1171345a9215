import type { Day } from '../../../lib/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Section, Stack } from '../../../ui/index.ts';
import styles from './figures.module.css';

/** What the figures hold and what not; times are Unix ms. */
export interface DataState {
  readonly today: Day;
  /** Forms in the figures that are only on this phone. */
  readonly ownForms: number;
  readonly ownDrafts: number;
  /** Last sync with the server. */
  readonly received: number | undefined;
  /** Unsent forms that the team's phones reported, from the server's answer of time `at`. */
  readonly others:
    | { readonly forms: number; readonly phones: number; readonly oldest?: number | undefined; readonly at: number }
    | undefined;
}

/** "Số này lấy từ đâu": nobody should wonder whose forms are in a figure. */
export function DataNote(state: DataState) {
  const { today, received } = state;
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  return (
    <Section title={t('data.title')}>
      <div className={styles.soft}>
        <Stack gap="s">
          <p>
            {t('data.asOf', { day: format.day(today) })}{' '}
            {received === undefined ? t('data.neverReceived') : t('data.received', { time: format.time(received) })}
          </p>
          <Unsent {...state} />
        </Stack>
      </div>
    </Section>
  );
}

/** Whose forms are in the figures and whose are not, where there are any. */
function Unsent({ ownForms, ownDrafts, others }: DataState) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  return (
    <>
      {ownForms > 0 && <p>{t('data.ownForms', { count: ownForms })}</p>}
      {ownDrafts > 0 && <p>{t('data.ownDrafts', { count: ownDrafts })}</p>}
      {others && others.forms > 0 && (
        <p>
          {t('data.others', { forms: others.forms, phones: others.phones })}{' '}
          {others.oldest !== undefined && t('data.othersSince', { time: format.time(others.oldest) })}{' '}
          {t('data.othersAt', { time: format.time(others.at) })}
        </p>
      )}
    </>
  );
}

/** The same above the figures, and only where something is not sent. */
export function UnsentNote(state: DataState) {
  const { ownForms, ownDrafts, others } = state;
  if (ownForms + ownDrafts + (others?.forms ?? 0) === 0) return null;
  return (
    <div className={styles.soft}>
      <Unsent {...state} />
    </div>
  );
}

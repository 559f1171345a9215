import type { Figure } from '../../domain/indicator/count.ts';
import { pathIn, useLanguage, useTranslation } from '../../i18n/index.ts';
import { Card, TextLink } from '../../ui/index.ts';
import styles from './figures.module.css';

/** The article's main finding: people who are online and do nothing else there. The first ones to coach. */
export function SocialOnlyCard({ figure, href }: { figure: Figure; /** The homes where they live. */ href?: string | undefined }) {
  const { t } = useTranslation('progress');
  const { language } = useLanguage();
  if (figure.met === 0) return null;
  return (
    <Card title={t('socialOnly.count', { count: figure.met })} tone="leaf">
      <p>{t('socialOnly.why')}</p>
      {figure.unknown > 0 && <p className={styles.soft}>{t('socialOnly.maybe', { count: figure.unknown })}</p>}
      {href !== undefined && (
        <p>
          <TextLink href={href}>{t('see')}</TextLink>
        </p>
      )}
      <p>
        <TextLink href={pathIn(language === 'en' ? 'en' : 'vi', '/guides')}>{t('socialOnly.guide')}</TextLink>
      </p>
    </Card>
  );
}

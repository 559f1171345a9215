import type { Figure } from '../../../domain/indicator/count.ts';
import { pathIn, useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Card, TextLink } from '../../../ui/index.ts';
import styles from './figures.module.css';

/** People who are online only for social media, the article's main finding. The first ones to coach. */
export function SocialOnlyCard({
  figure,
  href,
}: {
  figure: Figure;
  /** The households where they live. */ href?: string | undefined;
}) {
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

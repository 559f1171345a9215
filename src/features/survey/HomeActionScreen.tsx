import type { ComponentType } from 'react';
import { useParams } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { Page, Skeleton } from '../../ui/index.ts';
import { HomeMissing } from './HomeMissing.tsx';
import { useHome, type HomeSheet } from './use-survey.ts';

/** A screen about one home of the address, once the home is there. */
export function HomeActionScreen({ of: Screen }: { of: ComponentType<{ sheet: HomeSheet }> }) {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const home = useHome(household);
  if (home.state === 'failed' || home.state === 'notFound') return <HomeMissing state={home.state} />;
  if (home.state === 'loading') return <Page title={t('product')}><Skeleton rows={3} /></Page>;
  return <Screen key={household} sheet={home.sheet} />;
}

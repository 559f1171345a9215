import { ArrowLeftRight, FileText, HandCoins, LandPlot, Search, ShieldAlert, Stethoscope } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Need } from '../../../domain/guide/needs.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { AppLink, Card, Icon, LinkButton, Page, Stack } from '../../../ui/index.ts';
import { answeredNeeds, entryOf } from './entries.ts';
import { Foot } from './Foot.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import { usePaths } from './use-paths.ts';
import { useTitle } from './use-title.ts';
import styles from './home-page.module.css';

const needIcons: Record<Need, LucideIcon> = {
  clinic: Stethoscope,
  allowance: HandCoins,
  landTax: LandPlot,
  transfer: ArrowLeftRight,
  papers: FileText,
  scam: ShieldAlert,
};

/** `/`: what brings a resident here, one tile a need; and, quietly, the way in for the team. */
export function HomePage() {
  const { t } = useTranslation('guides');
  const paths = usePaths();
  useTitle(t('home.title'));
  return (
    <Page title={t('home.title')} intro={<p data-read="page">{t('home.description')}</p>}>
      <Stack gap="l">
        <ul className={styles.tiles} aria-label={t('home.tiles')}>
          {answeredNeeds().map(({ need, id }) => (
            <li key={need}>
              <AppLink href={paths.guide(id)} className={styles.tile}>
                <Icon of={needIcons[need]} size="l" />
                <span className={styles.need}>{t(`need.${need}`)}</span>
                <span className={styles.guide}>{entryOf(id, t).title}</span>
              </AppLink>
              <LivePlace piece="say" say={`${t(`need.${need}`)}. ${entryOf(id, t).title}.`} />
            </li>
          ))}
        </ul>
        <LinkButton href={paths.guides} icon={Search} block>
          {t('home.all')}
        </LinkButton>
        <LivePlace piece="village" say="home" />
        <LivePlace piece="again-due" />
        <LivePlace piece="drills-due" />
        <Card tone="clay" icon={ShieldAlert} title={t('home.habit.title')}>
          <p className={styles.habit}>{t('home.habit.do')}</p>
          <p>{t('home.habit.never')}</p>
          <LinkButton href={paths.drills} block>
            {t('home.drill')}
          </LinkButton>
        </Card>
      </Stack>
      <Foot />
      <p className={styles.member}>
        {/* A document of its own: residents never carry the team's code. */}
        <a href="/start">{t('home.member')}</a>
      </p>
    </Page>
  );
}

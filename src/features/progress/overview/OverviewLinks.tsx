import { CalendarDays, HandHelping, MapPin, UserSearch } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { AppLink, Icon } from '../../../ui/index.ts';
import { overviews, type Overview } from './overviews.ts';
import styles from './overview.module.css';

const icons: Readonly<Record<Overview, LucideIcon>> = {
  left: UserSearch,
  clusters: MapPin,
  week: CalendarDays,
  team: HandHelping,
};

/** The ways from the first screen to everything else, each named by the question it answers. */
export function OverviewLinks() {
  const { t } = useTranslation('progress');
  const { basePath } = usePhone();
  return (
    <ul className={styles.links} aria-label={t('overview.title')}>
      {overviews.map((one) => (
        <li key={one}>
          <AppLink href={addressesBelow(basePath).overview(one)} className={styles.link}>
            <Icon of={icons[one]} size="s" />
            <span>{t(`overview.${one}.title`)}</span>
          </AppLink>
        </li>
      ))}
    </ul>
  );
}

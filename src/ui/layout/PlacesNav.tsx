import { memo } from 'react';
import { Icon } from '../look/Icon.tsx';
import { Mark } from '../look/Mark.tsx';
import { Weave } from '../look/Weave.tsx';
import { AppLink } from '../controls/links.tsx';
import type { NavItem } from './shell.ts';
import { VisuallyHidden } from '../look/VisuallyHidden.tsx';
import { classes } from '../look/classes.ts';
import styles from './PlacesNav.module.css';
import { useTranslation } from '../../i18n/index.ts';

type PlacesNavProps = { places: readonly NavItem[]; home: string; onDesktopOnly: boolean };

/** The bottom bar of a phone, the side rail of a desktop. The next question of a form does not draw it again. */
export const PlacesNav = memo(function PlacesNav({ places, home, onDesktopOnly }: PlacesNavProps) {
  const { t } = useTranslation('ui');
  return (
    <nav aria-label={t('places')} className={classes(styles.nav, onDesktopOnly && styles.onDesktopOnly)}>
      <AppLink href={home} className={styles.brand}>
        <Mark size="m" />
        {t('product')}
      </AppLink>
      <div className={styles.band}>
        <Weave />
      </div>
      <ul className={styles.places}>
        {places.map((place) => (
          <li key={place.href}>
            <PlaceLink {...place} />
          </li>
        ))}
      </ul>
    </nav>
  );
});

function PlaceLink({ href, label, icon, current, count, countLabel }: NavItem) {
  return (
    <AppLink href={href} className={styles.place} aria-current={current ? 'page' : undefined}>
      <span className={styles.pictogram}>
        <Icon of={icon} />
        {count !== undefined && count > 0 && (
          <span className={styles.count} aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        )}
      </span>
      <span className={styles.label}>{label}</span>
      {count !== undefined && count > 0 && <VisuallyHidden>, {countLabel ?? count}</VisuallyHidden>}
    </AppLink>
  );
}

import { useEffect, useSyncExternalStore } from 'react';
import { Phone } from 'lucide-react';
import { hostOf } from '../../../domain/village/links.ts';
import { isPhoneNumber, spokenPhone } from '../../../domain/village/phone-numbers.ts';
import { languageFromPath, pathIn, useTranslation } from '../../../i18n/index.ts';
import { Button, Icon } from '../../../ui/index.ts';
import type { KnownVillage } from '../live/local-preferences.ts';
import type { PieceProps } from '../live/live-piece.ts';
import { forgetVillage, knownVillage, renewVillage, subscribe } from './known-village.ts';
import styles from './village.module.css';

/** What the remembered village has of its own, at the places of a guide that send people to it (`data-say`). */
export function VillageOwn({ place }: PieceProps) {
  const { t } = useTranslation('reading');
  const village = useSyncExternalStore(subscribe, knownVillage);
  useEffect(() => void renewVillage(), []);
  const what = place.dataset['say'];
  const whole = what === 'contacts' || what === 'home';
  if (!village) return whole ? <p role="status">{t('village.forgotten')}</p> : null;
  if (what === 'satisfaction' || what === 'zaloPage') return <OwnLink part={what} village={village} />;
  return (
    <div className={styles.own}>
      {what !== 'home' && <People village={village} police={whole} />}
      {whole && (
        <>
          {/* A document of its own, which the server draws. */}
          <a href={pathIn(languageFromPath(location.pathname), `/thon/${village.slug}`)}>
            {t('village.page', { village: village.name })}
          </a>
          <Button onClick={forgetVillage}>{t('village.forget', { village: village.name })}</Button>
        </>
      )}
    </div>
  );
}

function People({ village, police }: { village: KnownVillage; police: boolean }) {
  const { t } = useTranslation('reading');
  const people = village.people.filter(({ phone }) => isPhoneNumber(phone));
  const policePhone = village.parts['policePhone'];
  return (
    <>
      {people.length > 0 && <b>{t('village.call', { village: village.name })}</b>}
      <ul>
        {people.map(({ name, role, phone }) => (
          <li key={`${name} ${phone}`}>
            <span lang="vi">{name}</span>, {t(`village.role.${roles.find((one) => one === role) ?? 'member'}`)}{' '}
            <Call phone={phone} />
          </li>
        ))}
        {police && policePhone !== undefined && isPhoneNumber(policePhone) && (
          <li>
            {t('village.police')} <Call phone={policePhone} />
          </li>
        )}
      </ul>
    </>
  );
}

const roles = ['head', 'lead', 'member', 'officer'] as const;

const Call = ({ phone }: { phone: string }) => (
  <a href={`tel:${phone}`}>
    <Icon of={Phone} size="s" /> {spokenPhone(phone)}
  </a>
);

/** A page of the village's own, always with the host that it leads to. */
function OwnLink({ part, village }: { part: 'satisfaction' | 'zaloPage'; village: KnownVillage }) {
  const { t } = useTranslation('reading');
  const link = village.parts[part];
  const host = link === undefined ? undefined : hostOf(link);
  if (host === undefined) return null;
  return (
    <div className={styles.own}>
      <a href={link} rel="noreferrer">
        {t(`village.${part}`)} ({host})
      </a>
      <p>{t('village.only', { host })}</p>
    </div>
  );
}

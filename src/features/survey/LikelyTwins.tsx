import { useDeferredValue, useMemo } from 'react';
import { homesAlike, type HomeAlike } from '../../domain/find-homes.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHomes, usePhone } from '../../sync/react.ts';
import { List, ListRow, Notice } from '../../ui/index.ts';
import { surveyPaths } from './paths.ts';
import { useVillage } from './use-survey.ts';

const shownAtMost = 3;

/** While a home is being added: those in the book that may be the same. Shown and nothing more: two homes may share a name. */
export function LikelyTwins({ id, headName, address }: { id: Uuid; headName: string; address: string }) {
  const { t } = useTranslation('survey');
  const homes = useHomes(useVillage());
  const typed = useDeferredValue(headName);
  const where = useDeferredValue(address);
  const twins = useMemo(() => (homes.state === 'ready' ? homesAlike(homes.value.byPlace, { headName: typed, address: where }, id) : []), [homes, typed, where, id]);
  if (twins.length === 0) return null;
  return (
    <Notice kind="warning" title={t('twinHome.title')} next={t('twinHome.next')} announce>
      <List label={t('twinHome.title')}>
        {twins.slice(0, shownAtMost).map((twin) => <TwinRow key={twin.home.id} twin={twin} />)}
      </List>
    </Notice>
  );
}

function TwinRow({ twin: { home, kind } }: { twin: HomeAlike }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { headName, address } = home.household;
  const why = kind === 'person' ? t('twinHome.person', { home: headName || t('home.noName') }) : t(`twinHome.${kind}`);
  return <ListRow href={surveyPaths(phone.home).household(home.id)} title={headName || t('home.noName')} meta={[address, why].filter(Boolean).join(' · ')} />;
}

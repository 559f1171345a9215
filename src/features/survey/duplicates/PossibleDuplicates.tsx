import { useDeferredValue, useMemo } from 'react';
import { householdsLike, type PossibleDuplicate } from '../../../domain/search/find-households.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useHouseholdList, usePhone } from '../../../phone/hooks.ts';
import { List, ListRow, Notice } from '../../../ui/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useVillage } from '../use-household.ts';

const shownAtMost = 3;

/** Possible duplicates of a household that is being added. A hint only, because two households may share a name. */
export function PossibleDuplicates({ id, headName, address }: { id: Uuid; headName: string; address: string }) {
  const { t } = useTranslation('survey');
  const households = useHouseholdList(useVillage());
  const typed = useDeferredValue(headName);
  const where = useDeferredValue(address);
  const duplicates = useMemo(
    () =>
      households.state === 'ready'
        ? householdsLike(households.value.byAddress, { headName: typed, address: where }, id)
        : [],
    [households, typed, where, id],
  );
  if (duplicates.length === 0) return null;
  return (
    <Notice kind="warning" title={t('duplicateHousehold.title')} next={t('duplicateHousehold.next')} announce>
      <List label={t('duplicateHousehold.title')}>
        {duplicates.slice(0, shownAtMost).map((duplicate) => (
          <DuplicateRow key={duplicate.entry.id} duplicate={duplicate} />
        ))}
      </List>
    </Notice>
  );
}

function DuplicateRow({ duplicate: { entry, kind } }: { duplicate: PossibleDuplicate }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { headName, address } = entry.household;
  const why =
    kind === 'person'
      ? t('duplicateHousehold.person', { household: headName || t('household.noName') })
      : t(`duplicateHousehold.${kind}`);
  return (
    <ListRow
      href={addressesBelow(phone.basePath).household(entry.id)}
      title={headName || t('household.noName')}
      meta={[address, why].filter(Boolean).join(' · ')}
    />
  );
}

import { stateOf } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { ListRow, StatusChip } from '../../../ui/index.ts';
import type { StatusKind } from '../../../ui/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

type RowState = 'draft' | 'onlyHere' | 'refused' | 'notStarted' | 'partly' | 'done';

const kinds: Readonly<Record<RowState, StatusKind>> = {
  draft: 'onPhone',
  onlyHere: 'onPhone',
  refused: 'todo',
  notStarted: 'todo',
  partly: 'waiting',
  done: 'done',
};

type Props = {
  entry: HouseholdEntry;
  hasDraft: boolean;
  /** Why it is worth a visit, instead of the address alone. */ reason?: string | undefined;
};

/** One household of a list: whose it is, where, and how far it has come. */
export function HouseholdRow({ entry, hasDraft, reason }: Props) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const state = useRowState(entry, hasDraft);
  const { household } = entry;
  const meta = [household.address, reason].filter(Boolean).join(' · ');
  return (
    <ListRow
      href={addressesBelow(basePath).household(household.id)}
      title={household.headName || t('household.noName')}
      {...(meta !== '' && { meta })}
      trailing={<StatusChip kind={kinds[state]}>{t(`state.${state}`)}</StatusChip>}
    />
  );
}

function useRowState(entry: HouseholdEntry, hasDraft: boolean): RowState {
  const today = useToday();
  if (hasDraft) return 'draft';
  const state = stateOf(entry, today);
  if (entry.household.outcome === 'refused' && state === 'notStarted') return 'refused';
  return entry.onlyHere && state !== 'partly' ? 'onlyHere' : state;
}

import { surveyState } from '../../domain/survey-state.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone, useToday, type PhoneHousehold } from '../../sync/react.ts';
import { ListRow, StatusChip } from '../../ui/index.ts';
import type { StatusKind } from '../../ui/index.ts';
import { surveyPaths } from './paths.ts';

type RowState = 'draft' | 'onlyHere' | 'refused' | 'notStarted' | 'partly' | 'done';

const kinds: Readonly<Record<RowState, StatusKind>> = { draft: 'onPhone', onlyHere: 'onPhone', refused: 'todo', notStarted: 'todo', partly: 'waiting', done: 'done' };

type Props = { household: PhoneHousehold; hasDraft: boolean; /** Why it is worth a visit, instead of the address alone. */ reason?: string | undefined };

/** One home of a list: whose it is, where, and how far it has come. */
export function HouseholdRow({ household, hasDraft, reason }: Props) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const state = useRowState(household, hasDraft);
  const meta = [household.address, reason].filter(Boolean).join(' · ');
  return (
    <ListRow
      href={surveyPaths(home).household(household.id)}
      title={household.headName || t('home.noName')}
      {...(meta !== '' && { meta })}
      trailing={<StatusChip kind={kinds[state]}>{t(`state.${state}`)}</StatusChip>}
    />
  );
}

function useRowState(household: PhoneHousehold, hasDraft: boolean): RowState {
  const today = useToday();
  if (hasDraft) return 'draft';
  const state = surveyState(household, today);
  if (household.outcome === 'refused' && state === 'notStarted') return 'refused';
  return household.onlyHere && state !== 'partly' ? 'onlyHere' : state;
}

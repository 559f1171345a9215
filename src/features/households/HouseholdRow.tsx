import type { TFunction } from 'i18next';
import type { Day } from '../../lib/day.ts';
import { stateOf, type HouseholdMatch } from '../../domain/search/find-households.ts';
import { ListRow, StatusChip, type StatusKind } from '../../ui/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';

type RowState = 'onlyHere' | 'refused' | 'notStarted' | 'partly' | 'done';
const kinds: Readonly<Record<RowState, StatusKind>> = {
  onlyHere: 'onPhone',
  refused: 'todo',
  notStarted: 'todo',
  partly: 'waiting',
  done: 'done',
};

type Props = {
  match: HouseholdMatch;
  today: Day;
  /** Start of the person's own pages. */
  pages: string;
  t: TFunction<['households', 'survey']>;
};

/**
 * One household of the search result: its head, address, the person found in it, and how far it was asked. Rows call no
 * hooks, because there are many.
 */
export function HouseholdRow({ match: { entry, person }, today, pages, t }: Props) {
  const { headName, address, outcome } = entry.household;
  const progress = stateOf(entry, today);
  const state: RowState =
    outcome === 'refused' && progress === 'notStarted'
      ? 'refused'
      : entry.onlyHere && progress !== 'partly'
        ? 'onlyHere'
        : progress;
  const about = person
    ? t('list.withPerson', { name: person.name })
    : entry.people.length > 0
      ? t('list.people', { count: entry.people.length })
      : undefined;
  const meta = [address, about].filter(Boolean).join(' · ');
  return (
    <ListRow
      href={addressesBelow(pages).household(entry.id)}
      title={headName || t('list.noName')}
      {...(meta !== '' && { meta })}
      trailing={<StatusChip kind={kinds[state]}>{t(`survey:state.${state}`)}</StatusChip>}
    />
  );
}

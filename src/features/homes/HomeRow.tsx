import type { TFunction } from 'i18next';
import type { Day } from '../../domain/day.ts';
import { stateOf, type HomeMatch } from '../../domain/find-homes.ts';
import { ListRow, StatusChip, type StatusKind } from '../../ui/index.ts';
import { homesPaths } from './paths.ts';

type RowState = 'onlyHere' | 'refused' | 'notStarted' | 'partly' | 'done';
const kinds: Readonly<Record<RowState, StatusKind>> = { onlyHere: 'onPhone', refused: 'todo', notStarted: 'todo', partly: 'waiting', done: 'done' };

type Props = {
  match: HomeMatch;
  today: Day;
  /** Start of the person's own pages. */
  pages: string;
  t: TFunction<['homes', 'survey']>;
};

/** One home that was found: whose it is, where, who of it was looked for, and how far it has come. Rows ask for nothing themselves: there are many. */
export function HomeRow({ match: { home, person }, today, pages, t }: Props) {
  const { headName, address, outcome } = home.household;
  const progress = stateOf(home, today);
  const state: RowState = outcome === 'refused' && progress === 'notStarted' ? 'refused' : home.onlyHere && progress !== 'partly' ? 'onlyHere' : progress;
  const about = person ? t('list.withPerson', { name: person.name }) : home.people.length > 0 ? t('list.people', { count: home.people.length }) : undefined;
  const meta = [address, about].filter(Boolean).join(' · ');
  return (
    <ListRow
      href={homesPaths(pages).household(home.id)}
      title={headName || t('list.noName')}
      {...(meta !== '' && { meta })}
      trailing={<StatusChip kind={kinds[state]}>{t(`survey:state.${state}`)}</StatusChip>}
    />
  );
}

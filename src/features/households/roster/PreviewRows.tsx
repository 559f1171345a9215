import type { PersonDuplicate, RosterDuplicate } from '../../../domain/roster/against-book.ts';
import type { RosterHousehold } from '../../../domain/roster/check-rows.ts';
import type { duplicateChoices, Mended } from '../../../domain/roster/plan.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { ListRow, StatusChip } from '../../../ui/index.ts';
import type { OpenRow } from './sort-rows.ts';

const placeOf = ({ address, cluster }: Mended): string => [address, cluster].filter(Boolean).join(' · ');

/** A household of the file that can be added as it is. */
export function GoodRow({ household }: { household: RosterHousehold }) {
  const { t } = useTranslation('households');
  const meta = [
    placeOf(household),
    household.people.length > 0 ? t('roster.preview.people', { count: household.people.length }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return <ListRow title={household.headName} {...(meta !== '' && { meta })} />;
}

/** A row that cannot be added as it is, and what was put in its place. */
export function RowToMend({
  row: { number, sheet, as, why, first },
  mended,
  onOpen,
}: {
  row: OpenRow;
  mended: Mended | undefined;
  onOpen: () => void;
}) {
  const { t } = useTranslation('households');
  const name = mended?.headName ?? (as.headName || as.address || as.cluster || t('roster.preview.noName'));
  return (
    <ListRow
      onClick={onOpen}
      title={t(sheet === '' ? 'roster.preview.row' : 'roster.preview.rowOf', {
        row: number,
        sheet,
        name: name.slice(0, 80),
      })}
      meta={mended ? placeOf(mended) : t(why, { row: first?.number ?? 0 })}
      trailing={
        <StatusChip kind={mended ? 'done' : 'todo'}>
          {t(mended ? 'roster.duplicate.new' : 'roster.mend.open')}
        </StatusChip>
      }
    />
  );
}

/** A household that may be on this phone already; a tap turns to the next choice. */
export function DuplicateRow({
  duplicate: { number, household, kind, of, missing },
  choice,
  onTurn,
}: {
  duplicate: RosterDuplicate;
  choice: (typeof duplicateChoices)[number];
  onTurn: () => void;
}) {
  const { t } = useTranslation('households');
  const known = [of.household.headName, of.household.address].filter(Boolean).join(', ');
  return (
    <ListRow
      onClick={onTurn}
      title={t('roster.preview.row', {
        row: number,
        name: [household.headName, household.address].filter(Boolean).join(', '),
      })}
      meta={t(`roster.duplicate.${kind}`, { household: known })}
      trailing={
        <StatusChip kind={choice === 'leave' ? 'todo' : 'done'}>
          {t(`roster.duplicate.${choice}`, { count: missing.length })}
        </StatusChip>
      }
    />
  );
}

/** A person who may be on this phone already; a tap adds them or leaves them. */
export function PersonDuplicateRow({
  duplicate: { person, of },
  isAdded,
  onTurn,
}: {
  duplicate: PersonDuplicate;
  isAdded: boolean;
  onTurn: () => void;
}) {
  const { t } = useTranslation('households');
  return (
    <ListRow
      onClick={onTurn}
      title={t('roster.preview.row', { row: person.row, name: person.name })}
      meta={t('roster.duplicate.person', {
        household: [of.household.headName, of.household.address].filter(Boolean).join(', '),
        year: person.birthYear ?? '',
      })}
      trailing={
        <StatusChip kind={isAdded ? 'done' : 'todo'}>
          {t(isAdded ? 'roster.duplicate.new' : 'roster.duplicate.leave')}
        </StatusChip>
      }
    />
  );
}

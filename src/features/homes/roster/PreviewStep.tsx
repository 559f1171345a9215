import { useState } from 'react';
import type { RosterTwin } from '../../../domain/roster/against-book.ts';
import type { CheckedRow } from '../../../domain/roster/check-rows.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../sync/react.ts';
import { Button, ListRow, LongList, Notice, Page, Section, Stack, StatusChip } from '../../../ui/index.ts';
import { homesPaths } from '../paths.ts';
import type { CheckedRoster, Roster } from './use-roster.ts';

type Good = Extract<CheckedRow, { kind: 'good' }>;
type Bad = Extract<CheckedRow, { kind: 'bad' }>;

/** What would be added, what cannot be and why, and what the book may have already. Nothing is in the book yet. */
export function PreviewStep({ roster, checked }: { roster: Roster; checked: CheckedRoster }) {
  const { t } = useTranslation('homes');
  const { home, village } = usePhone();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(checked.twins.filter(({ kind }) => kind === 'maybe').map(({ number }) => number)));
  const twinRows = new Set(checked.twins.map(({ number }) => number));
  const good = checked.rows.filter((row): row is Good => row.kind === 'good');
  const bad = checked.rows.filter((row): row is Bad => row.kind === 'bad');
  const adding = good.filter(({ number }) => !twinRows.has(number) || chosen.has(number));
  const fresh = good.filter(({ number }) => !twinRows.has(number));
  const toggle = (number: number) => setChosen((before) => new Set(before.has(number) ? [...before].filter((one) => one !== number) : [...before, number]));
  return (
    <Page
      title={t('roster.preview.title', { count: adding.length })}
      context={roster.roster?.fileName}
      focusKey="preview"
      places="hide"
      back={{ href: homesPaths(home).import, onClick: (event) => { event.preventDefault(); roster.backTo('columns'); } }}
      action={adding.length > 0 ? <Button variant="primary" block onClick={() => void roster.add(village!.id, adding.map((row) => row.home))}>{t('roster.preview.add', { count: adding.length })}</Button> : undefined}
    >
      <Stack gap="l">
        <Notice kind={adding.length > 0 ? 'info' : 'warning'} title={t(adding.length > 0 ? 'roster.preview.notYet' : 'roster.preview.nothing')} next={t(adding.length > 0 ? 'roster.preview.notYetNext' : 'roster.preview.nothingNext')} />
        {bad.length > 0 && (
          <Section title={t('roster.preview.bad', { count: bad.length })}>
            <LongList label={t('roster.preview.bad', { count: bad.length })} count={bad.length} row={(at) => <BadRow key={bad[at]!.number} row={bad[at]!} />} />
          </Section>
        )}
        {checked.twins.length > 0 && (
          <Section title={t('roster.preview.twins', { count: checked.twins.length })}>
            <Stack>
              <p>{t('roster.preview.twinsNext')}</p>
              <LongList
                label={t('roster.preview.twins', { count: checked.twins.length })}
                count={checked.twins.length}
                row={(at) => <TwinRow key={checked.twins[at]!.number} twin={checked.twins[at]!} isChosen={chosen.has(checked.twins[at]!.number)} onToggle={toggle} />}
              />
            </Stack>
          </Section>
        )}
        {fresh.length > 0 && (
          <Section title={t('roster.preview.good', { count: fresh.length })}>
            <LongList label={t('roster.preview.good', { count: fresh.length })} count={fresh.length} row={(at) => <GoodRow key={fresh[at]!.number} row={fresh[at]!} />} />
          </Section>
        )}
      </Stack>
    </Page>
  );
}

const placeOf = ({ address, cluster }: Good['home']): string => [address, cluster].filter(Boolean).join(' · ');

function GoodRow({ row: { home } }: { row: Good }) {
  const place = placeOf(home);
  return <ListRow title={home.headName} {...(place !== '' && { meta: place })} />;
}

function BadRow({ row: { number, name, problem, first } }: { row: Bad }) {
  const { t } = useTranslation('homes');
  return <ListRow title={t('roster.preview.row', { row: number, name })} meta={t(`roster.why.${problem}`, { row: first ?? 0 })} />;
}

function TwinRow({ twin: { number, home, kind, of }, isChosen, onToggle }: { twin: RosterTwin; isChosen: boolean; onToggle: (number: number) => void }) {
  const { t } = useTranslation('homes');
  const known = [of.household.headName, of.household.address].filter(Boolean).join(', ');
  return (
    <ListRow
      onClick={() => onToggle(number)}
      title={t('roster.preview.row', { row: number, name: [home.headName, home.address].filter(Boolean).join(', ') })}
      meta={t(`roster.twin.${kind}`, { home: known })}
      trailing={<StatusChip kind={isChosen ? 'done' : 'todo'}>{t(isChosen ? 'roster.twin.adding' : 'roster.twin.leaving')}</StatusChip>}
    />
  );
}

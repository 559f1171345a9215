import { columnRoles, type ColumnRole } from '../../../domain/roster/columns.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHomes, usePhone } from '../../../sync/react.ts';
import { Button, Notice, Page, SelectField, Stack } from '../../../ui/index.ts';
import { homesPaths } from '../paths.ts';
import type { OpenedRoster, Roster } from './use-roster.ts';

const examples = 3;
const headersOffered = 20;

/** What each column of the file is: guessed, and changed here where the guess is wrong. */
export function ColumnsStep({ roster, opened }: { roster: Roster; opened: OpenedRoster }) {
  const { t } = useTranslation('homes');
  const { home, village } = usePhone();
  const homes = useHomes(village!.id);
  const { rows } = opened.tables[opened.sheet]!;
  const hasName = opened.roles.includes('headName');
  const isReady = hasName && homes.state === 'ready' && homes.value.isWhole;
  const next = () => {
    if (homes.state === 'ready') void roster.preview(homes.value.byName);
  };
  return (
    <Page
      title={t('roster.columns.title')}
      context={opened.fileName}
      focusKey="columns"
      places="hide"
      back={{ href: homesPaths(home).import, onClick: (event) => { event.preventDefault(); roster.backTo('choose'); } }}
      action={isReady ? <Button variant="primary" block onClick={next} busy={roster.busy ? t('roster.checking') : undefined}>{t('roster.columns.next')}</Button> : undefined}
    >
      <Stack gap="l">
        {!hasName && <Notice kind="warning" announce title={t('roster.columns.noName.title')} next={t('roster.columns.noName.next')} />}
        <p>{t('roster.columns.intro', { count: rows.length })}</p>
        {opened.tables.length > 1 && (
          <SelectField label={t('roster.columns.sheet')} value={String(opened.sheet)} onChange={(value) => roster.chooseSheet(Number(value))} options={opened.tables.map(({ name }, at) => ({ value: String(at), label: name }))} />
        )}
        <SelectField
          label={t('roster.columns.header')}
          value={String(opened.header ?? -1)}
          onChange={(value) => roster.setHeader(Number(value) < 0 ? undefined : Number(value))}
          options={[
            ...rows.slice(0, headersOffered).map(({ number, cells }, at) => ({ value: String(at), label: t('roster.columns.headerRow', { row: number, text: cells.filter(Boolean).join(' · ').slice(0, 60) }) })),
            { value: '-1', label: t('roster.columns.noHeader') },
          ]}
        />
        <Stack>{opened.roles.map((role, column) => <Column key={column} opened={opened} column={column} role={role} onChange={(next) => roster.setRole(column, next)} />)}</Stack>
      </Stack>
    </Page>
  );
}

function Column({ opened, column, role, onChange }: { opened: OpenedRoster; column: number; role: ColumnRole; onChange: (role: ColumnRole) => void }) {
  const { t } = useTranslation('homes');
  const { rows } = opened.tables[opened.sheet]!;
  const name = opened.header === undefined ? '' : (rows[opened.header]?.cells[column] ?? '');
  const seen = rows.slice((opened.header ?? -1) + 1).flatMap(({ cells }) => cells[column] || []).slice(0, examples);
  // A column with nothing in it is nothing to ask about.
  if (name === '' && seen.length === 0) return null;
  return (
    <SelectField
      label={name === '' ? t('roster.columns.column', { number: column + 1 }) : name.slice(0, 60)}
      hint={seen.length > 0 ? t('roster.columns.examples', { examples: seen.map((cell) => cell.slice(0, 30)).join(' · ') }) : undefined}
      value={role}
      onChange={(value) => onChange(columnRoles.find((one) => one === value) ?? 'none')}
      options={columnRoles.map((value) => ({ value, label: t(`roster.role.${value}`) }))}
    />
  );
}

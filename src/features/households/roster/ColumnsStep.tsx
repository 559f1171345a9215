import { columnRoles, type ColumnRole } from '../../../domain/roster/columns.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholdList, usePhone } from '../../../phone/hooks.ts';
import { Button, List, ListRow, Notice, Page, Section, SelectField, Stack, StatusChip } from '../../../ui/index.ts';
import { householdsPaths } from '../paths.ts';
import type { OpenedRoster, Roster } from './use-roster.ts';

const examples = 3;
const headersOffered = 20;

/** The selected sheets and the role of each column: guessed, and changed here when the guess is wrong. */
export function ColumnsStep({ roster, opened }: { roster: Roster; opened: OpenedRoster }) {
  const { t } = useTranslation('households');
  const { basePath, village } = usePhone();
  const households = useHouseholdList(village!.id);
  const used = opened.sheets.filter((sheet) => sheet.used);
  const isUsable = used.length > 0 && used.every(({ guess }) => guess.roles.includes('headName'));
  const isReady = isUsable && households.state === 'ready' && households.value.isWhole;
  const next = () => {
    if (households.state === 'ready') void roster.preview(households.value.byName);
  };
  const rows = used.reduce((sum, { table, guess }) => sum + table.rows.length - guess.from, 0);
  return (
    <Page
      title={t('roster.columns.title')}
      context={opened.fileName}
      focusKey="columns"
      places="hide"
      back={{
        href: householdsPaths(basePath).import,
        onClick: (event) => {
          event.preventDefault();
          roster.backTo('choose');
        },
      }}
      action={
        isReady ? (
          <Button variant="primary" block onClick={next} busy={roster.busy ? t('roster.checking') : undefined}>
            {t('roster.columns.next')}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="l">
        {!isUsable && (
          <Notice
            kind="warning"
            announce
            title={t('roster.columns.noName.title')}
            next={t('roster.columns.noName.next')}
          />
        )}
        <p>{t('roster.columns.intro', { count: rows })}</p>
        {opened.sheets.length > 1 && <Sheets roster={roster} opened={opened} />}
        <Columns roster={roster} opened={opened} />
      </Stack>
    </Page>
  );
}

/** The sheets of the file; several may be selected. Hidden ones are named and were not read. */
function Sheets({ roster, opened }: { roster: Roster; opened: OpenedRoster }) {
  const { t } = useTranslation('households');
  return (
    <Section title={t('roster.columns.sheets')}>
      <Stack>
        <List label={t('roster.columns.sheets')}>
          {opened.sheets.map(({ table, used, place }) =>
            table.isHidden ? (
              <ListRow key={place} title={table.name} meta={t('roster.columns.hiddenSheet')} />
            ) : (
              <ListRow
                key={place}
                onClick={() => roster.useSheet(place, !used)}
                title={table.name || t('roster.columns.table', { number: place + 1 })}
                meta={t('roster.columns.rows', { count: table.rows.length })}
                trailing={
                  <StatusChip kind={used ? 'done' : 'todo'}>
                    {t(used ? 'roster.columns.used' : 'roster.columns.unused')}
                  </StatusChip>
                }
              />
            ),
          )}
        </List>
        <SelectField
          label={t('roster.columns.sheet')}
          value={String(opened.shown)}
          onChange={(value) => roster.chooseSheet(Number(value))}
          options={opened.sheets
            .filter(({ table }) => !table.isHidden)
            .map(({ table, place }) => ({
              value: String(place),
              label: table.name || t('roster.columns.table', { number: place + 1 }),
            }))}
        />
      </Stack>
    </Section>
  );
}

function Columns({ roster, opened }: { roster: Roster; opened: OpenedRoster }) {
  const { t } = useTranslation('households');
  const { table, guess } = opened.sheets[opened.shown]!;
  return (
    <>
      <SelectField
        label={t('roster.columns.header')}
        value={String(guess.header ?? -1)}
        onChange={(value) => roster.setHeader(Number(value) < 0 ? undefined : Number(value))}
        options={[
          ...table.rows.slice(0, Math.max(headersOffered, (guess.header ?? 0) + 1)).map(({ number, cells }, at) => ({
            value: String(at),
            label: t('roster.columns.headerRow', {
              row: number,
              text: cells.filter(Boolean).join(' · ').slice(0, 60),
            }),
          })),
          { value: '-1', label: t('roster.columns.noHeader') },
        ]}
      />
      <Stack>
        {guess.roles.map((role, column) => (
          <Column
            key={column}
            opened={opened}
            column={column}
            role={role}
            onChange={(next) => roster.setRole(column, next)}
          />
        ))}
      </Stack>
    </>
  );
}

function Column({
  opened,
  column,
  role,
  onChange,
}: {
  opened: OpenedRoster;
  column: number;
  role: ColumnRole;
  onChange: (role: ColumnRole) => void;
}) {
  const { t } = useTranslation('households');
  const { table, guess } = opened.sheets[opened.shown]!;
  const name = guess.headings[column] ?? '';
  const isPersonal = guess.personal.includes(column);
  const seen = table.rows
    .slice(guess.from)
    .flatMap(({ cells }) => cells[column] || [])
    .slice(0, examples);
  // Not shown: empty columns, the numbers of the rows, remarks without a heading.
  if (
    (name === '' && (seen.length === 0 || (guess.header !== undefined && role === 'none'))) ||
    (column === guess.order && role === 'none')
  )
    return null;
  const example = t('roster.columns.examples', { examples: seen.map((cell) => cell.slice(0, 30)).join(' · ') });
  return (
    <SelectField
      label={name === '' ? t('roster.columns.column', { number: column + 1 }) : name.slice(0, 60)}
      hint={isPersonal ? t('roster.columns.personal') : seen.length > 0 ? example : undefined}
      value={role}
      onChange={(value) => onChange(columnRoles.find((one) => one === value) ?? 'none')}
      options={(isPersonal ? (['none'] as const) : columnRoles).map((value) => ({
        value,
        label: t(`roster.role.${value}`),
      }))}
    />
  );
}

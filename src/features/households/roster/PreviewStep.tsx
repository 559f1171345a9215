import { useDeferredValue, useMemo, useState } from 'react';
import {
  countPeople,
  defaultChoice,
  noDecisions,
  planImport,
  duplicateChoices,
  type Decisions,
  type Mended,
} from '../../../domain/roster/plan.ts';
import type { RosterDuplicate } from '../../../domain/roster/against-book.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholdList, usePhone } from '../../../phone/hooks.ts';
import { Button, LongList, Notice, Page, Section, Stack } from '../../../ui/index.ts';
import { householdsPaths } from '../paths.ts';
import { MendRow } from './MendRow.tsx';
import { DuplicateRow, GoodRow, PersonDuplicateRow, RowToMend } from './PreviewRows.tsx';
import { columnsLeftOut, sortRows, type OpenRow } from './sort-rows.ts';
import type { CheckedRoster, Roster } from './use-roster.ts';

/** What would be added, what cannot be and why, and possible duplicates. Nothing is stored yet. */
export function PreviewStep({ roster, checked }: { roster: Roster; checked: CheckedRoster }) {
  const { t } = useTranslation('households');
  const { basePath, village } = usePhone();
  const [decisions, setDecisions] = useState<Decisions>(noDecisions);
  const [mending, setMending] = useState<OpenRow>();
  const settled = useDeferredValue(decisions);
  const plan = useMemo(() => planImport(checked.judged, checked.duplicates, settled), [checked, settled]);
  const rows = useMemo(() => sortRows(checked.judged, checked.duplicates), [checked]);
  const leftOut = useMemo(() => columnsLeftOut(checked.judged), [checked]);
  const [households, people] = [plan.households.length, countPeople(plan)];
  const isSomething = households + people > 0;
  const words = {
    households: t('roster.preview.households', { count: households }),
    people: t('roster.preview.people', { count: people }),
  };
  const title = people > 0 ? t('roster.preview.titleBoth', words) : t('roster.preview.title', { count: households });
  const button = people > 0 ? t('roster.preview.addBoth', words) : t('roster.preview.add', { count: households });

  const turnDuplicate = (duplicate: RosterDuplicate): void => {
    const possible = duplicateChoices.filter((choice) => choice !== 'into' || duplicate.missing.length > 0);
    const now = decisions.duplicates.get(duplicate.key) ?? defaultChoice(duplicate);
    setDecisions({
      ...decisions,
      duplicates: new Map(decisions.duplicates).set(
        duplicate.key,
        possible[(possible.indexOf(now) + 1) % possible.length]!,
      ),
    });
  };
  const turnPerson = (key: string): void =>
    setDecisions({
      ...decisions,
      people: new Set(
        decisions.people.has(key) ? [...decisions.people].filter((one) => one !== key) : [...decisions.people, key],
      ),
    });
  const mend = (key: string, mended: Mended | undefined): void => {
    const all = new Map(decisions.mended);
    if (mended) all.set(key, mended);
    else all.delete(key);
    setDecisions({ ...decisions, mended: all });
    setMending(undefined);
  };
  const openRow = (row: OpenRow) => (
    <RowToMend key={row.key} row={row} mended={decisions.mended.get(row.key)} onOpen={() => setMending(row)} />
  );

  return (
    <Page
      title={title}
      context={roster.roster?.fileName}
      focusKey="preview"
      places="hide"
      back={{
        href: householdsPaths(basePath).import,
        onClick: (event) => {
          event.preventDefault();
          roster.backTo('columns');
        },
      }}
      action={
        isSomething ? (
          <Button
            variant="primary"
            block
            onClick={() => void roster.add(village!.id, planImport(checked.judged, checked.duplicates, decisions))}
          >
            {button}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="l">
        <Notice
          kind={isSomething ? 'info' : 'warning'}
          title={t(isSomething ? 'roster.preview.notYet' : 'roster.preview.nothing')}
          next={t(isSomething ? 'roster.preview.notYetNext' : 'roster.preview.nothingNext')}
        />
        <Hidden roster={roster} count={rows.hidden.length} />
        {leftOut.length > 0 && <p>{t('roster.preview.columnsLeftOut', { columns: leftOut.join(', ') })}</p>}
        <Rows
          title={t('roster.preview.bad', { count: rows.refused.length })}
          intro={t('roster.preview.badNext')}
          rows={rows.refused}
          row={openRow}
        />
        <Rows
          title={t('roster.preview.duplicates', { count: checked.duplicates.households.length })}
          intro={t('roster.preview.duplicatesNext')}
          rows={checked.duplicates.households}
          row={(duplicate) => (
            <DuplicateRow
              key={duplicate.key}
              duplicate={duplicate}
              choice={decisions.duplicates.get(duplicate.key) ?? defaultChoice(duplicate)}
              onTurn={() => turnDuplicate(duplicate)}
            />
          )}
        />
        <Rows
          title={t('roster.preview.peopleDuplicates', { count: checked.duplicates.people.length })}
          intro={t('roster.preview.peopleDuplicatesNext')}
          rows={checked.duplicates.people}
          row={(duplicate) => (
            <PersonDuplicateRow
              key={duplicate.key}
              duplicate={duplicate}
              isAdded={decisions.people.has(duplicate.key)}
              onTurn={() => turnPerson(duplicate.key)}
            />
          )}
        />
        <Rows
          title={t('roster.preview.good', { count: rows.fresh.length })}
          rows={rows.fresh}
          row={({ key, household }) => <GoodRow key={key} household={household} />}
        />
        <Rows
          title={t('roster.preview.leftOut', { count: rows.leftOut.length })}
          intro={t('roster.preview.leftOutNext')}
          rows={rows.leftOut}
          row={openRow}
        />
      </Stack>
      {mending && (
        <MendRow
          key={mending.key}
          row={mending}
          mended={decisions.mended.get(mending.key)}
          onMend={(mended) => mend(mending.key, mended)}
          onClose={() => setMending(undefined)}
        />
      )}
    </Page>
  );
}

function Rows<T>({
  title,
  intro,
  rows,
  row,
}: {
  title: string;
  intro?: string;
  rows: readonly T[];
  row: (one: T) => React.ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <Stack>
        {intro !== undefined && <p>{intro}</p>}
        <LongList label={title} count={rows.length} row={(at) => row(rows[at]!)} />
      </Stack>
    </Section>
  );
}

/** The number of rows hidden in the file, with a button to include them. */
function Hidden({ roster, count }: { roster: Roster; count: number }) {
  const { t } = useTranslation('households');
  const { village } = usePhone();
  const households = useHouseholdList(village!.id);
  const withHidden = roster.roster?.withHidden ?? false;
  if ((count === 0 && !withHidden) || households.state !== 'ready') return null;
  const turn = () => void roster.preview(households.value.byName, !withHidden);
  return withHidden ? (
    <Notice
      kind="info"
      title={t('roster.hidden.taken')}
      action={
        <Button onClick={turn} busy={roster.busy ? t('roster.checking') : undefined}>
          {t('roster.hidden.leave')}
        </Button>
      }
    />
  ) : (
    <Notice
      kind="warning"
      title={t('roster.hidden.title', { count })}
      next={t('roster.hidden.next')}
      action={
        <Button onClick={turn} busy={roster.busy ? t('roster.checking') : undefined}>
          {t('roster.hidden.take')}
        </Button>
      }
    />
  );
}

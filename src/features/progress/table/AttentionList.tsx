import { useState } from 'react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, List, ListRow, Section, Stack, TextField } from '../../../ui/index.ts';
import { isPressing, sortRows } from './table-columns.ts';
import type { TableRow } from './table-rows.ts';
import { attentionWords, cellWords, nameOf } from './table-words.ts';
import type { Table } from './use-table.ts';

export interface AttentionListProps {
  readonly table: Table;
  readonly chosen: string | undefined;
  readonly hrefOf: (row: TableRow) => string;
}

const worthSearching = 12;
/** Rows at first, of those that need a look and of the others. */
const shownFirst = { pressing: 10, others: 5 } as const;
const moreAtOnce = 60;

/** The same villages on a phone: those that need a look first, each with the reason. */
export function AttentionList({ table, chosen, hrefOf }: AttentionListProps) {
  const { t } = useTranslation(['villages', 'progress']);
  const rows = sortRows(table.rows, { by: 'attention', direction: 'ascending' });
  const pressing = rows.filter(isPressing);
  const others = rows.filter((row) => !isPressing(row));
  return (
    <Stack gap="l">
      {(rows.length > worthSearching || table.typed !== '') && (
        <TextField
          type="search"
          label={t('progress:villages.search')}
          hint={t('progress:villages.searchHint')}
          value={table.typed}
          onChange={table.search}
        />
      )}
      {rows.length === 0 && <p>{t('progress:villages.foundNone')}</p>}
      {rows.length > 0 && pressing.length === 0 && <p>{t('attention.nothing')}</p>}
      <Part title={t('attention.title')} rows={pressing} first={shownFirst.pressing} chosen={chosen} hrefOf={hrefOf} />
      <Part
        title={t('attention.others')}
        rows={others}
        first={pressing.length > 0 ? shownFirst.others : shownFirst.pressing}
        chosen={chosen}
        hrefOf={hrefOf}
      />
    </Stack>
  );
}

function Part({
  title,
  rows,
  first,
  chosen,
  hrefOf,
}: Pick<AttentionListProps, 'chosen' | 'hrefOf'> & { title: string; rows: readonly TableRow[]; first: number }) {
  const { t } = useTranslation(['villages', 'progress']);
  const { format } = useLanguage();
  const [most, setMost] = useState(first);
  if (rows.length === 0) return null;
  const rest = rows.length - most;
  return (
    <Section title={title}>
      <Stack gap="s">
        <List label={title}>
          {rows.slice(0, most).map((row) => (
            <ListRow
              key={row.area.id}
              href={hrefOf(row)}
              current={row.area.id === chosen}
              title={nameOf(row)}
              meta={
                <>
                  {attentionWords(row, { t, format }) || t('attention.fine')}
                  <br />
                  {row.isVillage
                    ? (row.coverage &&
                        [
                          row.coverage.households === 0
                            ? t('progress:villages.noHouseholds')
                            : t('progress:villages.asked', {
                                done: row.coverage.surveyed,
                                all: row.coverage.households,
                              }),
                          row.reports.signed > 0
                            ? t(`progress:report.state.${row.reports.received > 0 ? 'received' : 'sent'}`)
                            : '',
                        ]
                          .filter(Boolean)
                          .join(' · ')) ||
                      t('progress:villages.notCounted')
                    : [t('inside', { count: row.villages }), cellWords(row, 'coverage', { t, format })].join(' · ')}
                </>
              }
            />
          ))}
        </List>
        {rest > 0 && (
          <Button block onClick={() => setMost(most + moreAtOnce)}>
            {t('attention.more', { count: rest })}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

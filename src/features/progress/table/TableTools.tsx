import { Check, Copy, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, Icon, SegmentedChoice, TextField } from '../../../ui/index.ts';
import { rowFilters } from './table-columns.ts';
import type { Table } from './use-table.ts';
import styles from './table-screen.module.css';

export interface TableToolsProps {
  readonly table: Table;
  /** The figures shown: the main ones, or every one. */
  readonly which: 'main' | 'all';
  readonly onWhich: (which: 'main' | 'all') => void;
  readonly onCopy: () => void;
  /** How old the figures are, at the end of the line. */
  readonly aside: ReactNode;
}

/** Search, columns, copy, print and filters; a filter that would leave nothing cannot be pressed. */
export function TableTools({ table, which, onWhich, onCopy, aside }: TableToolsProps) {
  const { t } = useTranslation(['villages', 'progress']);
  return (
    <div className={styles.tools}>
      <div className={styles.search}>
        <TextField type="search" label={t('progress:villages.search')} value={table.typed} onChange={table.search} />
      </div>
      <SegmentedChoice
        legend={t('which.label')}
        value={which}
        onChange={(value) => onWhich(value === 'all' ? 'all' : 'main')}
        options={[
          { value: 'main', label: t('which.main') },
          { value: 'all', label: t('which.all') },
        ]}
      />
      <div className={styles.buttons}>
        <Button icon={Copy} onClick={onCopy}>
          {t('copy')}
        </Button>
        <Button icon={Printer} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <fieldset className={styles.chips}>
        <legend className={styles.note}>{t('filters')}</legend>
        {rowFilters.map((filter) => {
          const isOn = table.filters.has(filter);
          return (
            <button
              key={filter}
              type="button"
              className={styles.chip}
              aria-pressed={isOn}
              disabled={!isOn && table.counts[filter] === 0}
              onClick={() => table.toggle(filter)}
            >
              {isOn && <Icon of={Check} size="s" />}
              {t(`filter.${filter}`, { count: table.counts[filter] })}
            </button>
          );
        })}
      </fieldset>
      <div className={styles.aside}>{aside}</div>
    </div>
  );
}

import { useState, type ReactNode } from 'react';
import type { Area } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { List, TextField } from '../../ui/index.ts';
import { areasNamed } from './area-names.ts';

const most = 50;
const worthSearching = 12;

export interface AreaRowsProps {
  readonly areas: readonly Area[];
  /** Said where there is no area at all. */
  readonly none?: string;
  /** With a key. */
  readonly row: (area: Area) => ReactNode;
}

/** A row an area; found by name where there are many of them. */
export function AreaRows({ areas, none, row }: AreaRowsProps) {
  const { t } = useTranslation('team');
  const [typed, setTyped] = useState('');
  const found = areasNamed(typed, areas);
  return (
    <>
      {areas.length > worthSearching && (
        <TextField
          type="search"
          label={t('areas.search')}
          hint={t('areas.searchHint')}
          value={typed}
          onChange={setTyped}
        />
      )}
      {areas.length === 0 && none !== undefined ? <p>{none}</p> : found.length === 0 && <p>{t('areas.foundNone')}</p>}
      {found.length > 0 && <List>{found.slice(0, most).map(row)}</List>}
      {found.length > most && <p>{t('areas.more', { count: found.length - most })}</p>}
    </>
  );
}

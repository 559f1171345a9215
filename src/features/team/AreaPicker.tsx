import { useState } from 'react';
import { titleName, type Area } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { ChoiceList, Stack, TextField } from '../../ui/index.ts';
import { areasNamed } from './area-names.ts';

export interface AreaPickerProps {
  readonly legend: string;
  readonly areas: readonly Area[];
  /** The area's id. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

const most = 8;

/** One area out of a few by choosing, out of many by typing its name first. */
export function AreaPicker({ legend, areas, value, onChange, error }: AreaPickerProps) {
  const { t } = useTranslation('team');
  const [typed, setTyped] = useState('');
  const found = areasNamed(typed, areas);
  const chosen = areas.find(({ id }) => id === value);
  // What is chosen stays in sight whatever is typed.
  const shown = [...(chosen ? [chosen] : []), ...found.filter((area) => area !== chosen)].slice(0, most);
  const rest = found.length - most;
  return (
    <Stack gap="s">
      {areas.length > most && (
        <TextField
          type="search"
          label={t('areas.search')}
          hint={t('areas.searchHint')}
          value={typed}
          onChange={setTyped}
        />
      )}
      {found.length === 0 && <p>{t('areas.foundNone')}</p>}
      <ChoiceList
        legend={legend}
        options={shown.map((area) => ({ value: area.id, label: titleName(area) }))}
        value={value}
        onChange={onChange}
        {...(error !== undefined && { error })}
      />
      {rest > 0 && <p>{t('areas.more', { count: rest })}</p>}
    </Stack>
  );
}

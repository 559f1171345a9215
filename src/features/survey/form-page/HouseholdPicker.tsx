import { useMemo, useState } from 'react';
import { createFinder } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useToday } from '../../../phone/hooks.ts';
import { ChoiceList, Stack, TextField } from '../../../ui/index.ts';

/** As many as fit a screen or two; whoever looks for another types its name. */
const shownAtOnce = 8;

type Props = {
  legend: string;
  hint?: string;
  /** By name. */
  households: readonly HouseholdEntry[];
  /** Before the others. */
  likely?: readonly HouseholdEntry[];
  value: Uuid | null;
  onChange: (household: Uuid) => void;
  error: string | undefined;
};

const none: readonly HouseholdEntry[] = [];

/** One household of the village's list. */
export function HouseholdPicker({ legend, hint, households, likely = none, value, onChange, error }: Props) {
  const { t } = useTranslation('survey');
  const today = useToday();
  const [find] = useState(createFinder);
  const [typed, setTyped] = useState('');
  const found = useMemo(() => {
    const fitting = find(households, { text: typed }, today).map(({ entry }) => entry);
    const first = new Set(likely);
    const fits = new Set(first.size > 0 ? fitting : []);
    const shown: HouseholdEntry[] = likely.filter((entry) => fits.has(entry)).slice(0, shownAtOnce);
    for (const entry of fitting) {
      if (shown.length >= shownAtOnce) break;
      if (!first.has(entry)) shown.push(entry);
    }
    const chosen = value === null ? undefined : households.find(({ id }) => id === value);
    return chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  }, [find, households, likely, typed, today, value]);
  return (
    <Stack>
      {households.length > shownAtOnce && (
        <TextField
          label={t('merge.search')}
          type="search"
          value={typed}
          onChange={setTyped}
          maxLength={60}
          spellCheck={false}
        />
      )}
      {found.length === 0 && <p>{t('merge.none')}</p>}
      <ChoiceList
        legend={legend}
        hint={hint}
        value={value}
        onChange={onChange}
        error={error}
        options={found.map(({ id, household }) => ({
          value: id,
          label: household.headName || t('household.noName'),
          hint: household.address || t('merge.noAddress'),
        }))}
      />
    </Stack>
  );
}

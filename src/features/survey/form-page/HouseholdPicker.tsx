import { useMemo, useState } from 'react';
import { compareVietnamese } from '../../../domain/search/name-order.ts';
import { foldText } from '../../../lib/fold.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { PhoneHousehold } from '../../../phone/hooks.ts';
import { ChoiceList, Stack, TextField } from '../../../ui/index.ts';

/** As many as fit a screen or two; whoever looks for another types its name. */
const shownAtOnce = 8;

type Props = {
  legend: string;
  hint?: string;
  households: readonly PhoneHousehold[];
  /** Before the others. */ likely?: readonly PhoneHousehold[];
  value: Uuid | null;
  onChange: (household: Uuid) => void;
  error: string | undefined;
};

/** One household of the village's list. */
export function HouseholdPicker({ legend, hint, households, likely = [], value, onChange, error }: Props) {
  const { t } = useTranslation('survey');
  const [typed, setTyped] = useState('');
  const found = useMemo(() => {
    const wanted = foldText(typed.trim());
    const first = new Set(likely.map(({ id }) => id));
    const rest = households
      .filter(({ id }) => !first.has(id))
      .sort((a, b) => compareVietnamese(a.headName, b.headName));
    const fitting = [...likely, ...rest].filter(({ headName }) => wanted === '' || foldText(headName).includes(wanted));
    const shown = fitting.slice(0, shownAtOnce);
    const chosen = households.find(({ id }) => id === value);
    return chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  }, [households, likely, typed, value]);
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
        options={found.map((household) => ({
          value: household.id,
          label: household.headName || t('household.noName'),
          hint: household.address || t('merge.noAddress'),
        }))}
      />
    </Stack>
  );
}

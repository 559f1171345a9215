import { useMemo, useState } from 'react';
import { foldText } from '../../domain/fold.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PhoneHousehold } from '../../sync/react.ts';
import { ChoiceList, Stack, TextField } from '../../ui/index.ts';

/** As many as fit a screen or two; whoever looks for another types its name. */
const shownAtOnce = 8;

type Props = { legend: string; hint?: string; homes: readonly PhoneHousehold[]; /** Before the others. */ likely?: readonly PhoneHousehold[]; value: Uuid | null; onChange: (home: Uuid) => void; error: string | undefined };

/** One home of the village's list. */
export function HomePicker({ legend, hint, homes, likely = [], value, onChange, error }: Props) {
  const { t } = useTranslation('survey');
  const [typed, setTyped] = useState('');
  const found = useMemo(() => {
    const wanted = foldText(typed.trim());
    const first = new Set(likely.map(({ id }) => id));
    const rest = homes.filter(({ id }) => !first.has(id)).sort((a, b) => a.headName.localeCompare(b.headName, 'vi'));
    const fitting = [...likely, ...rest].filter(({ headName }) => wanted === '' || foldText(headName).includes(wanted));
    const shown = fitting.slice(0, shownAtOnce);
    const chosen = homes.find(({ id }) => id === value);
    return chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  }, [homes, likely, typed, value]);
  return (
    <Stack>
      {homes.length > shownAtOnce && <TextField label={t('merge.search')} type="search" value={typed} onChange={setTyped} maxLength={60} spellCheck={false} />}
      {found.length === 0 && <p>{t('merge.none')}</p>}
      <ChoiceList
        legend={legend}
        hint={hint}
        value={value}
        onChange={onChange}
        error={error}
        options={found.map((home) => ({ value: home.id, label: home.headName || t('home.noName'), hint: home.address || t('merge.noAddress') }))}
      />
    </Stack>
  );
}

import { useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { noTicks, type Ticks, type TicksById } from '../../../domain/questionnaire/ticks.ts';
import type { Person } from '../../../domain/people/village.ts';
import { Button, SegmentedChoice, Stack } from '../../../ui/index.ts';

type Props = {
  people: readonly Person[];
  ticks: TicksById;
  nameOf: (person: Uuid) => string;
  onChange: (person: Uuid, ticks: Ticks) => void;
};

/**
 * Marks people without an answer: "Chưa rõ", asked again, or "Không muốn trả lời", not asked again. Rare, so folded.
 */
export function WithoutAnswer({ people, ticks, nameOf, onChange }: Props) {
  const { t } = useTranslation('survey');
  const [opened, setOpened] = useState(false);
  const isShown = opened || people.some(({ id }) => 'na' in (ticks.get(id) ?? noTicks));
  if (!isShown)
    return (
      <Button variant="quiet" onClick={() => setOpened(true)}>
        {t('ticks.unsure')}
      </Button>
    );
  return (
    <Stack>
      {people.map(({ id }) => {
        const of = ticks.get(id) ?? noTicks;
        return (
          <SegmentedChoice
            key={id}
            legend={nameOf(id)}
            value={'na' in of ? of.na : 'asked'}
            onChange={(value) => onChange(id, value === 'unknown' || value === 'refused' ? { na: value } : noTicks)}
            options={[
              { value: 'asked', label: t('ticks.asked') },
              { value: 'unknown', label: t('unknown') },
              { value: 'refused', label: t('refused') },
            ]}
          />
        );
      })}
    </Stack>
  );
}

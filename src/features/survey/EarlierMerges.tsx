import { useMemo } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import { useRecords } from '../../sync/react.ts';
import { Section, Stack } from '../../ui/index.ts';
import { MergedNote } from './MergedNote.tsx';
import { useVillage, type HomeSheet } from './use-survey.ts';

/**
 * Merges of this home that the server has carried out long since, each with its way back. A home's own screen reads nothing
 * but that home and cannot tell; here the whole village is read, for the few who look for it.
 */
export function EarlierMerges({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const records = useRecords(useVillage());
  const whole = useMemo(() => (records.state === 'ready' ? withMerges(sheet, records.value) : sheet), [sheet, records]);
  const homes = new Set(whole.mergedOf(sheet.household.id).map(({ id }) => id));
  // Who was listed in both homes comes apart with the homes.
  const people = sheet.household.people.filter(({ id }) => whole.mergedOf(id).some(({ fields }) => typeof fields['household'] !== 'string' || !homes.has(fields['household'])));
  if (homes.size === 0 && people.length === 0) return null;
  return (
    <Section title={t('merge.earlier')}>
      <Stack gap="m">
        <MergedNote sheet={whole} record={sheet.household.id} />
        {people.map(({ id }) => <MergedNote key={id} sheet={whole} record={id} />)}
      </Stack>
    </Section>
  );
}

function withMerges(sheet: HomeSheet, records: readonly PhoneRecord[]): HomeSheet {
  const merged = new Map<Uuid, readonly PhoneRecord[]>(records.flatMap(({ id, merged }) => (merged ? [[id, merged]] : [])));
  const bases = new Map([...merged.values()].flat().map((gone) => [gone.id, gone.bases]));
  return { ...sheet, mergedOf: (record) => merged.get(record) ?? [], basesOf: (record) => bases.get(record) ?? sheet.basesOf(record) };
}

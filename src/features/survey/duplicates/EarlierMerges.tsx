import { useMemo } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { PhoneRecord } from '../../../store/phone-store.ts';
import { useMergedRecords } from '../../../phone/hooks.ts';
import { Section, Stack } from '../../../ui/index.ts';
import { MergedNote } from './MergedNote.tsx';
import { useVillage } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';

/**
 * Merges of this household that the server has applied, each with its undo. What was merged away is none of the
 * household's own records any more, so it is read by itself.
 */
export function EarlierMerges({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const records = useMergedRecords(useVillage(), formContext.household.id);
  const whole = useMemo(
    () => (records.state === 'ready' ? withMerges(formContext, records.value) : formContext),
    [formContext, records],
  );
  const households = new Set(whole.mergedOf(formContext.household.id).map(({ id }) => id));
  // The people merged with the households are split with them.
  const people = formContext.household.people.filter(({ id }) =>
    whole
      .mergedOf(id)
      .some(({ fields }) => typeof fields['household'] !== 'string' || !households.has(fields['household'])),
  );
  if (households.size === 0 && people.length === 0) return null;
  return (
    <Section title={t('merge.earlier')}>
      <Stack gap="m">
        <MergedNote formContext={whole} record={formContext.household.id} />
        {people.map(({ id }) => (
          <MergedNote key={id} formContext={whole} record={id} />
        ))}
      </Stack>
    </Section>
  );
}

function withMerges(formContext: HouseholdContext, records: readonly PhoneRecord[]): HouseholdContext {
  const merged = new Map<Uuid, readonly PhoneRecord[]>(
    records.flatMap(({ id, merged }) => (merged ? [[id, merged]] : [])),
  );
  const bases = new Map([...merged.values()].flat().map((gone) => [gone.id, gone.bases]));
  return {
    ...formContext,
    mergedOf: (record) => merged.get(record) ?? [],
    basesOf: (record) => bases.get(record) ?? formContext.basesOf(record),
  };
}

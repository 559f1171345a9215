import { aidOf } from '../../../domain/work/aid.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { useHouseholdRecords } from '../../../phone/hooks.ts';
import { List, ListRow, Section } from '../../../ui/index.ts';
import { useVillage } from '../use-household.ts';

/** On a household's page: what it was given, newest first. */
export function AidGiven({ household }: { household: Uuid }) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const records = useHouseholdRecords(useVillage(), household);
  const given = records.state === 'ready' ? aidOf(records.value) : [];
  if (given.length === 0) return null;
  return (
    <Section title={t('aid.given')}>
      <List>
        {given.map(({ id, what, giver, on }) => (
          <ListRow
            key={id}
            title={t(`aid.kind.${what}`)}
            meta={[giver || t('aid.byTeam'), format.day(on)].join(' · ')}
          />
        ))}
      </List>
    </Section>
  );
}

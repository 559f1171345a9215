import {
  ArrowRightLeft,
  Calculator,
  CalendarClock,
  ClipboardList,
  Gift,
  HandHelping,
  HeartHandshake,
  History,
  HouseWifi,
  Lightbulb,
  Merge,
  Pencil,
  ShieldCheck,
  Split,
  Undo2,
} from 'lucide-react';
import { adultsOf } from '../../../domain/people/village.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { List, ListRow, Section } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';
import { otherVillages } from '../forms/MoveHouseholdScreen.tsx';
import type { StartOptions } from '../interview/survey-form.ts';

/** The rarer actions on a household, as a list. */
export function MoreHere({
  formContext,
  canAskAll,
  start,
}: {
  formContext: HouseholdContext;
  canAskAll: boolean;
  start: (options: StartOptions) => void;
}) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { household, today } = formContext;
  const { id } = household;
  const paths = addressesBelow(phone.basePath);
  return (
    <Section title={t('household.more')}>
      <List>
        <ListRow icon={HandHelping} href={paths.newVisit(id)} title={t('household.noteVisit')} />
        <ListRow icon={CalendarClock} href={paths.outcome(id)} title={t('outcome.open')} />
        {canAskAll && adultsOf(household, today).length > 0 && (
          <ListRow
            icon={ClipboardList}
            onClick={() => start({ pace: 'all', length: 'full' })}
            title={t('household.askAll')}
          />
        )}
        <ListRow icon={Lightbulb} href={paths.newProposal(id)} title={t('household.propose')} />
        {phone.role !== 'member' && <ListRow icon={Undo2} href={paths.newRemark(id)} title={t('remark.open')} />}
        <ListRow icon={Gift} href={paths.newAid(id)} title={t('aid.open')} />
        <ListRow icon={Calculator} href={paths.tally(id)} title={t('tally.open')} />
        <ListRow icon={Pencil} href={paths.editHousehold(id)} title={t('household.edit')} />
        <ListRow
          icon={HeartHandshake}
          href={paths.hardship(id)}
          title={t(household.hardship ? 'hardship.openSet' : 'hardship.open')}
        />
        {household.people.length > 1 && <ListRow icon={Split} href={paths.split(id)} title={t('split.open')} />}
        <ListRow icon={Merge} href={paths.merge(id)} title={t('merge.open')} />
        {otherVillages(phone).length > 0 && (
          <ListRow icon={ArrowRightLeft} href={paths.moveHousehold(id)} title={t('moveHousehold.open')} />
        )}
        <ListRow icon={HouseWifi} href={paths.digitalFamily(id)} title={t('household.digitalFamily')} />
        <ListRow icon={History} href={paths.householdHistory(id)} title={t('household.history')} />
        <ListRow icon={ShieldCheck} href={paths.rights(id)} title={t('household.rights')} />
      </List>
    </Section>
  );
}

import { titleName } from '../../../domain/access/area.ts';
import { digitalFamily } from '../../../domain/checklist/digital-family.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { PrintedPage, PrintedSheet, PrintedTable } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';
import { HouseholdActionScreen } from '../form-page/HouseholdActionScreen.tsx';
import { criterionFacts, familySources, verdictWords } from './family-words.ts';

/** The same on one A4 page, for the family. */
export const PrintDigitalFamilyScreen = () => <HouseholdActionScreen screen={Sheet} />;

function Sheet({ formContext: { household, today } }: { formContext: HouseholdContext }) {
  const { t } = useTranslation(['checklists', 'survey', 'guides']);
  const { format } = useLanguage();
  const { basePath, village, me } = usePhone();
  const filled = digitalFamily(household, today);
  const title = t('checklists:print.title', { name: t('checklists:family.name') });
  const places = [village, me.areas.find(({ id }) => id === village?.parent)].flatMap((area) => area ?? []);
  return (
    <PrintedPage
      title={title}
      context={[household.headName || t('survey:household.noName'), ...places.map(titleName)].join(', ')}
      back={{ href: addressesBelow(basePath).digitalFamily(household.id) }}
      print={t('checklists:print.action')}
    >
      <PrintedSheet signatures={[t('checklists:print.family.sign'), t('checklists:print.family.team')]}>
        <p>
          {verdictWords(filled, t)}. {t('checklists:print.on', { day: format.day(today) })}
        </p>
        <PrintedTable
          label={title}
          columns={[
            { words: t('checklists:print.column.criterion'), holds: 'sentence' },
            { words: t('checklists:print.column.state') },
            { words: t('checklists:print.column.nowOfFamily'), holds: 'sentence' },
          ]}
          rows={filled.map((one) => ({
            id: one.criterion.id,
            cells: [
              t(`checklists:family.criterion.${one.criterion.id}`),
              t(`checklists:state.${one.state}`),
              criterionFacts(one, t),
            ],
          }))}
        />
        <p>{t('checklists:family.note')}</p>
        <p>
          {t('checklists:source.title')}: {familySources.join('; ')}.
        </p>
      </PrintedSheet>
    </PrintedPage>
  );
}

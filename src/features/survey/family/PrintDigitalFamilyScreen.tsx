import { Printer } from 'lucide-react';
import { titleName } from '../../../domain/access/area.ts';
import { digitalFamily } from '../../../domain/checklist/digital-family.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, Page, PrintedSheet, TableFrame } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';
import { HouseholdActionScreen } from '../form-page/HouseholdActionScreen.tsx';
import { criterionFacts, familySources, verdictWords } from './family-words.ts';

/** The same on one A4 page, for the family. */
export const PrintDigitalFamilyScreen = () => <HouseholdActionScreen screen={Sheet} />;

function Sheet({ formContext: { household, today } }: { formContext: HouseholdContext }) {
  const { t } = useTranslation(['checklists', 'survey', 'guides']);
  const { format } = useLanguage();
  const { basePath, village } = usePhone();
  const filled = digitalFamily(household, today);
  const title = t('checklists:print.title', { name: t('checklists:family.name') });
  return (
    <Page
      wide
      title={title}
      context={[household.headName || t('survey:household.noName'), ...(village ? [titleName(village)] : [])].join(
        ', ',
      )}
      back={{ href: addressesBelow(basePath).digitalFamily(household.id) }}
      action={
        <Button variant="primary" block icon={Printer} onClick={() => window.print()}>
          {t('checklists:print.action')}
        </Button>
      }
    >
      <PrintedSheet signatures={[t('checklists:print.family.sign'), t('checklists:print.family.team')]}>
        <p>
          {verdictWords(filled, t)}. {t('checklists:print.on', { day: format.day(today) })}
        </p>
        <TableFrame label={title}>
          <table>
            <thead>
              <tr>
                {(['number', 'criterion', 'state', 'nowOfFamily'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`checklists:print.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {filled.map((one, at) => (
                <tr key={one.criterion.id}>
                  <td>{at + 1}</td>
                  <th scope="row">{t(`checklists:family.criterion.${one.criterion.id}`)}</th>
                  <td>{t(`checklists:state.${one.state}`)}</td>
                  <td>{criterionFacts(one, t)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
        <p>{t('checklists:family.note')}</p>
        <p>
          {t('checklists:source.title')}: {familySources.join('; ')}.
        </p>
      </PrintedSheet>
    </Page>
  );
}

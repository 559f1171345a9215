import { shownChecklists } from '../../../domain/checklist/area-checklist.ts';
import { fillIn } from '../../../domain/checklist/fill-in.ts';
import { titleName } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { keeperOf, listName, sumWords } from '../../../phone/checklist-words.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Card, List, ListRow, Page, Stack, TextLink } from '../../../ui/index.ts';
import { ChecklistFrame, type VillageChecklists } from './ChecklistFrame.tsx';
import { shownTicks } from './shown-ticks.ts';

/** A village's checklists, each with how much of it is met, and how many of its households are a digital family. */
export function ChecklistsScreen() {
  const { t } = useTranslation('checklists');
  return <ChecklistFrame title={t('title')}>{(of) => <Lists {...of} />}</ChecklistFrame>;
}

function Lists({ village, named, figures, ticks }: VillageChecklists) {
  const { t } = useTranslation(['checklists', 'progress']);
  const { me, basePath } = usePhone();
  const paths = addressesBelow(basePath);
  const back = named === undefined ? paths.overview('team') : paths.villages(village.id);
  const shown = shownTicks(ticks, me.name);
  const { families } = figures;
  return (
    <Page
      context={titleName(village)}
      title={t('checklists:title')}
      back={{ href: back }}
      intro={<p>{t('checklists:intro')}</p>}
    >
      <Stack gap="l">
        <List label={t('checklists:title')}>
          {shownChecklists(ticks.lists).map((list) => (
            <ListRow
              key={list.id}
              href={paths.checklist(list.id, named)}
              title={listName(list, { t })}
              meta={[keeperOf(list, me.areas), sumWords(fillIn(list, figures.figures, shown), { t })]
                .filter((words) => words !== undefined)
                .join(' · ')}
            />
          ))}
        </List>
        {families && families.total > 0 && (
          <Card title={t('checklists:family.village')}>
            <p>{t('checklists:family.villageMet', { met: families.met, total: families.total })}</p>
            <p>{t('checklists:family.villageRest', { notMet: families.notMet, unknown: families.unknown })}</p>
            <p>
              <TextLink href={paths.households}>{t('checklists:family.villageNext')}</TextLink>
            </p>
          </Card>
        )}
      </Stack>
    </Page>
  );
}

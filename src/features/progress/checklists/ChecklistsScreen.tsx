import { checklists } from '../../../domain/checklist/checklists.ts';
import { fillIn, statesIn } from '../../../domain/checklist/fill-in.ts';
import { titleName } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Card, List, ListRow, Page, Stack, TextLink } from '../../../ui/index.ts';
import { ChecklistFrame, type VillageChecklists } from './ChecklistFrame.tsx';
import { shownTicks } from './shown-ticks.ts';

/** The checklists of a village, each with how much of it is met, and how many of its households are a digital family. */
export function ChecklistsScreen() {
  const { t } = useTranslation('checklists');
  return <ChecklistFrame title={t('title')}>{(of) => <Lists {...of} />}</ChecklistFrame>;
}

function Lists({ village, named, figures, ticks }: VillageChecklists) {
  const { t } = useTranslation('checklists');
  const { me, basePath } = usePhone();
  const paths = addressesBelow(basePath);
  const back = named === undefined ? paths.overview('team') : paths.villages(village.id);
  const shown = shownTicks(ticks, me.name);
  const { families } = figures;
  return (
    <Page context={titleName(village)} title={t('title')} back={{ href: back }} intro={<p>{t('intro')}</p>}>
      <Stack gap="l">
        <List label={t('title')}>
          {checklists.map((list) => {
            const { met, notMet, unknown, hidden } = statesIn(fillIn(list, figures.figures, shown));
            return (
              <ListRow
                key={list.id}
                href={paths.checklist(list.id, named)}
                title={t(`list.${list.id}.name`)}
                meta={`${t('sum', { met, all: list.criteria.length })}. ${t('sumRest', { notMet, unknown: unknown + hidden })}.`}
              />
            );
          })}
        </List>
        {families && families.total > 0 && (
          <Card title={t('family.village')}>
            <p>{t('family.villageMet', { met: families.met, total: families.total })}</p>
            <p>{t('family.villageRest', { notMet: families.notMet, unknown: families.unknown })}</p>
            <p>
              <TextLink href={paths.households}>{t('family.villageNext')}</TextLink>
            </p>
          </Card>
        )}
      </Stack>
    </Page>
  );
}

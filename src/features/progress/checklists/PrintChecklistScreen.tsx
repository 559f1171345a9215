import { titleName } from '../../../domain/access/area.ts';
import { isKept, type ShownChecklist } from '../../../domain/checklist/area-checklist.ts';
import { sourcesOf } from '../../../domain/checklist/checklists.ts';
import { fillIn } from '../../../domain/checklist/fill-in.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import {
  criterionWords,
  decisionWords,
  listName,
  nowWords,
  placeOf,
  sumWords,
} from '../../../phone/checklist-words.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { PrintedPage, PrintedSheet, PrintedTable } from '../../../ui/index.ts';
import { type VillageChecklists } from './ChecklistFrame.tsx';
import { ChosenList } from './ChosenList.tsx';
import { shownTicks } from './shown-ticks.ts';

/** A checklist of a village on one A4 page, to be signed. */
export function PrintChecklistScreen() {
  const { basePath } = usePhone();
  return (
    <ChosenList back={(list, named) => addressesBelow(basePath).checklist(list, named)}>
      {(list, of) => <Sheet list={list} of={of} />}
    </ChosenList>
  );
}

function Sheet({ list, of: { village, named, figures, ticks } }: { list: ShownChecklist; of: VillageChecklists }) {
  const { t } = useTranslation(['checklists', 'progress']);
  const { format } = useLanguage();
  const { me, basePath } = usePhone();
  const above = me.areas.find(({ id }) => id === village.parent);
  const words = { t, format };
  const filled = fillIn(list, figures.figures, shownTicks(ticks, me.name));
  const sourceOf = (of: ShownChecklist): string =>
    isKept(of)
      ? `${decisionWords(of, words)}. ${placeOf(of, me.areas, words)}`
      : `${sourcesOf(of)
          .map(({ title: name }) => name)
          .join('; ')}.`;
  const title = t('checklists:print.title', { name: listName(list, words) });
  return (
    <PrintedPage
      context={[titleName(village), ...(above ? [titleName(above)] : [])].join(', ')}
      title={title}
      back={{ href: addressesBelow(basePath).checklist(list.id, named) }}
      print={t('checklists:print.action')}
    >
      <PrintedSheet signatures={[t('checklists:print.sign'), t('checklists:print.commune')]}>
        <p>
          {sumWords(filled, words)} {t('checklists:print.on', { day: format.day(figures.asOf) })}
          {ticks.unsent.some(({ checklist }) => checklist === list.id) && ` ${t('checklists:print.unsent')}`}
        </p>
        <PrintedTable
          label={title}
          columns={[
            { words: t('checklists:print.column.criterion'), holds: 'sentence' },
            { words: t('checklists:print.column.state') },
            { words: t('checklists:print.column.now'), holds: 'sentence' },
          ]}
          rows={filled.map((one) => ({
            id: one.criterion.id,
            cells: [criterionWords(one.criterion, words), t(`checklists:state.${one.state}`), nowWords(one, words)],
          }))}
        />
        {!isKept(list) && <p>{t(`checklists:list.${list.id}.note`)}</p>}
        <p>
          {t('checklists:source.title')}: {sourceOf(list)}
        </p>
      </PrintedSheet>
    </PrintedPage>
  );
}

import { useParams } from 'react-router';
import { titleName } from '../../../domain/access/area.ts';
import type { Checklist } from '../../../domain/checklist/checklist.ts';
import { checklists, sourcesOf } from '../../../domain/checklist/checklists.ts';
import { fillIn } from '../../../domain/checklist/fill-in.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { PrintedPage, PrintedSheet, PrintedTable } from '../../../ui/index.ts';
import { ChecklistFrame, type VillageChecklists } from './ChecklistFrame.tsx';
import { NoSuchList } from './ChecklistScreen.tsx';
import { criterionWords, nowWords, sumWords } from './checklist-words.ts';
import { shownTicks } from './shown-ticks.ts';

/** A checklist of a village on one A4 page, to be signed. */
export function PrintChecklistScreen() {
  const { t } = useTranslation('checklists');
  const { basePath } = usePhone();
  const { checklist } = useParams();
  const list = checklists.find(({ id }) => id === checklist);
  if (!list) return <NoSuchList />;
  return (
    <ChecklistFrame
      title={t('print.title', { name: t(`list.${list.id}.name`) })}
      back={(named) => addressesBelow(basePath).checklist(list.id, named)}
    >
      {(of) => <Sheet list={list} of={of} />}
    </ChecklistFrame>
  );
}

function Sheet({ list, of: { village, named, figures, ticks } }: { list: Checklist; of: VillageChecklists }) {
  const { t } = useTranslation(['checklists', 'progress']);
  const { format } = useLanguage();
  const { me, basePath } = usePhone();
  const above = me.areas.find(({ id }) => id === village.parent);
  const words = { t, format };
  const filled = fillIn(list, figures.figures, shownTicks(ticks, me.name));
  const title = t('checklists:print.title', { name: t(`checklists:list.${list.id}.name`) });
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
          {ticks.unsent.length > 0 && ` ${t('checklists:print.unsent')}`}
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
        <p>{t(`checklists:list.${list.id}.note`)}</p>
        <p>
          {t('checklists:source.title')}:{' '}
          {sourcesOf(list)
            .map(({ title: name }) => name)
            .join('; ')}
          .
        </p>
      </PrintedSheet>
    </PrintedPage>
  );
}

import type { AreaChecklist } from '../../domain/checklist/area-checklist.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { answeredBy, criterionWords, decisionWords, placeWords } from '../../phone/checklist-words.ts';
import { List, ListRow, Section, Stack } from '../../ui/index.ts';

/** A list as a village will see it, without anything filled in. */
export function Preview({ list, level = 2 }: { list: AreaChecklist; level?: 2 | 3 }) {
  const { t } = useTranslation(['checklists', 'progress', 'criteria']);
  const { format } = useLanguage();
  const words = { t, format };
  const rows = (kind: 'figure' | 'ticked') =>
    list.criteria
      .filter((one) => one.kind === kind)
      .map((one) => (
        <ListRow
          key={one.id}
          title={criterionWords(one, words)}
          meta={answeredBy(one, words) ?? t('criteria:byTick')}
        />
      ));
  const [byFigures, byPeople] = [rows('figure'), rows('ticked')];
  return (
    <Stack gap="l">
      <p>
        {list.replaces
          ? t('criteria:replacesList', { name: t(`checklists:list.${list.replaces}.name`) })
          : t('criteria:replacesNone')}
      </p>
      {byFigures.length > 0 && (
        <Section level={level} title={t('checklists:byFigures')}>
          <List>{byFigures}</List>
        </Section>
      )}
      {byPeople.length > 0 && (
        <Section level={level} title={t('checklists:byPeople')}>
          <List>{byPeople}</List>
        </Section>
      )}
      <Section level={level} title={t('checklists:source.title')}>
        <List>
          <ListRow title={decisionWords(list, words)} meta={placeWords(list, words)} />
        </List>
      </Section>
    </Stack>
  );
}

import { ClipboardList, Plus } from 'lucide-react';
import { useNavigate } from 'react-router';
import { titleName, type Area } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { decisionWords } from '../../phone/checklist-words.ts';
import { usePhone } from '../../phone/hooks.ts';
import {
  Badge,
  EmptyState,
  LinkButton,
  List,
  ListRow,
  Page,
  Section,
  SelectField,
  Stack,
  StatusChip,
} from '../../ui/index.ts';
import { ListsFrame } from './ListsFrame.tsx';
import { useDrafts } from './use-drafts.ts';
import { useKeptLists, type KeptList, type KeptLists } from './use-kept-lists.ts';

/** The lists that a commune or province keeps for its villages, and those that it has from above. */
export function KeptListsScreen() {
  const { t } = useTranslation('criteria');
  const { basePath } = usePhone();
  const of = useKeptLists();
  return (
    <ListsFrame of={of} title={t('title')} back={addressesBelow(basePath).villages()}>
      {(area) => <Lists key={area.id} area={area} of={of} />}
    </ListsFrame>
  );
}

function Lists({ area, of: { all = [], areas, named } }: { area: Area; of: KeptLists }) {
  const { t } = useTranslation(['checklists', 'progress', 'criteria']);
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const drafts = useDrafts(area.id) ?? [];
  const paths = addressesBelow(basePath);
  const used = all.filter((one) => one.area === area.id && !one.withdrawn);
  const withdrawn = all.filter((one) => one.area === area.id && one.withdrawn);
  const above = all.filter((one) => one.area !== area.id && !one.withdrawn);
  // A new one that the server has after all (its answer was lost on the way) is among the others.
  const begun = drafts.find(({ id, before }) => !before && !all.some((one) => one.id === id));
  const row = (list: KeptList) => (
    <Row key={list.id} list={list} area={area} named={named} isDraft={drafts.some(({ id }) => id === list.id)} />
  );
  return (
    <Page
      title={t('criteria:title')}
      context={titleName(area)}
      back={{ href: paths.villages() }}
      intro={<p>{t(area.kind === 'province' ? 'criteria:introProvince' : 'criteria:intro')}</p>}
      action={
        <LinkButton variant="primary" block icon={Plus} href={paths.newCriteria(named)}>
          {t(begun ? 'criteria:goOn' : 'criteria:new')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {areas.length > 1 && (
          <SelectField
            label={t('criteria:area')}
            value={area.id}
            onChange={(id) => void navigate(paths.criteria(id), { replace: true })}
            options={areas.map((one) => ({ value: one.id, label: titleName(one) }))}
          />
        )}
        {used.length === 0 && !begun && (
          <EmptyState icon={ClipboardList} title={t('criteria:none')}>
            {t('criteria:noneNext')}
          </EmptyState>
        )}
        {(used.length > 0 || begun) && (
          <List label={t('criteria:title')}>
            {used.map(row)}
            {begun && (
              <ListRow
                icon={ClipboardList}
                href={paths.newCriteria(named)}
                title={begun.typed.name.trim() === '' ? t('criteria:unnamed') : begun.typed.name}
                trailing={<StatusChip kind="onPhone">{t('criteria:draft')}</StatusChip>}
              />
            )}
          </List>
        )}
        {above.length > 0 && (
          <Section title={t('criteria:above')}>
            <Stack gap="s">
              <p>{t('criteria:aboveNext')}</p>
              <List>{above.map(row)}</List>
            </Stack>
          </Section>
        )}
        {withdrawn.length > 0 && (
          <Section title={t('criteria:withdrawn')}>
            <List>{withdrawn.map(row)}</List>
          </Section>
        )}
      </Stack>
    </Page>
  );
}

interface RowProps {
  readonly list: KeptList;
  readonly area: Area;
  readonly named: string | undefined;
  readonly isDraft: boolean;
}

function Row({ list, area, named, isDraft }: RowProps) {
  const { t } = useTranslation(['checklists', 'progress', 'criteria']);
  const { format } = useLanguage();
  const { basePath, me } = usePhone();
  const keeper = list.area === area.id ? undefined : me.areas.find(({ id }) => id === list.area);
  return (
    <ListRow
      icon={ClipboardList}
      href={addressesBelow(basePath).criteriaList(list.id, named)}
      title={list.name}
      meta={[
        ...(keeper ? [titleName(keeper)] : []),
        t('criteria:count', { count: list.criteria.length }),
        decisionWords(list, { t, format }),
      ].join(' · ')}
      {...(isDraft && { trailing: <StatusChip kind="onPhone">{t('criteria:draft')}</StatusChip> })}
      {...(!isDraft && list.withdrawn && { trailing: <Badge>{t('criteria:withdrawn')}</Badge> })}
    />
  );
}

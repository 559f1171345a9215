import { Printer } from 'lucide-react';
import { useParams } from 'react-router';
import { lineOf, titleName } from '../../../domain/access/area.ts';
import { grantsFor } from '../../../domain/access/roles.ts';
import type { Checklist } from '../../../domain/checklist/checklist.ts';
import { checklists, sourcesOf } from '../../../domain/checklist/checklists.ts';
import { fillIn, type FilledCriterion } from '../../../domain/checklist/fill-in.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { EmptyState, LinkButton, List, ListRow, Notice, Page, Section, Stack } from '../../../ui/index.ts';
import { ChecklistFrame, type VillageChecklists } from './ChecklistFrame.tsx';
import { criterionWords, nowWords, sourceWords, sumWords } from './checklist-words.ts';
import { shownTicks } from './shown-ticks.ts';
import { StateChip } from './StateChip.tsx';
import { TickField } from './TickField.tsx';

/** One checklist of a village: what its figures answer, and what people tick. */
export function ChecklistScreen() {
  const { t } = useTranslation('checklists');
  const { basePath } = usePhone();
  const { checklist } = useParams();
  const list = checklists.find(({ id }) => id === checklist);
  if (!list) return <NoSuchList />;
  return (
    <ChecklistFrame title={t(`list.${list.id}.name`)} back={(named) => addressesBelow(basePath).checklists(named)}>
      {(of) => <Filled list={list} of={of} />}
    </ChecklistFrame>
  );
}

/** For an address that names no list. */
export function NoSuchList() {
  const { t } = useTranslation('checklists');
  const { basePath } = usePhone();
  return (
    <Page title={t('title')} back={{ href: addressesBelow(basePath).checklists() }}>
      <EmptyState title={t('unknownList')}>{t('unknownListNext')}</EmptyState>
    </Page>
  );
}

/** May the person tick the lists of this village? */
export function useMayTick(village: string): boolean {
  const { me } = usePhone();
  const line = lineOf(village, new Map(me.areas.map((area) => [area.id, area]))).map(({ id }) => id);
  return grantsFor('tickChecklists', me.grants, line).length > 0;
}

function Filled({ list, of: { village, named, figures, ticks } }: { list: Checklist; of: VillageChecklists }) {
  const { t } = useTranslation(['checklists', 'progress']);
  const { format } = useLanguage();
  const { me, basePath } = usePhone();
  const mayTick = useMayTick(village.id);
  const paths = addressesBelow(basePath);
  const words = { t, format };
  const filled = fillIn(list, figures.figures, shownTicks(ticks, me.name));
  const row = (one: FilledCriterion, href?: string) => (
    <ListRow
      key={one.criterion.id}
      title={criterionWords(one.criterion, words)}
      meta={nowWords(one, words)}
      trailing={<StateChip state={one.state} />}
      {...(href !== undefined && { href })}
    />
  );
  const byPeople = filled.filter(({ criterion }) => criterion.kind === 'ticked');
  return (
    <Page
      context={titleName(village)}
      title={t(`checklists:list.${list.id}.name`)}
      back={{ href: paths.checklists(named) }}
      intro={<p>{sumWords(filled, words)}</p>}
      action={
        <LinkButton block icon={Printer} href={paths.printChecklist(list.id, named)}>
          {t('checklists:print.open')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {ticks.disputed.length > 0 && <Notice kind="warning" announce title={t('checklists:meanwhile')} />}
        {ticks.state === 'offline' && (
          <Notice
            kind="offline"
            announce
            title={t('checklists:offline.title')}
            next={t(ticks.heard ? 'checklists:offline.next' : 'checklists:offline.none')}
          />
        )}
        <Section title={t('checklists:byFigures')}>
          <Stack gap="s">
            <p>{t('checklists:byFiguresOn', { day: format.day(figures.asOf) })}</p>
            <List>
              {filled
                .filter(({ criterion }) => criterion.kind === 'figure')
                .map((one) => row(one, named === undefined ? paths.figure(one.criterion.id) : undefined))}
            </List>
          </Stack>
        </Section>
        <Section title={t('checklists:byPeople')}>
          {mayTick ? (
            <Stack>
              {byPeople.map((one) => (
                <TickField key={one.criterion.id} list={list} filled={one} ticks={ticks} />
              ))}
            </Stack>
          ) : (
            <Stack gap="s">
              <p>{t('checklists:mayNot')}</p>
              <List>{byPeople.map((one) => row(one))}</List>
            </Stack>
          )}
        </Section>
        <Section title={t('checklists:source.title')}>
          <Stack>
            <p>{t(`checklists:list.${list.id}.note`)}</p>
            <List>
              {sourcesOf(list).map((source) => (
                <ListRow key={source.id} title={source.title} meta={sourceWords(source, words)} />
              ))}
            </List>
          </Stack>
        </Section>
      </Stack>
    </Page>
  );
}

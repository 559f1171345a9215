import { Printer } from 'lucide-react';
import { lineOf, titleName } from '../../../domain/access/area.ts';
import { grantsFor } from '../../../domain/access/roles.ts';
import { isKept, type ShownChecklist } from '../../../domain/checklist/area-checklist.ts';
import { sourcesOf } from '../../../domain/checklist/checklists.ts';
import { fillIn, indicatorOf, type FilledCriterion } from '../../../domain/checklist/fill-in.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import {
  criterionWords,
  decisionWords,
  listName,
  nowWords,
  placeOf,
  sourceWords,
  sumWords,
  type ChecklistWords,
} from '../../../phone/checklist-words.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { LinkButton, List, ListRow, Notice, Page, Section, Stack } from '../../../ui/index.ts';
import type { VillageChecklists } from './ChecklistFrame.tsx';
import { ChosenList } from './ChosenList.tsx';
import { shownTicks } from './shown-ticks.ts';
import { StateChip } from './StateChip.tsx';
import { TickField } from './TickField.tsx';

/** One checklist of a village: what its figures answer, and what people tick. */
export function ChecklistScreen() {
  const { basePath } = usePhone();
  return (
    <ChosenList back={(_, named) => addressesBelow(basePath).checklists(named)}>
      {(list, of) => <Filled list={list} of={of} />}
    </ChosenList>
  );
}

/** May the person tick the lists of this village? */
export function useMayTick(village: string): boolean {
  const { me } = usePhone();
  const line = lineOf(village, new Map(me.areas.map((area) => [area.id, area]))).map(({ id }) => id);
  return grantsFor('tickChecklists', me.grants, line).length > 0;
}

function Filled({ list, of: { village, named, figures, ticks } }: { list: ShownChecklist; of: VillageChecklists }) {
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
  const byFigures = filled.filter(({ criterion }) => criterion.kind === 'figure');
  const byPeople = filled.filter(({ criterion }) => criterion.kind === 'ticked');
  const figureHref = ({ criterion }: FilledCriterion): string | undefined =>
    criterion.kind === 'figure' ? paths.figure(indicatorOf(criterion)) : undefined;
  return (
    <Page
      context={titleName(village)}
      title={listName(list, words)}
      back={{ href: paths.checklists(named) }}
      intro={<p>{sumWords(filled, words)}</p>}
      action={
        <LinkButton block icon={Printer} href={paths.printChecklist(list.id, named)}>
          {t(isKept(list) ? 'checklists:print.openOwn' : 'checklists:print.open')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {ticks.disputed.some(({ checklist }) => checklist === list.id) && (
          <Notice kind="warning" announce title={t('checklists:meanwhile')} />
        )}
        {ticks.state === 'offline' && (
          <Notice
            kind="offline"
            announce
            title={t('checklists:offline.title')}
            next={t(ticks.heard ? 'checklists:offline.next' : 'checklists:offline.none')}
          />
        )}
        {byFigures.length > 0 && (
          <Section title={t('checklists:byFigures')}>
            <Stack gap="s">
              <p>{t('checklists:byFiguresOn', { day: format.day(figures.asOf) })}</p>
              <List>{byFigures.map((one) => row(one, named === undefined ? figureHref(one) : undefined))}</List>
            </Stack>
          </Section>
        )}
        {byPeople.length > 0 && (
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
        )}
        <Source list={list} words={words} />
      </Stack>
    </Page>
  );
}

/** Where the criteria are from: the area's decision, or where the built-in ones were read. */
function Source({ list, words }: { list: ShownChecklist; words: ChecklistWords }) {
  const { me } = usePhone();
  const { t } = words;
  return (
    <Section title={t('checklists:source.title')}>
      {isKept(list) ? (
        <List>
          <ListRow title={decisionWords(list, words)} meta={placeOf(list, me.areas, words)} />
        </List>
      ) : (
        <Stack>
          <p>{t(`checklists:list.${list.id}.note`)}</p>
          <List>
            {sourcesOf(list).map((source) => (
              <ListRow key={source.id} title={source.title} meta={sourceWords(source, words)} />
            ))}
          </List>
        </Stack>
      )}
    </Section>
  );
}

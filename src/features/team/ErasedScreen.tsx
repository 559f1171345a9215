import { useState } from 'react';
import { grantsFor, type Grant } from '../../domain/access/roles.ts';
import { lineOf, type Area } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { ErasedEntry, ErasedResponse, WaitingAct } from '../../protocol/erased.ts';
import { useAskPin } from '../../phone/ask-pin.ts';
import { usePhone } from '../../phone/hooks.ts';
import {
  Button,
  ConfirmDialog,
  EmptyState,
  List,
  ListRow,
  Notice,
  Page,
  Row,
  Section,
  Skeleton,
  Stack,
  Toast,
} from '../../ui/index.ts';
import { placeName } from './people/PeopleScreen.tsx';
import { ProblemNotice, type Refusal } from './ProblemNotice.tsx';
import type { TeamApi, TeamReply } from './team-api.ts';
import { useLoaded } from './use-loaded.ts';

export interface ErasedScreenProps {
  readonly api: Pick<TeamApi, 'erased' | 'bringBack' | 'second'>;
  readonly grants: readonly Grant[];
  readonly areas: readonly Area[];
  readonly backHref: string;
}

/** What was erased and can still be brought back, and what waits for a second person. Needs a network. */
export function ErasedScreen({ api, grants, areas, backHref }: ErasedScreenProps) {
  const { t } = useTranslation('team');
  const { sync } = usePhone();
  const [loaded, reload] = useLoaded(api.erased);
  const [refusal, setRefusal] = useState<Refusal>();
  const [householdGone, setHouseholdGone] = useState(false);
  const [news, setNews] = useState<string | null>(null);
  const done = async (words: string): Promise<void> => {
    setNews(words);
    await reload();
    await sync.sendNow();
  };
  /** @returns the answer when there is one */
  const answered = <T,>(reply: TeamReply<T>): T | undefined => {
    setHouseholdGone(false);
    setRefusal(reply.kind === 'ok' ? undefined : reply);
    return reply.kind === 'ok' ? reply.value : undefined;
  };
  const bringBack = async (id: string): Promise<void> => {
    const answer = answered(await api.bringBack({ id }));
    if (!answer) return;
    if (answer.broughtBack) await done(t('erased.done'));
    else setHouseholdGone(true);
  };
  const settle = async (id: string, confirm: boolean): Promise<void> => {
    if (answered(await api.second({ id, confirm }))) await done(t(confirm ? 'second.confirmed' : 'second.refused'));
  };
  const lists = { grants, areas, bringBack, settle };
  return (
    <Page title={t('erased.title')} back={{ href: backHref }} focusKey="erased" intro={<p>{t('erased.intro')}</p>}>
      <Stack gap="l">
        {refusal && <ProblemNotice refusal={refusal} />}
        {householdGone && (
          <Notice kind="warning" announce title={t('erased.alone.title')} next={t('erased.alone.next')} />
        )}
        {loaded.state === 'loading' && <Skeleton rows={4} />}
        {loaded.state === 'refused' && <ProblemNotice refusal={loaded.refusal} onAgain={reload} />}
        {loaded.state === 'ready' && <Lists {...lists} found={loaded.value} />}
      </Stack>
      <Toast message={news} onClose={() => setNews(null)} />
    </Page>
  );
}

interface ListsProps extends Pick<ErasedScreenProps, 'grants' | 'areas'> {
  readonly found: ErasedResponse;
  readonly bringBack: (id: string) => Promise<void>;
  readonly settle: (id: string, confirm: boolean) => Promise<void>;
}

function Lists({ found: { erased, waiting }, grants, areas, bringBack, settle }: ListsProps) {
  const { t } = useTranslation('team');
  const nameOf = useNames();
  const [asked, setAsked] = useState<ErasedEntry>();
  const [busy, setBusy] = useState(false);
  const areasById = new Map(areas.map((area) => [area.id, area]));
  const mayBringBack = ({ area }: ErasedEntry): boolean =>
    grantsFor(
      'bringBack',
      grants,
      lineOf(area, areasById).map(({ id }) => id),
    ).length > 0;
  const work = async (): Promise<void> => {
    if (!asked || busy) return;
    setBusy(true);
    await bringBack(asked.id);
    setBusy(false);
    setAsked(undefined);
  };
  return (
    <>
      {waiting.length > 0 && (
        <Section title={t('second.title')}>
          <Stack>
            {waiting.map((act) => (
              <Waiting key={act.id} act={act} areas={areas} settle={settle} />
            ))}
          </Stack>
        </Section>
      )}
      {erased.length === 0 ? (
        <EmptyState title={t('erased.none')}>{t('erased.noneNext')}</EmptyState>
      ) : (
        <Section title={t('erased.list')}>
          <List>
            {erased.map((one) => (
              <Erased key={one.id} entry={one} areas={areas} onAsk={mayBringBack(one) ? setAsked : undefined} />
            ))}
          </List>
        </Section>
      )}
      {asked && (
        <ConfirmDialog
          open
          title={t('erased.ask', { name: nameOf(asked) })}
          confirm={t('erased.bringBack')}
          busy={busy ? t('person.working') : undefined}
          onConfirm={() => void work()}
          onCancel={() => setAsked(undefined)}
        >
          <p>{t('erased.what')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** The names where they are told, else the counts. */
function useNames(): (of: ErasedEntry) => string {
  const counts = useCountWords();
  return (of) => (of.names?.length ? of.names.join(', ') : counts(of));
}

/** "2 hộ, 7 người" */
function useCountWords(): (of: Pick<ErasedEntry, 'households' | 'people'>) => string {
  const { t } = useTranslation('team');
  return ({ households, people }) =>
    [
      households > 0 ? t('erased.households', { count: households }) : '',
      people > 0 ? t('erased.people', { count: people }) : '',
    ]
      .filter(Boolean)
      .join(', ') || t('erased.formsOnly');
}

function Erased({
  entry,
  areas,
  onAsk,
}: {
  entry: ErasedEntry;
  areas: readonly Area[];
  onAsk: ((entry: ErasedEntry) => void) | undefined;
}) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const counts = useCountWords()(entry);
  const title = useNames()(entry);
  const words = [
    title === counts ? '' : counts,
    placeName(areas, entry.area),
    t('erased.by', { name: entry.by ?? t('audit.server'), time: format.time(entry.at) }),
    t('erased.until', { time: format.time(entry.until) }),
  ];
  return (
    <ListRow
      title={title}
      meta={words.filter(Boolean).join(' · ')}
      trailing={
        onAsk && (
          <Button variant="quiet" aria-label={t('erased.bringBackOf', { name: title })} onClick={() => onAsk(entry)}>
            {t('erased.bringBack')}
          </Button>
        )
      }
    />
  );
}

function Waiting({ act, areas, settle }: { act: WaitingAct; areas: readonly Area[]; settle: ListsProps['settle'] }) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const askPin = useAskPin();
  const [busy, setBusy] = useState(false);
  const about =
    act.kind === 'erase'
      ? t('second.erase', { count: act.records })
      : act.months === null
        ? t('second.retentionAbove')
        : t('second.retention', { count: act.months });
  const work = async (confirm: boolean): Promise<void> => {
    if (busy || (confirm && !(await askPin({ passkey: true })))) return;
    setBusy(true);
    await settle(act.id, confirm);
    setBusy(false);
  };
  return (
    <Notice
      kind="warning"
      title={[about, placeName(areas, act.area)].filter(Boolean).join(' · ')}
      next={t(act.own ? 'second.ownNext' : `second.${act.kind}Next`)}
      action={
        act.own ? undefined : (
          <Row>
            <Button onClick={() => void work(true)} busy={busy ? t('person.working') : undefined}>
              {t('second.confirm')}
            </Button>
            <Button onClick={() => void work(false)}>{t('second.refuse')}</Button>
          </Row>
        )
      }
    >
      {act.kind === 'erase' && act.names && act.names.length > 0 && <p>{act.names.join(', ')}</p>}
      {act.kind === 'erase' && <p>{t(`second.reason.${act.reason}`)}</p>}
      <p>{t('second.by', { name: act.by, time: format.time(act.at), until: format.time(act.until) })}</p>
    </Notice>
  );
}

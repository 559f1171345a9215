import { useMemo, useState } from 'react';
import { BookOpen, Lightbulb, Plus, Presentation, Search, UsersRound } from 'lucide-react';
import { stateOf } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { titleName } from '../../../domain/access/area.ts';
import { languageFromPath, pathIn, useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Draft } from '../../../store/phone-store.ts';
import {
  useClockBehind,
  useDrafts,
  usePhone,
  useSyncState,
  useToday,
  useWholeHouseholdList,
} from '../../../phone/hooks.ts';
import {
  Button,
  EmptyState,
  Later,
  List,
  ListRow,
  Notice,
  Page,
  ProgressMeter,
  Section,
  Skeleton,
  Stack,
  ClockNotice,
} from '../../../ui/index.ts';
import { readDraftContent } from '../drafts/draft-content.ts';
import { useVillage } from '../use-household.ts';
import { AidDue } from './AidDue.tsx';
import { DaySection } from './DaySection.tsx';
import { DraftRows } from './DraftRows.tsx';
import { MainAction } from './MainAction.tsx';
import { OtherHouseholds } from './OtherHouseholds.tsx';
import { Rows } from './rows.tsx';
import { SentBack } from './SentBack.tsx';
import { TodaysAnnouncements } from './TodaysAnnouncements.tsx';
import { useDay, type FirstOfDay, type WholeDay } from './use-day.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';

/**
 * A member's day: the households to visit, the drafts, the households they look after, and a search over the others.
 */
export function TodayScreen() {
  const list = useWholeHouseholdList(useVillage());
  const drafts = useDrafts();
  const { first, whole } = useDay(list.state === 'ready' ? list.value : undefined);
  if (list.state === 'failed' || drafts.state === 'failed') return <HouseholdMissing state="failed" />;
  if (drafts.state === 'loading' || !first) return <OpeningDay />;
  return <ReadyDay first={first} whole={whole} drafts={drafts.value} />;
}

function OpeningDay() {
  const { t } = useTranslation(['survey', 'common']);
  return (
    <Page title={t('common:product')}>
      <Skeleton rows={5} />
    </Page>
  );
}

function ReadyDay({
  first,
  whole,
  drafts,
}: {
  first: FirstOfDay;
  whole: WholeDay | undefined;
  drafts: readonly Draft[];
}) {
  const { t } = useTranslation('survey');
  const { village } = usePhone();
  const { day, sentBack } = first;
  const survey = useMemo(
    () =>
      [...drafts]
        .sort((a, b) => b.savedAt - a.savedAt)
        .find(({ content }) => readDraftContent(content)?.form === 'survey'),
    [drafts],
  );
  const withDraft = useMemo(() => new Set(drafts.map(({ id }) => id)), [drafts]);
  return (
    <Page
      title={day.length > 0 ? t('today.title', { count: day.length }) : t('today.titleNone')}
      context={village && titleName(village)}
      action={<MainAction survey={survey} next={day[0]} />}
    >
      <Stack gap="l">
        <WrongClock />
        <FirstLoad isEmpty={whole?.list.byAddress.length === 0} />
        <DraftRows drafts={drafts} />
        <TodaysAnnouncements />
        <SentBack {...sentBack} withDraft={withDraft} />
        {day.length > 0 && <DaySection first={first} whole={whole} withDraft={withDraft} />}
        {whole ? (
          <Later>
            <RestOfDay whole={whole} withDraft={withDraft} />
            <More canAdd={survey !== undefined || day.length > 0} />
          </Later>
        ) : (
          <Skeleton rows={3} />
        )}
      </Stack>
    </Page>
  );
}

/** What needs the whole village. */
function RestOfDay({ whole, withDraft }: { whole: WholeDay; withDraft: ReadonlySet<string> }) {
  const { me, role } = usePhone();
  const households = whole.list.byAddress;
  const { day } = whole.first;
  const mine = useMemo(
    () => households.filter(({ household }) => household.responsible === me.account),
    [households, me.account],
  );
  const others = useMemo(
    () => households.filter(({ household }) => household.responsible !== me.account),
    [households, me.account],
  );
  const rest = mine.filter(({ id }) => !day.some(({ household }) => household.id === id));
  if (households.length === 0) return null;
  return (
    <>
      <AidDue households={households} withDraft={withDraft} />
      {(mine.length > 0 || role === 'member') && <Mine mine={mine} rest={rest} withDraft={withDraft} />}
      <OtherHouseholds others={others} withDraft={withDraft} />
    </>
  );
}

/** The phone's date is wrong: others would see another order, if the day were not corrected. */
function WrongClock() {
  const { format } = useLanguage();
  const { minutes, really, phoneSays } = useClockBehind();
  return <ClockNotice minutesBehind={minutes} really={format.time(really)} phoneSays={format.time(phoneSays)} />;
}

/** Shown without households: the first load, no network, or really an empty village. */
function FirstLoad({ isEmpty }: { isEmpty: boolean }) {
  const { t } = useTranslation('survey');
  const { phase, lastContact } = useSyncState();
  if (!isEmpty) return null;
  const isOnItsWay =
    phase === 'starting' ||
    phase === 'sending' ||
    phase === 'receiving' ||
    (phase === 'idle' && lastContact === undefined);
  if (isOnItsWay) return <Skeleton rows={5} label={t('today.firstLoad')} />;
  if (lastContact === undefined || phase === 'offline')
    return <Notice kind="offline" title={t('today.notLoaded.title')} next={t('today.notLoaded.next')} />;
  return <EmptyState title={t('today.empty.title')}>{t('today.empty.next')}</EmptyState>;
}

function Mine({
  mine,
  rest,
  withDraft,
}: {
  mine: readonly HouseholdEntry[];
  rest: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const today = useToday();
  if (mine.length === 0) {
    return (
      <Section title={t('today.mine')}>
        <EmptyState title={t('today.mineNone')}>{t('today.mineNoneNext')}</EmptyState>
      </Section>
    );
  }
  const isAsked = (entry: HouseholdEntry) => stateOf(entry, today) === 'done';
  const asked = mine.filter(isAsked).length;
  return (
    <Section title={t('today.mine')}>
      <Stack>
        <ProgressMeter label={t('today.doneOf')} value={asked} max={mine.length} unit={t('today.households')} />
        {asked === mine.length && (
          <Notice kind="success" title={t('today.allDone.title')} next={t('today.allDone.next')} />
        )}
        <Rows label={t('today.mine')} households={rest.filter((entry) => !isAsked(entry))} withDraft={withDraft} />
        <AskedRows households={rest.filter(isAsked)} withDraft={withDraft} />
      </Stack>
    </Section>
  );
}

/** Households that are done stay out of the way until somebody looks for them. */
function AskedRows({
  households,
  withDraft,
}: {
  households: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const [shown, setShown] = useState(false);
  if (households.length === 0) return null;
  return (
    <Stack>
      <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t(shown ? 'today.hideAsked' : 'today.showAsked', { count: households.length })}
      </Button>
      {shown && <Rows label={t('today.doneOf')} households={households} withDraft={withDraft} />}
    </Stack>
  );
}

/** The rarer actions, below the day's work. */
function More({ canAdd }: { canAdd: boolean }) {
  const { t } = useTranslation('survey');
  const { basePath, role } = usePhone();
  const paths = addressesBelow(basePath);
  return (
    <Section title={t('today.otherThings')}>
      <List>
        <ListRow icon={Search} href={paths.households} title={t('today.allHouseholds')} />
        {canAdd && <ListRow icon={Plus} href={paths.newHousehold} title={t('today.add')} />}
        {role !== 'member' && <ListRow icon={UsersRound} href={paths.assign} title={t('today.assign')} />}
        <ListRow icon={Lightbulb} href={paths.proposals} title={t('today.proposals')} />
        <ListRow icon={Presentation} href={paths.sessions} title={t('today.sessions')} />
        <ListRow icon={BookOpen} href={pathIn(languageFromPath(basePath), '/guides')} title={t('today.guides')} />
      </List>
    </Section>
  );
}

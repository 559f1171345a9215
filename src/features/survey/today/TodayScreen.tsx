import { useCallback, useMemo, useState } from 'react';
import { BookOpen, Lightbulb, Plus, Presentation, Search, UsersRound } from 'lucide-react';
import { summarisedDayWork } from '../../../domain/work/day-work.ts';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import { todaysWork } from '../../../domain/work/todays-work.ts';
import { stateOf } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry, HouseholdList } from '../../../domain/search/household-index.ts';
import { titleName } from '../../../domain/access/area.ts';
import { languageFromPath, pathIn, useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Draft } from '../../../store/phone-store.ts';
import { useRunningCampaigns } from '../../../phone/campaigns.ts';
import { useClockBehind, useDrafts, useHouseholdList, usePhone, useSyncState, useToday } from '../../../phone/hooks.ts';
import { useInSteps } from '../../../phone/in-steps.ts';
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
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { isInCare } from '../interview/in-care.ts';

const visitsADay = 4;

/**
 * A member's day: the households to visit, the drafts, the households they look after, and a search over the others.
 */
export function TodayScreen() {
  const households = useHouseholdList(useVillage());
  const drafts = useDrafts();
  if (households.state === 'failed' || drafts.state === 'failed') return <HouseholdMissing state="failed" />;
  if (households.state === 'loading' || drafts.state === 'loading') return <OpeningDay />;
  // The most urgent household may be the one read last.
  if (!households.value.isWhole) return <OpeningDay />;
  return <Day list={households.value} drafts={drafts.value} />;
}

/** The day's work of a list, with the list it is of: another list may be there before its work is known. */
interface DaysWork {
  readonly households: readonly HouseholdEntry[];
  readonly byId: ReadonlyMap<Uuid, HouseholdEntry>;
  readonly work: readonly SummarisedWork[];
}

function useDaysWork({ byAddress: households }: HouseholdList): DaysWork | undefined {
  const phone = usePhone();
  const today = useToday();
  const campaigns = useRunningCampaigns();
  const steps = useCallback(
    function* (): Generator<void, DaysWork> {
      const mine = households.filter(({ household }) => isInCare(household.responsible, phone));
      const work = yield* summarisedDayWork(mine, today, campaigns);
      return { households, byId: new Map(mine.map((entry) => [entry.id, entry])), work };
    },
    [households, phone, today, campaigns],
  );
  return useInSteps(steps)?.value;
}

function Day({ list, drafts }: { list: HouseholdList; drafts: readonly Draft[] }) {
  const days = useDaysWork(list);
  return days ? <ReadyDay {...days} drafts={drafts} /> : <OpeningDay />;
}

function OpeningDay() {
  const { t } = useTranslation(['survey', 'common']);
  return (
    <Page title={t('common:product')}>
      <Skeleton rows={5} />
    </Page>
  );
}

function ReadyDay({ households, byId, work, drafts }: DaysWork & { drafts: readonly Draft[] }) {
  const { t } = useTranslation('survey');
  const { me, village, role } = usePhone();
  const day = useMemo(() => todaysWork(work, visitsADay), [work]);
  const mine = useMemo(
    () => households.filter(({ household }) => household.responsible === me.account),
    [households, me.account],
  );
  const others = useMemo(
    () => households.filter(({ household }) => household.responsible !== me.account),
    [households, me.account],
  );
  const survey = useMemo(
    () =>
      [...drafts]
        .sort((a, b) => b.savedAt - a.savedAt)
        .find(({ content }) => readDraftContent(content)?.form === 'survey'),
    [drafts],
  );
  const withDraft = useMemo(() => new Set(drafts.map(({ id }) => id)), [drafts]);
  const rest = mine.filter(({ id }) => !day.some(({ household }) => household.id === id));
  return (
    <Page
      title={day.length > 0 ? t('today.title', { count: day.length }) : t('today.titleNone')}
      context={village && titleName(village)}
      action={<MainAction survey={survey} next={day[0]} />}
    >
      <Stack gap="l">
        <WrongClock />
        <FirstLoad isEmpty={households.length === 0} />
        <DraftRows drafts={drafts} />
        <TodaysAnnouncements />
        <SentBack households={households} withDraft={withDraft} />
        {day.length > 0 && <DaySection day={day} work={work} entryOf={(id) => byId.get(id)!} withDraft={withDraft} />}
        <Later>
          <AidDue households={households} withDraft={withDraft} />
          {households.length > 0 && (mine.length > 0 || role === 'member') && (
            <Mine mine={mine} rest={rest} withDraft={withDraft} />
          )}
          {households.length > 0 && <OtherHouseholds others={others} withDraft={withDraft} />}
          <More canAdd={survey !== undefined || day.length > 0} />
        </Later>
      </Stack>
    </Page>
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

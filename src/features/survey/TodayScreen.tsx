import { useDeferredValue, useMemo, useState } from 'react';
import { BookOpen, Plus, Presentation, Search, UsersRound } from 'lucide-react';
import { foldText } from '../../domain/fold.ts';
import { dayWork, todaysWork, type Work } from '../../domain/day-work.ts';
import { surveyState } from '../../domain/survey-state.ts';
import { titleName } from '../../domain/area.ts';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import type { Draft } from '../../store/phone-store.ts';
import { useDrafts, useHouseholds, usePhone, useSyncState, useToday, type PhoneHousehold } from '../../sync/react.ts';
import { Button, EmptyState, LinkButton, List, ListRow, Notice, Page, ProgressMeter, Section, Skeleton, Stack, TextField } from '../../ui/index.ts';
import { readDraftContent } from './draft-content.ts';
import { DaySection } from './DaySection.tsx';
import { DraftRows } from './DraftRows.tsx';
import { HouseholdRow } from './household-row.tsx';
import { HomeMissing } from './HomeMissing.tsx';
import { surveyPaths } from './paths.ts';
import { homesInCare } from './scope.ts';
import { useVillage } from './use-survey.ts';
import { useVisits } from './visits/use-visits.ts';

const visitsADay = 4;
const shownAtMost = 30;

/** A member's day: which homes, the form left half done, everybody they look after, and any other home by name. */
export function TodayScreen() {
  const households = useHouseholds(useVillage());
  const drafts = useDrafts();
  if (households.state === 'failed' || drafts.state === 'failed') return <HomeMissing state="failed" />;
  if (households.state === 'loading' || drafts.state === 'loading') return <OpeningDay />;
  return <Day households={households.value} drafts={drafts.value} />;
}

function OpeningDay() {
  const { t } = useTranslation(['survey', 'common']);
  return (
    <Page title={t('common:product')}>
      <Skeleton rows={5} />
    </Page>
  );
}

type DayProps = { households: readonly PhoneHousehold[]; drafts: readonly Draft[] };

function Day({ households, drafts }: DayProps) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { me, village, role } = phone;
  const today = useToday();
  const mine = useMemo(() => sorted(households.filter(({ responsible }) => responsible === me.account)), [households, me.account]);
  const visits = useVisits();
  const work = useMemo(() => dayWork(homesInCare(households, phone), visits, today), [households, visits, phone, today]);
  const day = useMemo(() => todaysWork(work, visitsADay), [work]);
  const survey = useMemo(() => [...drafts].sort((a, b) => b.savedAt - a.savedAt).find(({ content }) => readDraftContent(content)?.form === 'survey'), [drafts]);
  const withDraft = useMemo(() => new Set(drafts.map(({ id }) => id)), [drafts]);
  const rest = mine.filter(({ id }) => !day.some(({ household }) => household.id === id));
  return (
    <Page
      title={day.length > 0 ? t('today.title', { count: day.length }) : t('today.titleNone')}
      context={village && titleName(village)}
      action={<MainAction survey={survey} next={day[0]} />}
    >
      <Stack gap="l">
        <FirstLoad isEmpty={households.length === 0} />
        <DraftRows drafts={drafts} households={households} />
        {day.length > 0 && <DaySection day={day} work={work} withDraft={withDraft} />}
        {households.length > 0 && (mine.length > 0 || role === 'member') && <Mine mine={mine} rest={rest} withDraft={withDraft} />}
        {households.length > 0 && <OtherHomes others={households.filter(({ responsible }) => responsible !== me.account)} withDraft={withDraft} />}
        <More canAdd={survey !== undefined || day.length > 0} />
      </Stack>
    </Page>
  );
}

/** The form left half done first; else the next thing of the day; else the first home there is. */
function MainAction({ survey, next }: { survey: Draft | undefined; next: Work | undefined }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const paths = surveyPaths(home);
  if (survey) return <LinkButton variant="primary" block href={paths.survey(survey.id)}>{t('today.resume')}</LinkButton>;
  const recheck = next?.reasons[0] === 'recheck' ? next.rechecks[0] : undefined;
  if (recheck) return <LinkButton variant="primary" block href={paths.recheck(recheck.id, recheck.household)}>{t('today.lookAgain')}</LinkButton>;
  if (next?.reasons[0] === 'coach') return <LinkButton variant="primary" block href={paths.help(next.household.id)}>{t('today.showNext')}</LinkButton>;
  if (next) return <LinkButton variant="primary" block href={paths.household(next.household.id)}>{t(next.reasons[0] === 'promised' ? 'today.keepPromise' : 'today.askNext')}</LinkButton>;
  return <LinkButton variant="primary" block icon={Plus} href={paths.newHousehold}>{t('today.add')}</LinkButton>;
}

/** A book that is empty because it is still on its way is not an empty village. */
function FirstLoad({ isEmpty }: { isEmpty: boolean }) {
  const { t } = useTranslation('survey');
  const { phase, lastContact } = useSyncState();
  if (!isEmpty) return null;
  const isOnItsWay = phase === 'starting' || phase === 'sending' || phase === 'receiving' || (phase === 'idle' && lastContact === undefined);
  if (isOnItsWay) return <Skeleton rows={5} label={t('today.firstLoad')} />;
  if (lastContact === undefined || phase === 'offline') return <Notice kind="offline" title={t('today.notLoaded.title')} next={t('today.notLoaded.next')} />;
  return <EmptyState title={t('today.empty.title')}>{t('today.empty.next')}</EmptyState>;
}

function Mine({ mine, rest, withDraft }: { mine: readonly PhoneHousehold[]; rest: readonly PhoneHousehold[]; withDraft: ReadonlySet<string> }) {
  const { t } = useTranslation('survey');
  const today = useToday();
  if (mine.length === 0) {
    return (
      <Section title={t('today.mine')}>
        <EmptyState title={t('today.mineNone')}>{t('today.mineNoneNext')}</EmptyState>
      </Section>
    );
  }
  const isAsked = (household: PhoneHousehold) => surveyState(household, today) === 'done';
  const asked = mine.filter(isAsked).length;
  return (
    <Section title={t('today.mine')}>
      <Stack>
        <ProgressMeter label={t('today.doneOf')} value={asked} max={mine.length} unit={t('today.homes')} />
        {asked === mine.length && <Notice kind="success" title={t('today.allDone.title')} next={t('today.allDone.next')} />}
        <Rows label={t('today.mine')} households={rest.filter((household) => !isAsked(household))} withDraft={withDraft} />
        <AskedRows households={rest.filter(isAsked)} withDraft={withDraft} />
      </Stack>
    </Section>
  );
}

function Rows({ label, households, withDraft }: { label: string; households: readonly PhoneHousehold[]; withDraft: ReadonlySet<string> }) {
  if (households.length === 0) return null;
  return (
    <List label={label}>
      {households.map((household) => <HouseholdRow key={household.id} household={household} hasDraft={withDraft.has(household.id)} />)}
    </List>
  );
}

/** Homes that are done stay out of the way until somebody looks for them. */
function AskedRows({ households, withDraft }: { households: readonly PhoneHousehold[]; withDraft: ReadonlySet<string> }) {
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

/** The rest of the village by name: two hundred rows are nothing to scroll through. */
function OtherHomes({ others, withDraft }: { others: readonly PhoneHousehold[]; withDraft: ReadonlySet<string> }) {
  const { t } = useTranslation('survey');
  const [typed, setTyped] = useState('');
  const wanted = foldText(useDeferredValue(typed).trim());
  const folded = useMemo(() => sorted(others).map((household) => ({ household, text: foldText([household.headName, household.address, ...household.people.map(({ name }) => name)].join(' ')) })), [others]);
  const found = wanted === '' ? [] : folded.filter(({ text }) => text.includes(wanted)).map(({ household }) => household);
  if (others.length === 0) return null;
  return (
    <Section title={t('today.all')}>
      <Stack>
        <TextField type="search" label={t('today.search')} hint={t('today.searchHint')} value={typed} onChange={setTyped} maxLength={60} spellCheck={false} />
        <p role="status">{wanted !== '' && (found.length > 0 ? t('today.found', { count: found.length }) : t('today.foundNone'))}</p>
        <Rows label={t('today.all')} households={found.slice(0, shownAtMost)} withDraft={withDraft} />
        {found.length > shownAtMost && <p>{t('today.more', { count: found.length - shownAtMost })}</p>}
        {wanted !== '' && found.length === 0 && <p>{t('today.foundNoneNext')}</p>}
      </Stack>
    </Section>
  );
}

/** What is done now and then, out of the way of the day. */
function More({ canAdd }: { canAdd: boolean }) {
  const { t } = useTranslation('survey');
  const { home, role } = usePhone();
  const paths = surveyPaths(home);
  return (
    <Section title={t('today.otherThings')}>
      <List>
        <ListRow icon={Search} href={paths.homes} title={t('today.allHomes')} />
        {canAdd && <ListRow icon={Plus} href={paths.newHousehold} title={t('today.add')} />}
        {role !== 'member' && <ListRow icon={UsersRound} href={paths.assign} title={t('today.assign')} />}
        <ListRow icon={Presentation} href={paths.sessions} title={t('today.sessions')} />
        <ListRow icon={BookOpen} href={pathIn(languageFromPath(home), '/guides')} title={t('today.guides')} />
      </List>
    </Section>
  );
}

const inVietnamese = new Intl.Collator('vi', { numeric: true });

/** By where they stand, as one walks; then by name. */
const sorted = (households: readonly PhoneHousehold[]): PhoneHousehold[] =>
  [...households].sort((a, b) => inVietnamese.compare(a.address, b.address) || inVietnamese.compare(a.headName, b.headName));

import { Fragment, lazy, Suspense, useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { guideRoutes } from '../features/guides/index.ts';
import { languageFromPath, useTranslation, withoutLanguage } from '../i18n/index.ts';
import { Page, Skeleton } from '../ui/index.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { FirstScreen } from './FirstScreen.tsx';
import { GuidesInApp } from './GuidesInApp.tsx';
import { JoinScreen } from './join/JoinScreen.tsx';
import { StartScreen } from './join/StartScreen.tsx';
import { LockSection } from './lock/LockSection.tsx';
import { SetPinScreen } from './lock/SetPinScreen.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { SessionGate } from './session/SessionGate.tsx';
import { useSession } from './session/TeamContext.tsx';

// What a role does not open is not fetched.
const survey = () => import('../features/survey/index.ts');
const TodayScreen = lazy(async () => ({ default: (await survey()).TodayScreen }));
const HouseholdScreen = lazy(async () => ({ default: (await survey()).HouseholdScreen }));
const HouseholdFormScreen = lazy(async () => ({ default: (await survey()).HouseholdFormScreen }));
const PersonFormScreen = lazy(async () => ({ default: (await survey()).PersonFormScreen }));
const OutcomeScreen = lazy(async () => ({ default: (await survey()).OutcomeScreen }));
const TallyScreen = lazy(async () => ({ default: (await survey()).TallyScreen }));
const HardshipScreen = lazy(async () => ({ default: (await survey()).HardshipScreen }));
const SplitScreen = lazy(async () => ({ default: (await survey()).SplitScreen }));
const MergeScreen = lazy(async () => ({ default: (await survey()).MergeScreen }));
const MoveHomeScreen = lazy(async () => ({ default: (await survey()).MoveHomeScreen }));
const MovePersonScreen = lazy(async () => ({ default: (await survey()).MovePersonScreen }));
const SurveyScreen = lazy(async () => ({ default: (await survey()).SurveyScreen }));
const homes = () => import('../features/homes/index.ts');
const HomesScreen = lazy(async () => ({ default: (await homes()).HomesScreen }));
const RosterScreen = lazy(async () => ({ default: (await homes()).RosterScreen }));
const visits = () => import('../features/survey/visits/index.ts');
const VisitScreen = lazy(async () => ({ default: (await visits()).VisitScreen }));
const RecheckScreen = lazy(async () => ({ default: (await visits()).RecheckScreen }));
const HelpScreen = lazy(async () => ({ default: (await visits()).HelpScreen }));
const AssignScreen = lazy(async () => ({ default: (await visits()).AssignScreen }));
const SessionsScreen = lazy(async () => ({ default: (await visits()).SessionsScreen }));
const SessionScreen = lazy(async () => ({ default: (await visits()).SessionScreen }));
const ProgressScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).ProgressScreen }));
const VillagesScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).VillagesScreen }));
const VillagesFilesScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).VillagesFilesScreen }));
const ImproversScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).ImproversScreen }));
const PhonesScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).PhonesScreen }));
const FigureScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).FigureScreen }));
const ReportScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).ReportScreen }));
const ReportFilesScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).ReportFilesScreen }));
const PrintReportScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).PrintReportScreen }));
const TargetsScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).TargetsScreen }));
const FactsScreen = lazy(async () => ({ default: (await import('../features/progress/index.ts')).FactsScreen }));
const CardScreen = lazy(async () => ({ default: (await import('../features/team/index.ts')).CardScreen }));
const RightsScreen = lazy(async () => ({ default: (await import('../features/rights/index.ts')).RightsScreen }));
const TeamScreen = lazy(async () => ({ default: (await import('../features/team/index.ts')).TeamScreen }));
const review = () => import('../features/review/index.ts');
const ReviewScreen = lazy(async () => ({ default: (await review()).ReviewScreen }));
const HistoryScreen = lazy(async () => ({ default: (await review()).HistoryScreen }));
const WaitingScreen = lazy(async () => ({ default: (await review()).WaitingScreen }));
const ConflictScreen = lazy(async () => ({ default: (await review()).ConflictScreen }));
const RecordingsScreen = lazy(async () => ({ default: (await import('../features/recordings/index.ts')).RecordingsScreen }));
const settings = () => import('../features/settings/index.ts');
const SettingsScreen = lazy(async () => ({ default: (await settings()).SettingsScreen }));
const LedgerScreen = lazy(async () => ({ default: (await settings()).LedgerScreen }));
const BackupScreen = lazy(async () => ({ default: (await settings()).BackupScreen }));
const RestoreScreen = lazy(async () => ({ default: (await settings()).RestoreScreen }));

/** Every address of the team's app, in both languages (docs/architecture.md names the same). */
export function TeamRoutes() {
  const { pathname } = useLocation();
  useLanguageOf(pathname);
  // Of this language only: the router looks at every route each time the address changes.
  const prefix = languageFromPath(pathname) === 'en' ? '/en' : '';
  const signedIn = useSession(({ session }) => session.kind === 'open');
  return (
    <ErrorBoundary resetKey={pathname}>
      <Suspense fallback={<LoadingScreen />}>
        <Routes>
          {teamRoutes(prefix, placeIn(pathname))}
          {signedIn ? guidesWithPlaces(prefix) : guideRoutes}
          <Route path="*" element={<NotFoundScreen />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

/** `/p/<enrolment>/households/…` → `households` */
const placeIn = (pathname: string): string => withoutLanguage(pathname).split('/')[3] ?? '';

/** The address says the language; `/start` may lead from one to the other. */
function useLanguageOf(pathname: string): void {
  const { i18n } = useTranslation('common');
  const language = languageFromPath(pathname);
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
}

/** The screens of a person's own pages, by their address below those. */
const screens: readonly (readonly [path: string, screen: ReactElement])[] = [
  ['today', <TodayScreen />],
  ['households', <HomesScreen />],
  ['households/import', <RosterScreen />],
  ['households/new', <HouseholdFormScreen />],
  ['households/:household', <HouseholdScreen />],
  ['households/:household/rights', <RightsScreen />],
  ['households/:household/history', <HistoryScreen />],
  ['households/:household/people/:person/history', <HistoryScreen />],
  ['households/:household/edit', <HouseholdFormScreen />],
  ['households/:household/people/new', <PersonFormScreen />],
  ['households/:household/people/:person', <PersonFormScreen />],
  ['households/:household/outcome', <OutcomeScreen />],
  ['households/:household/tally', <TallyScreen />],
  ['households/:household/hardship', <HardshipScreen />],
  ['households/:household/split', <SplitScreen />],
  ['households/:household/help', <HelpScreen />],
  ['sessions', <SessionsScreen />],
  ['sessions/new', <SessionScreen />],
  ['sessions/:session', <SessionScreen />],
  ['assign', <AssignScreen />],
  ['visits/new', <VisitScreen />],
  ['visits/:visit', <VisitScreen />],
  ['visits/:visit/recheck', <RecheckScreen />],
  ['households/:household/merge', <MergeScreen />],
  ['households/:household/move', <MoveHomeScreen />],
  ['households/:household/people/:person/move', <MovePersonScreen />],
  ['survey/:household/:section?/:step?', <SurveyScreen />],
  ['progress', <ProgressScreen />],
  ['progress/:indicator', <FigureScreen />],
  ['report', <ReportScreen />],
  ['report/files', <ReportFilesScreen />],
  ['report/print', <PrintReportScreen />],
  ['targets', <TargetsScreen />],
  ['facts', <FactsScreen />],
  ['villages/files', <VillagesFilesScreen />],
  ['villages/phones', <PhonesScreen />],
  ['villages/improvers', <ImproversScreen />],
  ['villages/*', <VillagesScreen />],
  ['card', <CardScreen />],
  ['team', <TeamScreen />],
  ['review', <ReviewScreen />],
  ['waiting', <WaitingScreen />],
  ['review/:conflict', <ConflictScreen />],
  ['recordings/:guide?/:number?', <RecordingsScreen />],
  ['settings', <SettingsScreen lock={<LockSection />} />],
  ['settings/pin', <SetPinScreen />],
  ['ledger', <LedgerScreen />],
  ['backup', <BackupScreen />],
  ['backup/restore', <RestoreScreen />],
];

const screensByPlace = new Map<string, typeof screens>();
for (const screen of screens) {
  const place = screen[0].split('/')[0]!;
  screensByPlace.set(place, [...(screensByPlace.get(place) ?? []), screen]);
}

/** Only those of this place: the router weighs every route it is given whenever the address changes, which is at every answer of a form. */
const teamRoutes = (prefix: string, place: string): ReactNode => (
  <Fragment key={prefix}>
    <Route path={`${prefix}/start`} element={<StartScreen />} />
    <Route path={`${prefix}/join`} element={<JoinScreen />} />
    <Route path={`${prefix}/p/:enrolment`} element={<SessionGate />}>
      <Route index element={<FirstScreen />} />
      {(screensByPlace.get(place) ?? []).map(([path, screen]) => <Route key={path} path={path} element={screen} />)}
      <Route path="*" element={<NotFoundScreen />} />
    </Route>
  </Fragment>
);

const guidesWithPlaces = (prefix: string): ReactNode => (
  <Route key={`${prefix}guides`} element={<GuidesInApp />}>
    <Route path={prefix || '/'} />
    <Route path={`${prefix}/guides/:id?/:tool?`} />
    <Route path={`${prefix}/drills`} />
    <Route path={`${prefix}/reading`} />
  </Route>
);

function LoadingScreen() {
  const { t } = useTranslation('common');
  return (
    <Page title={t('product')}>
      <Skeleton rows={4} />
    </Page>
  );
}

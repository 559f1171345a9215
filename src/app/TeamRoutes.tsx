import { Fragment, Suspense, useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { guideRoutes } from '../features/guides/index.ts';
import { languageFromPath, useTranslation, withoutLanguage } from '../i18n/index.ts';
import { routes } from '../phone/addresses.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import {
  campaigns,
  criteria,
  family,
  households,
  passkeys,
  progress,
  proposals,
  recordings,
  review,
  rights,
  settings,
  survey,
  team,
  village,
  visits,
} from './features.ts';
import { FirstScreen } from './FirstScreen.tsx';
import { GuidesInApp } from './GuidesInApp.tsx';
import { JoinScreen } from './join/JoinScreen.tsx';
import { StartScreen } from './join/StartScreen.tsx';
import { LoadingScreen } from './LoadingScreen.tsx';
import { LockSection } from './lock/LockSection.tsx';
import { SetPinScreen } from './lock/SetPinScreen.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { SessionGate } from './session/SessionGate.tsx';
import { useSession } from './session/TeamContext.tsx';

const TodayScreen = survey.screen((of) => of.TodayScreen);
const HouseholdScreen = survey.screen((of) => of.HouseholdScreen);
const HouseholdFormScreen = survey.screen((of) => of.HouseholdFormScreen);
const PersonFormScreen = survey.screen((of) => of.PersonFormScreen);
const OutcomeScreen = survey.screen((of) => of.OutcomeScreen);
const TallyScreen = survey.screen((of) => of.TallyScreen);
const HardshipScreen = survey.screen((of) => of.HardshipScreen);
const SplitScreen = survey.screen((of) => of.SplitScreen);
const MergeScreen = survey.screen((of) => of.MergeScreen);
const MoveHouseholdScreen = survey.screen((of) => of.MoveHouseholdScreen);
const MovePersonScreen = survey.screen((of) => of.MovePersonScreen);
const SurveyScreen = survey.screen((of) => of.SurveyScreen);
const HouseholdsScreen = households.screen((of) => of.HouseholdsScreen);
const RosterScreen = households.screen((of) => of.RosterScreen);
const VisitScreen = visits.screen((of) => of.VisitScreen);
const RecheckScreen = visits.screen((of) => of.RecheckScreen);
const DigitalFamilyScreen = family.screen((of) => of.DigitalFamilyScreen);
const PrintDigitalFamilyScreen = family.screen((of) => of.PrintDigitalFamilyScreen);
const HelpScreen = visits.screen((of) => of.HelpScreen);
const AssignScreen = visits.screen((of) => of.AssignScreen);
const SessionsScreen = visits.screen((of) => of.SessionsScreen);
const SessionScreen = visits.screen((of) => of.SessionScreen);
const ProgressScreen = progress.screen((of) => of.ProgressScreen);
const VillagesScreen = progress.screen((of) => of.VillagesScreen);
const VillagesFilesScreen = progress.screen((of) => of.VillagesFilesScreen);
const ImproversScreen = progress.screen((of) => of.ImproversScreen);
const PhonesScreen = progress.screen((of) => of.PhonesScreen);
const OverviewScreen = progress.screen((of) => of.OverviewScreen);
const FigureScreen = progress.screen((of) => of.FigureScreen);
const ReportScreen = progress.screen((of) => of.ReportScreen);
const ReportFilesScreen = progress.screen((of) => of.ReportFilesScreen);
const PrintReportScreen = progress.screen((of) => of.PrintReportScreen);
const ReportTextsScreen = progress.screen((of) => of.ReportTextsScreen);
const LogScreen = progress.screen((of) => of.LogScreen);
const TeamFileScreen = progress.screen((of) => of.TeamFileScreen);
const TargetsScreen = progress.screen((of) => of.TargetsScreen);
const ChecklistsScreen = progress.screen((of) => of.ChecklistsScreen);
const ChecklistScreen = progress.screen((of) => of.ChecklistScreen);
const PrintChecklistScreen = progress.screen((of) => of.PrintChecklistScreen);
const FactsScreen = progress.screen((of) => of.FactsScreen);
const ProposalsScreen = proposals.screen((of) => of.ProposalsScreen);
const ProposalScreen = proposals.screen((of) => of.ProposalScreen);
const AidScreen = survey.screen((of) => of.AidScreen);
const RemarkScreen = survey.screen((of) => of.RemarkScreen);
const SentProposalsScreen = village.screen((of) => of.SentProposalsScreen);
const VillagePageScreen = village.screen((of) => of.VillagePageScreen);
const InfoScreen = village.screen((of) => of.InfoScreen);
const ContactScreen = village.screen((of) => of.ContactScreen);
const AnnounceScreen = village.screen((of) => of.AnnounceScreen);
const CampaignsScreen = campaigns.screen((of) => of.CampaignsScreen);
const CampaignScreen = campaigns.screen((of) => of.CampaignScreen);
const CampaignFormScreen = campaigns.screen((of) => of.CampaignFormScreen);
const KeptListsScreen = criteria.screen((of) => of.KeptListsScreen);
const KeptListScreen = criteria.screen((of) => of.KeptListScreen);
const ListFormScreen = criteria.screen((of) => of.ListFormScreen);
const CardScreen = team.screen((of) => of.CardScreen);
const RightsScreen = rights.screen((of) => of.RightsScreen);
const TeamScreen = team.screen((of) => of.TeamScreen);
const ReviewScreen = review.screen((of) => of.ReviewScreen);
const HistoryScreen = review.screen((of) => of.HistoryScreen);
const WaitingScreen = review.screen((of) => of.WaitingScreen);
const ConflictScreen = review.screen((of) => of.ConflictScreen);
const RecordingsScreen = recordings.screen((of) => of.RecordingsScreen);
const SettingsScreen = settings.screen((of) => of.SettingsScreen);
const LedgerScreen = settings.screen((of) => of.LedgerScreen);
const BackupScreen = settings.screen((of) => of.BackupScreen);
const RestoreScreen = settings.screen((of) => of.RestoreScreen);
const PasskeysScreen = passkeys.screen((of) => of.PasskeysScreen);

/** Every address of the team's app, in both languages (docs/architecture.md names the same). */
export function TeamRoutes() {
  const { pathname } = useLocation();
  useLanguageOf(pathname);
  // Routes of this language only, because the router tries every route each time the address changes.
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
  [routes.today, <TodayScreen />],
  [routes.households, <HouseholdsScreen />],
  [routes.importHouseholds, <RosterScreen />],
  [routes.newHousehold, <HouseholdFormScreen />],
  [routes.household, <HouseholdScreen />],
  [routes.rights, <RightsScreen />],
  [routes.householdHistory, <HistoryScreen />],
  [routes.personHistory, <HistoryScreen />],
  [routes.editHousehold, <HouseholdFormScreen />],
  [routes.newPerson, <PersonFormScreen />],
  [routes.person, <PersonFormScreen />],
  [routes.outcome, <OutcomeScreen />],
  [routes.tally, <TallyScreen />],
  [routes.hardship, <HardshipScreen />],
  [routes.digitalFamily, <DigitalFamilyScreen />],
  [routes.printDigitalFamily, <PrintDigitalFamilyScreen />],
  [routes.split, <SplitScreen />],
  [routes.help, <HelpScreen />],
  [routes.sessions, <SessionsScreen />],
  [routes.newSession, <SessionScreen />],
  [routes.session, <SessionScreen />],
  [routes.proposals, <ProposalsScreen />],
  [routes.newProposal, <ProposalScreen />],
  [routes.sentProposals, <SentProposalsScreen />],
  [routes.proposal, <ProposalScreen />],
  [routes.newAid, <AidScreen />],
  [routes.aid, <AidScreen />],
  [routes.newRemark, <RemarkScreen />],
  [routes.remark, <RemarkScreen />],
  [routes.assign, <AssignScreen />],
  [routes.newVisit, <VisitScreen />],
  [routes.visit, <VisitScreen />],
  [routes.recheck, <RecheckScreen />],
  [routes.merge, <MergeScreen />],
  [routes.moveHousehold, <MoveHouseholdScreen />],
  [routes.movePerson, <MovePersonScreen />],
  [routes.survey, <SurveyScreen />],
  // Addresses of single steps, in the history of phones that had them.
  [`${routes.survey}/*`, <SurveyScreen />],
  [routes.progress, <ProgressScreen />],
  [routes.overview, <OverviewScreen />],
  [routes.figure, <FigureScreen />],
  [routes.report, <ReportScreen />],
  [routes.reportFiles, <ReportFilesScreen />],
  [routes.printReport, <PrintReportScreen />],
  [routes.reportTexts, <ReportTextsScreen />],
  [routes.reportLog, <LogScreen />],
  [routes.teamFile, <TeamFileScreen />],
  [routes.checklists, <ChecklistsScreen />],
  [routes.checklist, <ChecklistScreen />],
  [routes.printChecklist, <PrintChecklistScreen />],
  [routes.criteria, <KeptListsScreen />],
  [routes.newCriteria, <ListFormScreen />],
  [routes.criteriaList, <KeptListScreen />],
  [routes.editCriteria, <ListFormScreen />],
  [routes.targets, <TargetsScreen />],
  [routes.facts, <FactsScreen />],
  [routes.villagesFiles, <VillagesFilesScreen />],
  [routes.phones, <PhonesScreen />],
  [routes.improvers, <ImproversScreen />],
  [`${routes.villages}/*`, <VillagesScreen />],
  [routes.villagePage, <VillagePageScreen />],
  [routes.villageInfo, <InfoScreen />],
  [routes.villageContact, <ContactScreen />],
  [routes.announce, <AnnounceScreen />],
  [routes.campaigns, <CampaignsScreen />],
  [routes.newCampaign, <CampaignFormScreen />],
  [routes.editCampaign, <CampaignFormScreen />],
  [routes.campaign, <CampaignScreen />],
  [routes.card, <CardScreen />],
  [routes.team, <TeamScreen />],
  [routes.review, <ReviewScreen />],
  [routes.waiting, <WaitingScreen />],
  [routes.conflict, <ConflictScreen />],
  [routes.recordings, <RecordingsScreen />],
  [routes.settings, <SettingsScreen lock={<LockSection />} />],
  [routes.pin, <SetPinScreen />],
  [routes.passkeys, <PasskeysScreen />],
  [routes.ledger, <LedgerScreen />],
  [routes.backup, <BackupScreen />],
  [routes.restore, <RestoreScreen />],
];

const screensByPlace = new Map<string, typeof screens>();
for (const screen of screens) {
  const place = screen[0].split('/')[0]!;
  screensByPlace.set(place, [...(screensByPlace.get(place) ?? []), screen]);
}

/**
 * Routes of one first segment only: the router ranks every route at each change of the address, and every answer of a
 * form changes it.
 */
const teamRoutes = (prefix: string, place: string): ReactNode => (
  <Fragment key={prefix}>
    <Route path={`${prefix}/start`} element={<StartScreen />} />
    <Route path={`${prefix}/join`} element={<JoinScreen />} />
    <Route path={`${prefix}/p/:enrolment`} element={<SessionGate />}>
      <Route index element={<FirstScreen />} />
      {(screensByPlace.get(place) ?? []).map(([path, screen]) => (
        <Route key={path} path={path} element={screen} />
      ))}
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

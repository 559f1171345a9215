import { generatePath } from 'react-router';
import type { Uuid } from '../lib/ids.ts';

/**
 * The addresses of the team's screens, as route patterns below a person's own pages (`Phone.basePath`). Ids only, never
 * a name: addresses stay in the browser's history.
 */
export const routes = {
  today: 'today',
  households: 'households',
  importHouseholds: 'households/import',
  newHousehold: 'households/new',
  household: 'households/:household',
  rights: 'households/:household/rights',
  householdHistory: 'households/:household/history',
  personHistory: 'households/:household/people/:person/history',
  editHousehold: 'households/:household/edit',
  newPerson: 'households/:household/people/new',
  person: 'households/:household/people/:person',
  movePerson: 'households/:household/people/:person/move',
  outcome: 'households/:household/outcome',
  tally: 'households/:household/tally',
  hardship: 'households/:household/hardship',
  digitalFamily: 'households/:household/digital-family',
  printDigitalFamily: 'households/:household/digital-family/print',
  split: 'households/:household/split',
  merge: 'households/:household/merge',
  moveHousehold: 'households/:household/move',
  help: 'households/:household/help',
  survey: 'survey/:household',
  newVisit: 'visits/new',
  visit: 'visits/:visit',
  recheck: 'visits/:visit/recheck',
  sessions: 'sessions',
  newSession: 'sessions/new',
  session: 'sessions/:session',
  proposals: 'proposals',
  newProposal: 'proposals/new',
  sentProposals: 'proposals/sent',
  proposal: 'proposals/:proposal',
  newAid: 'aid/new',
  aid: 'aid/:aid',
  newRemark: 'remarks/new',
  remark: 'remarks/:remark',
  assign: 'assign',
  progress: 'progress',
  overview: 'progress/overview/:overview',
  figure: 'progress/:indicator',
  report: 'report',
  reportFiles: 'report/files',
  printReport: 'report/print',
  reportTexts: 'report/texts',
  reportLog: 'report/log',
  teamFile: 'team-file',
  checklists: 'checklists',
  checklist: 'checklists/:checklist',
  printChecklist: 'checklists/:checklist/print',
  criteria: 'criteria',
  newCriteria: 'criteria/new',
  criteriaList: 'criteria/:list',
  editCriteria: 'criteria/:list/edit',
  targets: 'targets',
  facts: 'facts',
  villagePage: 'village-page',
  villageInfo: 'village-page/info',
  villageContact: 'village-page/contact/:contact',
  announce: 'village-page/announce',
  campaigns: 'campaigns',
  newCampaign: 'campaigns/new',
  campaign: 'campaigns/:campaign',
  editCampaign: 'campaigns/:campaign/edit',
  villages: 'villages',
  villagesFiles: 'villages/files',
  phones: 'villages/phones',
  improvers: 'villages/improvers',
  card: 'card',
  team: 'team',
  review: 'review',
  conflict: 'review/:conflict',
  waiting: 'waiting',
  recordings: 'recordings/:guide?/:number?',
  settings: 'settings',
  pin: 'settings/pin',
  passkeys: 'settings/passkeys',
  ledger: 'ledger',
  backup: 'backup',
  restore: 'backup/restore',
} as const;

type Query = Readonly<Record<string, string | undefined>>;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

interface AboutVisit {
  readonly person?: Uuid | undefined;
  readonly guide?: string | undefined;
}

const createAddresses = (basePath: string) => {
  const to = (route: string, params: Query = {}): string => `${basePath}/${generatePath(route, params)}`;
  return {
    today: to(routes.today),
    households: to(routes.households),
    importHouseholds: to(routes.importHouseholds),
    newHousehold: to(routes.newHousehold),
    household: (household: Uuid) => to(routes.household, { household }),
    rights: (household: Uuid) => to(routes.rights, { household }),
    householdHistory: (household: Uuid) => to(routes.householdHistory, { household }),
    personHistory: (household: Uuid, person: Uuid) => to(routes.personHistory, { household, person }),
    editHousehold: (household: Uuid) => to(routes.editHousehold, { household }),
    newPerson: (household: Uuid) => to(routes.newPerson, { household }),
    person: (household: Uuid, person: Uuid) => to(routes.person, { household, person }),
    movePerson: (household: Uuid, person: Uuid) => to(routes.movePerson, { household, person }),
    outcome: (household: Uuid) => to(routes.outcome, { household }),
    tally: (household: Uuid) => to(routes.tally, { household }),
    hardship: (household: Uuid) => to(routes.hardship, { household }),
    digitalFamily: (household: Uuid) => to(routes.digitalFamily, { household }),
    printDigitalFamily: (household: Uuid) => to(routes.printDigitalFamily, { household }),
    split: (household: Uuid) => to(routes.split, { household }),
    merge: (household: Uuid) => to(routes.merge, { household }),
    moveHousehold: (household: Uuid) => to(routes.moveHousehold, { household }),
    help: (household: Uuid) => to(routes.help, { household }),
    survey: (household: Uuid) => to(routes.survey, { household }),
    /** A new visit whose household is chosen first. */
    chooseHousehold: (guide?: string) => withQuery(to(routes.newVisit), { guide }),
    newVisit: (household: Uuid, about: AboutVisit = {}) => withQuery(to(routes.newVisit), { household, ...about }),
    visit: (visit: Uuid, household: Uuid, about: AboutVisit = {}) =>
      withQuery(to(routes.visit, { visit }), { household, ...about }),
    recheck: (visit: Uuid, household: Uuid) => withQuery(to(routes.recheck, { visit }), { household }),
    sessions: to(routes.sessions),
    newSession: (topic?: string) => withQuery(to(routes.newSession), { topic }),
    session: (session: Uuid, topic?: string) => withQuery(to(routes.session, { session }), { topic }),
    proposals: to(routes.proposals),
    /** What villages have sent to the officer's commune. */
    sentProposals: to(routes.sentProposals),
    /** A new one, from a household or of the whole village. */
    newProposal: (household?: Uuid) => withQuery(to(routes.newProposal), { household }),
    proposal: (proposal: Uuid, household?: Uuid) => withQuery(to(routes.proposal, { proposal }), { household }),
    /** Something was given to a household. */
    newAid: (household: Uuid) => withQuery(to(routes.newAid), { household }),
    aid: (aid: Uuid, household: Uuid) => withQuery(to(routes.aid, { aid }), { household }),
    /** A household's form is sent back; or what was sent back, to be answered. */
    newRemark: (household: Uuid) => withQuery(to(routes.newRemark), { household }),
    remark: (remark: Uuid, household: Uuid) => withQuery(to(routes.remark, { remark }), { household }),
    assign: to(routes.assign),
    progress: to(routes.progress),
    overview: (overview: string) => to(routes.overview, { overview }),
    figure: (indicator: string) => to(routes.figure, { indicator }),
    report: to(routes.report),
    reportFiles: to(routes.reportFiles),
    printReport: to(routes.printReport),
    reportTexts: to(routes.reportTexts),
    reportLog: to(routes.reportLog),
    teamFile: (village?: Uuid) => withQuery(to(routes.teamFile), { village }),
    /** A village's checklists; of the village of an officer's, where it is given. */
    checklists: (village?: Uuid) => withQuery(to(routes.checklists), { village }),
    checklist: (checklist: string, village?: Uuid) => withQuery(to(routes.checklist, { checklist }), { village }),
    printChecklist: (checklist: string, village?: Uuid) =>
      withQuery(to(routes.printChecklist, { checklist }), { village }),
    /** The lists that a commune or province keeps; of the area `area`, where the person has several. */
    criteria: (area?: Uuid) => withQuery(to(routes.criteria), { area }),
    newCriteria: (area?: Uuid) => withQuery(to(routes.newCriteria), { area }),
    criteriaList: (list: string, area?: Uuid) => withQuery(to(routes.criteriaList, { list }), { area }),
    editCriteria: (list: string, area?: Uuid) => withQuery(to(routes.editCriteria, { list }), { area }),
    targets: to(routes.targets),
    facts: (village?: Uuid) => withQuery(to(routes.facts), { village }),
    /** What the public page says; of the village or commune `area`, where it is not the person's own village. */
    villagePage: (area?: Uuid) => withQuery(to(routes.villagePage), { area }),
    villageInfo: (area?: Uuid) => withQuery(to(routes.villageInfo), { area }),
    villageContact: (contact: Uuid, area?: Uuid) => withQuery(to(routes.villageContact, { contact }), { area }),
    announce: (area?: Uuid) => withQuery(to(routes.announce), { area }),
    campaigns: to(routes.campaigns),
    newCampaign: to(routes.newCampaign),
    campaign: (campaign: Uuid) => to(routes.campaign, { campaign }),
    editCampaign: (campaign: Uuid) => to(routes.editCampaign, { campaign }),
    /** The list of households, those alone that a campaign still has to reach. */
    campaignHouseholds: (campaign: Uuid) => withQuery(to(routes.households), { campaign }),
    villages: (village?: Uuid) => withQuery(to(routes.villages), { village }),
    villagesFiles: to(routes.villagesFiles),
    phones: to(routes.phones),
    improvers: to(routes.improvers),
    card: to(routes.card),
    team: to(routes.team),
    /** What two people wrote differently; of one household only, where it is given. */
    review: (household?: Uuid) => withQuery(to(routes.review), { household }),
    conflict: (conflict: Uuid, household?: Uuid) => withQuery(to(routes.conflict, { conflict }), { household }),
    /** Operations that wait for the lead; one group of them, where it is given. */
    waiting: (group?: Uuid) => withQuery(to(routes.waiting), { group }),
    /** Recording for the guides: the choice of a guide, of a step of it, one step, or all its steps in one go. */
    recordings: (guide?: string, number?: number | 'all') =>
      to(routes.recordings, { guide, number: number === undefined ? undefined : String(number) }),
    settings: to(routes.settings),
    pin: to(routes.pin),
    passkeys: to(routes.passkeys),
    ledger: to(routes.ledger),
    backup: to(routes.backup),
    restore: to(routes.restore),
  };
};

let last: { readonly basePath: string; readonly addresses: ReturnType<typeof createAddresses> } | undefined;

/**
 * The addresses below one person's own pages; no network, no failure. The rows of a long list ask for them one by one,
 * so the last ones made are kept.
 *
 * @param basePath `Phone.basePath`, without a slash at the end
 */
export function addressesBelow(basePath: string): ReturnType<typeof createAddresses> {
  if (last?.basePath !== basePath) last = { basePath, addresses: createAddresses(basePath) };
  return last.addresses;
}

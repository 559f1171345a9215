import type { Action } from './roles.ts';

/**
 * What a person reaches through an endpoint:
 *
 * | scope | meaning |
 * |---|---|
 * | `self` | the requester's own enrolment, whatever their grants |
 * | `listed` | answers everybody, with the content of the areas where they may do the action |
 * | `area` | names an area; refused outside of the requester's own areas |
 * | `thing` | names something in an area (an invitation, a phone); refused like one that does not exist |
 * | `sealed` | accepts operations of any enrolment; those that the grants do not allow are quarantined |
 */
export type EndpointScope = 'self' | 'listed' | 'area' | 'thing' | 'sealed';

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** Below `/api/p/<enrolment>/`. */
  readonly path: string;
  /** What a grant must allow there; with the scope `self`: anywhere, or undefined for everybody. */
  readonly action: Action | undefined;
  readonly scope: EndpointScope;
  /** The refusal, the same whether the thing asked for exists or not. */
  readonly denied?: 'forbidden' | 'notFound';
  /** Also open to a phone that the village has not confirmed yet. */
  readonly whileUnconfirmed?: true;
  /** Also open to a revoked phone, so that it can send its outbox. */
  readonly afterRevoking?: true;
  /** When a second person has to confirm it before it is done. */
  readonly second?: string;
}

/**
 * Every endpoint of a signed-in person. The server's routes name theirs, and a test walks through all of them by role
 * and area.
 */
export const endpoints = {
  me: { method: 'GET', path: 'me', action: undefined, scope: 'self', whileUnconfirmed: true },
  storeRecoveryKey: { method: 'POST', path: 'recovery', action: undefined, scope: 'self', whileUnconfirmed: true },
  newDevice: { method: 'POST', path: 'device', action: undefined, scope: 'self', afterRevoking: true },
  push: { method: 'POST', path: 'push', action: 'syncRecords', scope: 'sealed', afterRevoking: true },
  pull: { method: 'GET', path: 'pull', action: 'syncRecords', scope: 'area', denied: 'notFound' },
  progress: { method: 'GET', path: 'progress', action: 'seeProgress', scope: 'listed' },
  phones: { method: 'GET', path: 'phones', action: 'seePhones', scope: 'area', denied: 'forbidden' },
  team: { method: 'GET', path: 'team', action: 'seeTeam', scope: 'listed' },
  invite: { method: 'POST', path: 'invitations', action: 'invite', scope: 'area', denied: 'forbidden' },
  takeBackInvitation: {
    method: 'POST',
    path: 'invitations/withdraw',
    action: 'invite',
    scope: 'thing',
    denied: 'notFound',
  },
  withdrawPhone: { method: 'POST', path: 'devices/withdraw', action: 'withdraw', scope: 'thing', denied: 'notFound' },
  confirm: { method: 'POST', path: 'confirm', action: 'confirm', scope: 'thing', denied: 'notFound' },
  withdrawGrant: { method: 'POST', path: 'grants/withdraw', action: 'withdraw', scope: 'thing', denied: 'notFound' },
  quarantine: { method: 'GET', path: 'quarantine', action: 'seeQuarantine', scope: 'area', denied: 'notFound' },
  releaseQuarantined: { method: 'POST', path: 'quarantine/release', action: 'judgeQuarantine', scope: 'listed' },
  setQuarantinedAside: { method: 'POST', path: 'quarantine/set-aside', action: 'judgeQuarantine', scope: 'listed' },
  erase: {
    method: 'POST',
    path: 'erase',
    action: 'erase',
    scope: 'area',
    denied: 'notFound',
    second: 'more households a day than docs/limits.md says',
  },
  erased: { method: 'GET', path: 'erased', action: 'seeErased', scope: 'listed' },
  bringBack: { method: 'POST', path: 'erased/bring-back', action: 'bringBack', scope: 'thing', denied: 'notFound' },
  second: { method: 'POST', path: 'second', action: 'second', scope: 'thing', denied: 'notFound' },
  exported: { method: 'POST', path: 'exported', action: 'syncRecords', scope: 'area', denied: 'notFound' },
  history: { method: 'GET', path: 'history', action: 'syncRecords', scope: 'area', denied: 'notFound' },
  addArea: { method: 'POST', path: 'areas', action: 'manageAreas', scope: 'area', denied: 'forbidden' },
  retention: { method: 'GET', path: 'retention', action: 'setRetention', scope: 'listed' },
  setRetention: {
    method: 'POST',
    path: 'retention',
    action: 'setRetention',
    scope: 'area',
    denied: 'notFound',
    second: 'a shorter time',
  },
  sendRecording: { method: 'POST', path: 'recordings/send', action: 'recordAudio', scope: 'area', denied: 'notFound' },
  recordings: { method: 'GET', path: 'recordings', action: 'recordAudio', scope: 'area', denied: 'notFound' },
  hearRecording: { method: 'GET', path: 'recordings/audio', action: 'recordAudio', scope: 'thing', denied: 'notFound' },
  judgeRecording: {
    method: 'POST',
    path: 'recordings/judge',
    action: 'judgeAudio',
    scope: 'thing',
    denied: 'notFound',
  },
  cards: { method: 'GET', path: 'cards', action: 'showCard', scope: 'self' },
  report: { method: 'GET', path: 'report', action: 'seeReport', scope: 'area', denied: 'notFound' },
  reports: { method: 'GET', path: 'reports', action: 'seeReport', scope: 'area', denied: 'notFound' },
  sendReport: { method: 'POST', path: 'report/send', action: 'sendReport', scope: 'area', denied: 'notFound' },
  reportTexts: { method: 'GET', path: 'report/texts', action: 'seeReport', scope: 'area', denied: 'notFound' },
  writeReport: { method: 'POST', path: 'report/texts', action: 'sendReport', scope: 'area', denied: 'notFound' },
  receiveReport: { method: 'POST', path: 'report/receive', action: 'receiveReport', scope: 'area', denied: 'notFound' },
  targets: { method: 'GET', path: 'targets', action: 'seeProgress', scope: 'listed' },
  setTarget: { method: 'POST', path: 'targets', action: 'setTargets', scope: 'area', denied: 'notFound' },
  facts: { method: 'GET', path: 'facts', action: 'seeProgress', scope: 'area', denied: 'notFound' },
  tellFacts: { method: 'POST', path: 'facts', action: 'tellFacts', scope: 'area', denied: 'notFound' },
  teamFile: { method: 'GET', path: 'team-file', action: 'seeProgress', scope: 'area', denied: 'notFound' },
  tellTeamFile: { method: 'POST', path: 'team-file', action: 'tellFacts', scope: 'area', denied: 'notFound' },
  checklists: { method: 'GET', path: 'checklists', action: 'seeReport', scope: 'area', denied: 'notFound' },
  tickChecklists: { method: 'POST', path: 'checklists', action: 'tickChecklists', scope: 'area', denied: 'notFound' },
  keptChecklists: {
    method: 'GET',
    path: 'checklists/kept',
    action: 'keepChecklists',
    scope: 'area',
    denied: 'notFound',
  },
  keepChecklist: {
    method: 'POST',
    path: 'checklists/kept',
    action: 'keepChecklists',
    scope: 'area',
    denied: 'notFound',
  },
  trend: { method: 'GET', path: 'trend', action: 'seeProgress', scope: 'area', denied: 'notFound' },
  activities: { method: 'GET', path: 'activities', action: 'seeProgress', scope: 'area', denied: 'notFound' },
  log: { method: 'GET', path: 'log', action: 'seeReport', scope: 'area', denied: 'notFound' },
  villagePage: { method: 'GET', path: 'village-page', action: 'seeProgress', scope: 'area', denied: 'notFound' },
  tellInfo: { method: 'POST', path: 'village-page/info', action: 'keepPage', scope: 'area', denied: 'notFound' },
  announce: { method: 'POST', path: 'village-page/announce', action: 'keepPage', scope: 'area', denied: 'notFound' },
  endAnnouncement: {
    method: 'POST',
    path: 'village-page/end',
    action: 'keepPage',
    scope: 'thing',
    denied: 'notFound',
  },
  campaigns: { method: 'GET', path: 'campaigns', action: 'seeProgress', scope: 'listed' },
  campaignFigures: {
    method: 'GET',
    path: 'campaigns/figures',
    action: 'seeProgress',
    scope: 'thing',
    denied: 'notFound',
  },
  keepCampaign: { method: 'POST', path: 'campaigns', action: 'keepCampaigns', scope: 'area', denied: 'notFound' },
  closeCampaign: {
    method: 'POST',
    path: 'campaigns/close',
    action: 'keepCampaigns',
    scope: 'thing',
    denied: 'notFound',
  },
  proposals: { method: 'GET', path: 'proposals', action: 'answerProposals', scope: 'listed' },
  answerProposal: {
    method: 'POST',
    path: 'proposals/answer',
    action: 'answerProposals',
    scope: 'area',
    denied: 'notFound',
  },
  audit: { method: 'GET', path: 'audit', action: 'seeAudit', scope: 'listed' },
  passkeys: { method: 'GET', path: 'passkeys', action: undefined, scope: 'self' },
  newPasskey: { method: 'GET', path: 'passkeys/new', action: 'holdPasskey', scope: 'self', denied: 'forbidden' },
  addPasskey: { method: 'POST', path: 'passkeys', action: 'holdPasskey', scope: 'self', denied: 'forbidden' },
  withdrawPasskey: {
    method: 'POST',
    path: 'passkeys/withdraw',
    action: 'withdraw',
    scope: 'thing',
    denied: 'notFound',
  },
  reminders: { method: 'GET', path: 'reminders', action: 'syncRecords', scope: 'self', denied: 'forbidden' },
  setReminders: { method: 'POST', path: 'reminders', action: 'syncRecords', scope: 'self', denied: 'forbidden' },
  guideReports: { method: 'GET', path: 'guides/changed', action: 'seeGuideReports', scope: 'listed' },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

/** The endpoints that change something. */
export type WritingEndpoint = {
  [Name in EndpointName]: (typeof endpoints)[Name]['method'] extends 'POST' ? Name : never;
}[EndpointName];

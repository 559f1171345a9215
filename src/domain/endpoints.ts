import type { Action } from './roles.ts';

/**
 * What of the server an endpoint lets a person reach:
 *
 * | scope | meaning |
 * |---|---|
 * | `self` | the asker's own enrolment, whatever their grants |
 * | `listed` | answers everybody, with what lies in the areas where they may do the action |
 * | `area` | names an area; outside of one's own it is refused |
 * | `thing` | names something that lies in an area (an invitation, a phone); refused like one that does not exist |
 * | `sealed` | stores what is sent for any enrolment; what the grants do not allow is set aside unread |
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
  /** A phone that was taken out of the team may still ask: to hand over what it holds. */
  readonly afterRevoking?: true;
}

/** Every endpoint of a signed-in person. The server's routes name theirs, and a test walks through all of them by role and area. */
export const endpoints = {
  me: { method: 'GET', path: 'me', action: undefined, scope: 'self' },
  storeRecoveryKey: { method: 'POST', path: 'recovery', action: undefined, scope: 'self' },
  newDevice: { method: 'POST', path: 'device', action: undefined, scope: 'self', afterRevoking: true },
  push: { method: 'POST', path: 'push', action: 'syncRecords', scope: 'sealed', afterRevoking: true },
  pull: { method: 'GET', path: 'pull', action: 'syncRecords', scope: 'area', denied: 'notFound' },
  progress: { method: 'GET', path: 'progress', action: 'seeProgress', scope: 'listed' },
  phones: { method: 'GET', path: 'phones', action: 'seePhones', scope: 'area', denied: 'forbidden' },
  team: { method: 'GET', path: 'team', action: 'seeTeam', scope: 'listed' },
  invite: { method: 'POST', path: 'invitations', action: 'invite', scope: 'area', denied: 'forbidden' },
  takeBackInvitation: { method: 'POST', path: 'invitations/withdraw', action: 'invite', scope: 'thing', denied: 'notFound' },
  withdrawPhone: { method: 'POST', path: 'devices/withdraw', action: 'withdraw', scope: 'thing', denied: 'notFound' },
  withdrawGrant: { method: 'POST', path: 'grants/withdraw', action: 'withdraw', scope: 'thing', denied: 'notFound' },
  quarantine: { method: 'GET', path: 'quarantine', action: 'seeQuarantine', scope: 'area', denied: 'notFound' },
  releaseQuarantined: { method: 'POST', path: 'quarantine/release', action: 'judgeQuarantine', scope: 'listed' },
  setQuarantinedAside: { method: 'POST', path: 'quarantine/set-aside', action: 'judgeQuarantine', scope: 'listed' },
  erase: { method: 'POST', path: 'erase', action: 'erase', scope: 'area', denied: 'notFound' },
  exported: { method: 'POST', path: 'exported', action: 'syncRecords', scope: 'area', denied: 'notFound' },
  history: { method: 'GET', path: 'history', action: 'syncRecords', scope: 'area', denied: 'notFound' },
  addArea: { method: 'POST', path: 'areas', action: 'manageAreas', scope: 'area', denied: 'forbidden' },
  retention: { method: 'GET', path: 'retention', action: 'setRetention', scope: 'listed' },
  setRetention: { method: 'POST', path: 'retention', action: 'setRetention', scope: 'area', denied: 'notFound' },
  sendRecording: { method: 'POST', path: 'recordings/send', action: 'recordAudio', scope: 'area', denied: 'notFound' },
  recordings: { method: 'GET', path: 'recordings', action: 'recordAudio', scope: 'area', denied: 'notFound' },
  hearRecording: { method: 'GET', path: 'recordings/audio', action: 'recordAudio', scope: 'thing', denied: 'notFound' },
  judgeRecording: { method: 'POST', path: 'recordings/judge', action: 'judgeAudio', scope: 'thing', denied: 'notFound' },
  cards: { method: 'GET', path: 'cards', action: 'showCard', scope: 'self' },
  report: { method: 'GET', path: 'report', action: 'seeReport', scope: 'area', denied: 'notFound' },
  reports: { method: 'GET', path: 'reports', action: 'seeReport', scope: 'area', denied: 'notFound' },
  sendReport: { method: 'POST', path: 'report/send', action: 'sendReport', scope: 'area', denied: 'notFound' },
  receiveReport: { method: 'POST', path: 'report/receive', action: 'receiveReport', scope: 'area', denied: 'notFound' },
  targets: { method: 'GET', path: 'targets', action: 'seeProgress', scope: 'listed' },
  setTarget: { method: 'POST', path: 'targets', action: 'setTargets', scope: 'area', denied: 'notFound' },
  facts: { method: 'GET', path: 'facts', action: 'seeProgress', scope: 'area', denied: 'notFound' },
  tellFacts: { method: 'POST', path: 'facts', action: 'tellFacts', scope: 'area', denied: 'notFound' },
  audit: { method: 'GET', path: 'audit', action: 'seeAudit', scope: 'listed' },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

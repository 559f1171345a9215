import type { WritingEndpoint } from './endpoints.ts';

/**
 * When an officer or administrator (`holdPasskey`) confirms a request with a passkey:
 *
 * | rule | meaning |
 * |---|---|
 * | `never` | the request goes through without |
 * | `always` | each time |
 * | `highRole` | when it invites to a role that holds passkeys, or invites somebody again who has one |
 * | `othersPhone` | when the phone is another person's |
 * | `shorter` | when rows about people are kept for a shorter time than now |
 * | `notTheFirst` | when the person has a passkey |
 */
export type PasskeyRule = 'never' | 'always' | 'highRole' | 'othersPhone' | 'shorter' | 'notTheFirst';

/** Every endpoint that changes something; a new one has to be decided about here. */
export const passkeyRules = {
  invite: 'highRole',
  withdrawPhone: 'othersPhone',
  withdrawGrant: 'always',
  setRetention: 'shorter',
  erase: 'always',
  second: 'always',
  bringBack: 'never',
  releaseQuarantined: 'always',
  setQuarantinedAside: 'always',
  addPasskey: 'notTheFirst',
  withdrawPasskey: 'always',
  // Takes nothing away and gives nobody a right.
  takeBackInvitation: 'never',
  addArea: 'never',
  setTarget: 'never',
  tellFacts: 'never',
  tellTeamFile: 'never',
  tickChecklists: 'never',
  keepChecklist: 'never',
  writeReport: 'never',
  tellInfo: 'never',
  announce: 'never',
  endAnnouncement: 'never',
  keepCampaign: 'never',
  closeCampaign: 'never',
  answerProposal: 'never',
  sendReport: 'never',
  receiveReport: 'never',
  exported: 'never',
  sendRecording: 'never',
  judgeRecording: 'never',
  // A second person decides: somebody other than the inviter.
  confirm: 'never',
  // The phone's own matters, proven by its device key or kept for it alone.
  storeRecoveryKey: 'never',
  newDevice: 'never',
  setReminders: 'never',
  // A village's daily work, which every member does.
  push: 'never',
} as const satisfies Record<WritingEndpoint, PasskeyRule>;

import { expect, it } from 'vitest';
import { endpoints, type Endpoint } from '../../../src/domain/access/endpoints.ts';
import { passkeyRules } from '../../../src/domain/access/passkey-rules.ts';

const named = (never: boolean): string[] =>
  Object.entries(passkeyRules)
    .filter(([, rule]) => (rule === 'never') === never)
    .map(([name]) => name)
    .sort();

it('an officer or administrator confirms these requests with a passkey', () => {
  expect(named(false)).toEqual([
    'addPasskey',
    'erase',
    'invite',
    'releaseQuarantined',
    'second',
    'setQuarantinedAside',
    'setRetention',
    'withdrawGrant',
    'withdrawPasskey',
    'withdrawPhone',
  ]);
});

it('and these not; every endpoint that writes is in one of the two lists', () => {
  expect(named(true)).toEqual([
    'addArea',
    'announce',
    'answerProposal',
    'bringBack',
    'closeCampaign',
    'confirm',
    'endAnnouncement',
    'exported',
    'judgeRecording',
    'keepCampaign',
    'keepChecklist',
    'newDevice',
    'push',
    'receiveReport',
    'sendRecording',
    'sendReport',
    'setReminders',
    'setTarget',
    'storeRecoveryKey',
    'takeBackInvitation',
    'tellFacts',
    'tellInfo',
    'tellTeamFile',
    'tickChecklists',
    'writeReport',
  ]);
  const writing = Object.entries<Endpoint>(endpoints).filter(([, { method }]) => method !== 'GET');
  expect(writing.map(([name]) => name).sort()).toEqual(Object.keys(passkeyRules).sort());
});

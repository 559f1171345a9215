import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { endpoints, type EndpointName, type WritingEndpoint } from '../../../src/domain/access/endpoints.ts';
import { limits } from '../../../src/protocol/limits.ts';
import type { AuditAction } from '../../../src/domain/access/audit.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { newRecording, piecesOf } from './recording.ts';
import { sendProposal } from './send-proposal.ts';
import { SoftAuthenticator } from '../../support/soft-authenticator.ts';
import { pushSubscriptionOf, ServerWorld, type TestPhone } from './server-world.ts';

// Every route that writes leaves an entry in the audit log that says who did it, on which phone, and to what. A new one
// has no row here and does not compile; one that says nothing fails.

/**
 * What is kept of these by itself: who sent what, when and on which phone is a row of its own for each operation
 * (op_meta).
 */
const keptOtherwise = ['push'] as const satisfies readonly WritingEndpoint[];
type Noted = Exclude<WritingEndpoint, (typeof keptOtherwise)[number]>;

const engine = createEngine(oneEngine);
let world: ServerWorld;
let people: Readonly<Record<'member' | 'lead' | 'head' | 'officer', TestPhone>>;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  const { village, commune } = world.areas;
  people = {
    member: await world.phoneOf('member', village),
    lead: await world.phoneOf('lead', village),
    head: await world.phoneOf('head', village),
    officer: await world.phoneOf('officer', commune),
  };
});

interface Deed {
  readonly action: AuditAction;
  /** Who does it. */
  readonly by: keyof typeof people;
  /** The entry names the area alone. */
  readonly ofArea?: true;
  readonly work: (phone: TestPhone) => Promise<{ readonly statusCode: number; readonly body: string }>;
}

const post = (path: string, payload: () => object | Promise<object>) => async (phone: TestPhone) =>
  phone.send('POST', path, { payload: await payload() });
const meOf = async (phone: TestPhone) =>
  (await phone.send('GET', 'me')).json<{ account: Uuid; grants: { id: Uuid }[] }>();
const pushed = async (set: unknown, record = randomUUID(), from?: TestPhone): Promise<{ opId: Uuid; record: Uuid }> => {
  const phone = from ?? (await world.phoneOf('member', world.areas.village));
  const opId = randomUUID();
  const entry = {
    opId,
    seq: 1,
    group: opId,
    record,
    kind: 'household',
    village: world.areas.village,
    base: {},
    set,
    wallTime: 0,
    clockOffset: 0,
    schemaVersion: 1,
  };
  const answer = await phone.send('POST', 'push', { payload: { protocol: 2, firstSeq: 1, entries: [entry] } });
  expect(answer.statusCode).toBe(200);
  return { opId, record };
};
const recorded = async (): Promise<Uuid> => {
  const recording = newRecording(world.areas.village);
  const phone = await world.phoneOf('member', world.areas.village);
  for (const piece of piecesOf(recording)) await phone.send('POST', 'recordings/send', { payload: piece });
  return recording.id;
};
/** All of its pieces. @returns the last one's answer */
const sendAll = async (phone: TestPhone) => {
  const [first, ...rest] = piecesOf(newRecording(world.areas.village));
  let answer = await phone.send('POST', 'recordings/send', { payload: first! });
  for (const piece of rest) answer = await phone.send('POST', 'recordings/send', { payload: piece });
  return answer;
};
/** What a closed phone hands in waits for the lead, who may release it. */
const leftBehind = async (): Promise<Uuid> => {
  const phone = await world.phoneOf('member', world.areas.village);
  await world.deps.db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', phone.enrolment).execute();
  return (await pushed({ headName: 'Mẫu' }, randomUUID(), phone)).opId;
};
const pending = async (): Promise<Uuid> => {
  const answer = await people.officer.send('POST', 'invitations', {
    payload: { role: 'member', area: world.areas.village },
  });
  const invited = await world.newPhone().join(answer.json<{ token: string }>().token);
  const { account } = await meOf(invited);
  return (
    await world.deps.db
      .selectFrom('pending_grant')
      .select('id')
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
  ).id;
};
const invitation = async (): Promise<Uuid> => {
  await people.lead.send('POST', 'invitations', { payload: { role: 'member', area: world.areas.village } });
  return (
    await world.deps.db
      .selectFrom('invitation')
      .select('id')
      .where('redeemed_at', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id;
};

const deeds: Readonly<Record<Noted, Deed>> = {
  storeRecoveryKey: {
    action: 'recoveryKeyKept',
    by: 'member',
    work: post('recovery', () => ({ keyId: randomUUID(), key: 'A'.repeat(43) })),
  },
  newDevice: {
    action: 'deviceCopied',
    by: 'member',
    work: (phone) => phone.askForDevice(randomUUID(), world.newPhone().key),
  },
  invite: {
    action: 'invited',
    by: 'lead',
    work: post('invitations', () => ({ role: 'member', area: world.areas.village })),
  },
  takeBackInvitation: {
    action: 'invitationWithdrawn',
    by: 'lead',
    work: post('invitations/withdraw', async () => ({ id: await invitation() })),
  },
  withdrawPhone: {
    action: 'phoneWithdrawn',
    by: 'lead',
    work: post('devices/withdraw', async () => ({
      id: (await world.phoneOf('member', world.areas.village)).enrolment,
    })),
  },
  confirm: {
    action: 'confirmed',
    by: 'member',
    work: post('confirm', async () => ({ id: await pending(), belongs: true })),
  },
  withdrawGrant: {
    action: 'grantWithdrawn',
    by: 'lead',
    work: post('grants/withdraw', async () => ({
      id: (await meOf(await world.phoneOf('member', world.areas.village))).grants[0]!.id,
    })),
  },
  releaseQuarantined: {
    action: 'released',
    by: 'lead',
    work: post('quarantine/release', async () => ({ opIds: [await leftBehind()] })),
  },
  setQuarantinedAside: {
    action: 'setAside',
    by: 'lead',
    work: post('quarantine/set-aside', async () => ({ opIds: [(await pushed({ headName: 7 })).opId] })),
  },
  erase: {
    action: 'erased',
    by: 'lead',
    work: post('erase', async () => ({
      village: world.areas.village,
      records: [(await pushed({ headName: 'Mẫu' })).record],
    })),
  },
  bringBack: {
    action: 'broughtBack',
    by: 'head',
    work: post('erased/bring-back', async () => {
      await deeds.erase.work(people.lead);
      const { id } = await world.deps.db.selectFrom('waste_basket').select('id').executeTakeFirstOrThrow();
      return { id };
    }),
  },
  second: {
    action: 'secondConfirmed',
    by: 'head',
    work: post('second', async () => {
      const records: Uuid[] = [];
      for (let made = 0; made <= limits.erasedHouseholds.value; made++)
        records.push((await pushed({ headName: 'Mẫu' })).record);
      const answer = await people.lead.send('POST', 'erase', { payload: { village: world.areas.village, records } });
      return { id: answer.json<{ waiting: Uuid }>().waiting, confirm: true };
    }),
  },
  exported: {
    action: 'exported',
    by: 'member',
    work: post('exported', () => ({ village: world.areas.village, household: randomUUID() })),
  },
  addArea: {
    action: 'areaAdded',
    by: 'officer',
    work: post('areas', () => ({
      id: randomUUID(),
      kind: 'village',
      prefix: 'thôn',
      name: 'Mới',
      parent: world.areas.commune,
    })),
  },
  setRetention: {
    action: 'retentionSet',
    by: 'officer',
    ofArea: true,
    work: post('retention', () => ({ area: world.areas.village, months: 24 })),
  },
  sendRecording: { action: 'recordingSent', by: 'member', work: sendAll },
  judgeRecording: {
    action: 'recordingJudged',
    by: 'lead',
    work: post('recordings/judge', async () => ({ id: await recorded(), approve: true })),
  },
  sendReport: {
    action: 'reportSent',
    by: 'head',
    ofArea: true,
    work: async (phone) => {
      const { period, seen } = (await phone.send('GET', `report?village=${world.areas.village}`)).json<{
        period: { from: string };
        seen: string;
      }>();
      return phone.send('POST', 'report/send', { payload: { village: world.areas.village, from: period.from, seen } });
    },
  },
  receiveReport: {
    action: 'reportReceived',
    by: 'officer',
    ofArea: true,
    work: async (phone) => {
      await deeds.sendReport.work(people.head);
      const { period } = (await phone.send('GET', `report?village=${world.areas.village}`)).json<{
        period: { from: string };
      }>();
      return phone.send('POST', 'report/receive', { payload: { village: world.areas.village, from: period.from } });
    },
  },
  setTarget: {
    action: 'targetSet',
    by: 'officer',
    work: post('targets', () => ({
      id: randomUUID(),
      area: world.areas.village,
      indicator: 'T1',
      share: 0.8,
      year: 2026,
      source: 'Kế hoạch',
    })),
  },
  addPasskey: { action: 'passkeyAdded', by: 'officer', work: (phone) => phone.addPasskey(new SoftAuthenticator()) },
  withdrawPasskey: {
    action: 'passkeyWithdrawn',
    by: 'officer',
    work: async (phone) => {
      const [lost, kept] = [new SoftAuthenticator(), new SoftAuthenticator()];
      phone.authenticator = lost;
      const [first] = (await phone.addPasskey(lost)).json<{ passkeys: { id: Uuid }[] }>().passkeys;
      await phone.addPasskey(kept);
      phone.authenticator = kept; // the one that goes cannot confirm it
      return phone.send('POST', 'passkeys/withdraw', { payload: { id: first!.id } });
    },
  },
  tellInfo: {
    action: 'infoTold',
    by: 'lead',
    ofArea: true,
    work: post('village-page/info', () => ({
      area: world.areas.village,
      changes: [{ entry: { kind: 'info', part: 'policePhone', value: '0900000004' }, seen: 0 }],
    })),
  },
  announce: {
    action: 'announced',
    by: 'lead',
    work: post('village-page/announce', () => announcement()),
  },
  endAnnouncement: {
    action: 'announcementEnded',
    by: 'head',
    work: async (phone) => {
      const one = announcement();
      await phone.send('POST', 'village-page/announce', { payload: one });
      return phone.send('POST', 'village-page/end', { payload: { id: one.id } });
    },
  },
  keepCampaign: {
    action: 'campaignKept',
    by: 'officer',
    work: post('campaigns', () => ({ campaign: campaign(), seen: 0 })),
  },
  closeCampaign: {
    action: 'campaignClosed',
    by: 'officer',
    work: async (phone) => {
      const one = campaign();
      await phone.send('POST', 'campaigns', { payload: { campaign: one, seen: 0 } });
      return phone.send('POST', 'campaigns/close', { payload: { id: one.id, how: 'ended' } });
    },
  },
  answerProposal: {
    action: 'proposalAnswered',
    by: 'officer',
    work: async (phone) => {
      const proposal = await sendProposal(world);
      return phone.send('POST', 'proposals/answer', {
        payload: { village: world.areas.village, proposal, answer: 'Sẽ sửa trạm.' },
      });
    },
  },
  setReminders: {
    action: 'remindersOn',
    by: 'member',
    work: post('reminders', () => ({ subscription: pushSubscriptionOf('mau') })),
  },
  tellFacts: {
    action: 'factsTold',
    by: 'lead',
    ofArea: true,
    work: post('facts', () => ({ village: world.areas.village, facts: [{ kind: 'team', part: 'youth', value: 2 }] })),
  },
  tellTeamFile: {
    action: 'factsTold',
    by: 'lead',
    ofArea: true,
    work: post('team-file', () => ({
      village: world.areas.village,
      facts: [{ kind: 'decision', part: 'number', value: '15/QĐ-UBND' }],
    })),
  },
  tickChecklists: {
    action: 'checklistTicked',
    by: 'lead',
    ofArea: true,
    work: post('checklists', () => ({
      village: world.areas.village,
      changes: [{ checklist: 'smartVillage', criterion: 'freeWifi', met: true, on: '2026-10-15', seen: 0 }],
    })),
  },
  keepChecklist: {
    action: 'checklistKept',
    by: 'officer',
    ofArea: true,
    work: post('checklists/kept', () => ({
      area: world.areas.commune,
      list: {
        id: world.newId().replaceAll('-', ''),
        name: 'Thôn thông minh của xã',
        decision: { number: '12/QĐ-UBND', day: '2026-09-01', read: 'ubnd.example.vn' },
        criteria: [{ kind: 'ticked', id: world.newId().replaceAll('-', ''), text: 'Nhà văn hóa có Wi-Fi' }],
      },
      seen: 0,
    })),
  },
  writeReport: {
    action: 'reportWritten',
    by: 'lead',
    ofArea: true,
    work: post('report/texts', () => ({
      village: world.areas.village,
      from: '2026-10-15',
      texts: { difficulties: 'Sóng yếu' },
    })),
  },
};

const campaign = () => ({
  id: world.newId(),
  area: world.areas.commune,
  name: 'Tháng VNeID',
  topic: 'vneid',
  whom: {},
  from: dayOf(world.clock.now()),
  until: dayOf(world.clock.now()),
  share: 0.8,
});

const announcement = () => ({
  id: world.newId(),
  area: world.areas.village,
  kind: 'scam',
  title: 'Giả công an',
  text: 'Tắt máy.',
  until: dayOf(world.clock.now()),
});

const entriesOf = (action: AuditAction) =>
  world.deps.db.selectFrom('audit_log').selectAll().where('action', '=', action).orderBy('id').execute();

type ReadingEndpoint = Exclude<EndpointName, WritingEndpoint>;
interface Reading {
  readonly action: AuditAction;
  readonly by: keyof typeof people;
  readonly path: () => string | Promise<string>;
}

const ofVillage = (path: string) => () => `${path}?village=${world.areas.village}`;
const days = 'from=2026-10-15&until=2026-11-14';

/** What each reading leaves in the audit log, or why it leaves nothing: what it tells is of nobody, or is one's own. */
const reads: Readonly<Record<ReadingEndpoint, Reading | string>> = {
  pull: {
    action: 'readVillage',
    by: 'lead',
    path: async () => {
      await pushed({ headName: 'Mẫu' });
      return `pull?village=${world.areas.village}`;
    },
  },
  history: {
    action: 'readVillage',
    by: 'lead',
    path: async () => {
      const { record } = await pushed({ headName: 'Mẫu' });
      return `history?village=${world.areas.village}&household=${record}`;
    },
  },
  progress: { action: 'readProgress', by: 'officer', path: () => 'progress' },
  trend: { action: 'readProgress', by: 'officer', path: () => `trend?commune=${world.areas.commune}` },
  activities: { action: 'readProgress', by: 'officer', path: () => `activities?area=${world.areas.commune}&${days}` },
  report: { action: 'readProgress', by: 'head', path: ofVillage('report') },
  reports: { action: 'readProgress', by: 'officer', path: () => `reports?commune=${world.areas.commune}` },
  campaignFigures: {
    action: 'readProgress',
    by: 'officer',
    path: async () => {
      const one = campaign();
      await people.officer.send('POST', 'campaigns', { payload: { campaign: one, seen: 0 } });
      return `campaigns/figures?id=${one.id}`;
    },
  },
  log: { action: 'readLog', by: 'officer', path: () => `log?area=${world.areas.commune}&${days}` },
  team: { action: 'readTeam', by: 'lead', path: () => 'team' },
  phones: { action: 'readTeam', by: 'lead', path: ofVillage('phones') },
  audit: { action: 'readAudit', by: 'officer', path: () => 'audit' },
  quarantine: {
    action: 'readQuarantine',
    by: 'lead',
    path: async () => {
      await pushed({ headName: 7 });
      return `quarantine?village=${world.areas.village}`;
    },
  },
  proposals: { action: 'readProposals', by: 'officer', path: () => 'proposals' },

  me: 'is one’s own',
  cards: 'is one’s own',
  passkeys: 'are one’s own',
  newPasskey: 'is one’s own',
  reminders: 'are one’s own',
  erased: 'names are told to those only who have read the village’s rows, which is noted; what follows is noted too',
  retention: 'are settings',
  targets: 'are settings',
  keptChecklists: 'are settings',
  campaigns: 'are settings, and name nobody',
  facts: 'is told of a village, and of nobody in it',
  teamFile: 'is told of a team in numbers, and of nobody in it',
  checklists: 'is told of a village, by whom it was ticked; of nobody else',
  reportTexts: 'are a report’s words, written to be sent',
  villagePage: 'is what everybody may read',
  recordings: 'are made to be heard by everybody',
  hearRecording: 'is made to be heard by everybody',
  guideReports: 'count reports of a guide’s steps, and have no reporter',
};

describe('what reads of people', () => {
  const noted = (Object.keys(reads) as ReadingEndpoint[]).filter((name) => typeof reads[name] !== 'string');

  it('is every endpoint that reads, or has a reason why it is not noted', () => {
    const reading = (Object.keys(endpoints) as EndpointName[]).filter((name) => endpoints[name].method === 'GET');
    expect(Object.keys(reads).sort()).toEqual(reading.sort());
  });

  it.each(noted)('%s leaves one entry a day and area: who, on which phone, of where', async (name) => {
    const { action, by, path } = reads[name] as Reading;
    const phone = people[by];
    const { account } = await meOf(phone);
    const asked = await path();
    for (let time = 0; time < 2; time++) {
      const answer = await phone.send('GET', asked);
      expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    }
    const entries = (await entriesOf(action)).filter(({ device }) => device === phone.enrolment);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ account, subject: null, area: expect.any(String) as unknown });
  });

  it('is shown in the audit log; a phone that does not know the action hears of the others', async () => {
    await people.officer.send('GET', `log?area=${world.areas.commune}&${days}`);
    const actions = async (protocol: string): Promise<readonly string[]> => {
      const answer = await people.officer.send('GET', 'audit', { headers: { 'x-protocol': protocol } });
      return answer.json<{ entries: { action: string }[] }>().entries.map(({ action }) => action);
    };
    expect(await actions('11')).toContain('readLog');
    const older = await actions('10');
    expect(older).not.toContain('readLog');
    expect(older).toContain('readAudit');
  });
});

describe('what changes something', () => {
  it.each(Object.keys(deeds) as Noted[])('%s leaves an entry: who, on which phone, to what', async (name) => {
    const { action, by, work, ofArea = false } = deeds[name];
    const phone = people[by];
    const { account } = await meOf(phone);
    const before = await entriesOf(action);
    const answer = await work(phone);
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    const known = new Set(before.map(({ id }) => id));
    const fresh = (await entriesOf(action)).filter(({ id, device }) => !known.has(id) && device === phone.enrolment);
    expect(fresh.length).toBeGreaterThan(0);
    expect(fresh[0]).toMatchObject({
      account,
      device: phone.enrolment,
      subject: ofArea ? null : (expect.any(String) as unknown),
    });
  });

  it('no longer being reminded leaves its own, and the same again none', async () => {
    const subscription = pushSubscriptionOf('mau');
    for (const wanted of [subscription, subscription, null, null])
      await people.member.send('POST', 'reminders', { payload: { subscription: wanted } });
    expect([(await entriesOf('remindersOn')).length, (await entriesOf('remindersOff')).length]).toEqual([1, 1]);
  });

  it('joining and renewing leave theirs as well', async () => {
    const phone = await world.phoneOf('member', world.areas.village);
    expect((await entriesOf('joined')).filter(({ device }) => device === phone.enrolment)).toHaveLength(1);
    const { challenge } = (await phone.send('GET', 'me', { headers: { cookie: '' } })).json<{ challenge: string }>();
    const proof = phone.proof(challenge);
    const answers = await Promise.all([1, 2, 3].map(() => phone.send('POST', 'renew', { payload: proof })));
    expect(answers.map(({ statusCode }) => statusCode).sort(), 'one proof renews once').toEqual([200, 401, 401]);
    expect((await entriesOf('renewed')).filter(({ device }) => device === phone.enrolment)).toHaveLength(1);
  });

  it('is shown in the audit log with its phone and its subject', async () => {
    await deeds.withdrawPhone.work(people.lead);
    const { entries } = (await people.officer.send('GET', 'audit')).json<{
      entries: { action: string; device?: Uuid; subject?: Uuid; person?: string }[];
    }>();
    expect(entries.find(({ action }) => action === 'phoneWithdrawn')).toMatchObject({
      device: people.lead.enrolment,
      subject: expect.any(String) as unknown,
      person: 'Mẫu Thị Na',
    });
  });
});

import fc from 'fast-check';
import type * as v from 'valibot';
import { roadmapSteps, teamParts, type AreaFact } from '../../../src/domain/report/area-fact.ts';
import type { reportTextParts } from '../../../src/domain/report/report-texts.ts';
import { organisations, type TeamFact } from '../../../src/domain/report/team-file.ts';
import { areaKinds } from '../../../src/domain/access/area.ts';
import { mainFigures } from '../../../src/domain/report/main-figures.ts';
import { peerBands } from '../../../src/domain/report/peer-bands.ts';
import { periodKinds } from '../../../src/domain/period.ts';
import type { Day } from '../../../src/lib/day.ts';
import { indicatorIds } from '../../../src/domain/indicator/indicator.ts';
import {
  maxRecordingBytes,
  recordingConsentVersion,
  recordingStates,
  recordingTypes,
} from '../../../src/domain/guide/recording.ts';
import { recordKinds } from '../../../src/domain/record/record.ts';
import { longestRetentionMonths } from '../../../src/domain/record/retention.ts';
import { auditActions, told, toldOfPasskeys } from '../../../src/domain/access/audit.ts';
import { roles } from '../../../src/domain/access/roles.ts';
import { hasLongNumber, proposalCategories } from '../../../src/domain/village/proposal.ts';
import { ageBands } from '../../../src/domain/campaign/campaign.ts';
import { campaignTopics } from '../../../src/domain/campaign/topics.ts';
import { reportDays } from '../../../src/domain/work/reminder.ts';
import { announcementKinds } from '../../../src/domain/village/announcement.ts';
import { contactRoles, infoLinks, infoParts, infoPhones, infoTexts } from '../../../src/domain/village/village-info.ts';
import { codeAlphabet, codeLength, invitationDays } from '../../../src/protocol/accounts/join.ts';
import type { PasskeyRefusal } from '../../../src/protocol/accounts/passkey.ts';
import { outcomeKinds } from '../../../src/protocol/outcome.ts';
import { quarantineReasons } from '../../../src/protocol/quarantine.ts';
import type { messages } from './messages.ts';

type Messages = typeof messages;
type Name = keyof Messages;
type Optional<T> = { [K in keyof T]: fc.Arbitrary<Exclude<T[K], undefined>> };

const uuid = fc.uuid({ version: 7 });
const count = fc.nat(100_000);
const millis = fc.integer({ min: 0, max: Date.UTC(2090) });
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', maxLength: Math.floor(maxLength / 8) })
    .filter((value) => value.length <= maxLength && !value.includes('\u0000'));
// What people are called is trimmed on arrival, so a round trip starts from trimmed text.
const called = (maxLength: number): fc.Arbitrary<string> =>
  text(maxLength)
    .map((value) => value.trim())
    .filter((value) => value.length > 0);
const base64url = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
const point = base64url(86).map((rest) => `B${rest}`);
/** A name that objects and classes have of themselves names no field, and valibot takes none as a key. */
const isOwnName = (key: string): boolean => !(key in {}) && key !== 'prototype';
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.:_-]{0,20}$/).filter(isOwnName);
const json = fc.oneof(text(100), fc.integer(), fc.boolean(), fc.constant(null), fc.array(text(20), { maxLength: 3 }));
const fields = fc.dictionary(name, json, { maxKeys: 5 }).map((of) => ({ ...of }));
const day: fc.Arbitrary<Day> = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as Day);

/** All of `must`, any part of `may`. */
function object<A extends object, B extends object>(must: Optional<A>, may: Optional<B>): fc.Arbitrary<A & Partial<B>> {
  return fc.record({ ...must, ...may }, { requiredKeys: Object.keys(must) as never }) as unknown as fc.Arbitrary<
    A & Partial<B>
  >;
}

// What stands beside stored values and their changes (protocol/saved.ts).
const onTop = { seen: count };
const versioned = { version: count };
const meanwhile = fc.constant(true as const);
const beside = <A extends object, B extends object>(
  one: fc.Arbitrary<A>,
  may: Optional<B>,
): fc.Arbitrary<A & Partial<B>> => fc.tuple(one, object({}, may)).map(([a, b]) => ({ ...a, ...b }));

const credentialId = base64url(27);
const transports = fc.array(fc.constantFrom('internal', 'usb', 'hybrid'), { maxLength: 3 });
const credential = object({ id: credentialId }, { transports });
const noExtensions = fc.constant({});
const passkeyRefusal = object(
  { error: fc.constant('passkey' as const), rpId: text(40), credentials: fc.array(credential, { maxLength: 2 }) },
  { challenge: base64url(70) },
) as unknown as fc.Arbitrary<PasskeyRefusal>;
const passkey = object({ id: uuid, name: text(60), since: millis }, { lastUsed: millis });
const passkeyNews = object({ id: uuid, at: millis, action: fc.constantFrom(...toldOfPasskeys) }, { by: text(80) });

const bands = fc.dictionary(fc.constantFrom(...mainFigures), fc.constantFrom(...peerBands)).map((of) => ({ ...of }));
const moves = fc
  .dictionary(fc.constantFrom(...mainFigures), fc.record({ progressed: count, fellBack: count }))
  .map((of) => ({ ...of }));

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const heard = {
  guide: slug,
  part: slug,
  step: slug,
  language: called(40).filter((value) => value.length >= 2),
  speaker: called(60),
  type: fc.constantFrom(...recordingTypes),
  bytes: fc.integer({ min: 1, max: maxRecordingBytes }),
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
};
const recording = {
  ...heard,
  id: uuid,
  village: uuid,
  consent: fc.record({ version: fc.constant(recordingConsentVersion), at: millis }),
};
const withoutNumber = (most: number) => text(most).filter((value) => !hasLongNumber(value));
const phone = fc.stringMatching(/^09\d{8}$/);
const infoEntry = fc.oneof(
  fc.record({
    kind: fc.constant('info' as const),
    part: fc.constantFrom(...infoTexts),
    value: fc.option(called(200)),
  }),
  fc.record({ kind: fc.constant('info' as const), part: fc.constantFrom(...infoPhones), value: phone }),
  fc.record({
    kind: fc.constant('info' as const),
    part: fc.constantFrom(...infoLinks),
    value: phone.map((digits) => `https://zalo.me/${digits}`),
  }),
  fc.record({
    kind: fc.constant('person' as const),
    part: uuid,
    value: fc.option(fc.record({ name: called(80), role: fc.constantFrom(...contactRoles), phone, agreed: day })),
  }),
);
const ticked = {
  checklist: fc.constantFrom('smartVillage', 'another1'),
  criterion: fc.constantFrom('freeWifi', 'another2'),
  met: fc.constantFrom(true, false, null),
  on: day,
};
const ownId = fc.stringMatching(/^[0-9a-f]{32}$/);
const areaList = {
  id: ownId,
  name: called(120),
  decision: fc.record({ number: called(80), day, read: called(200) }),
  criteria: fc.uniqueArray(
    fc.oneof(
      fc.record({ kind: fc.constant('ticked' as const), id: ownId, text: called(600) }),
      fc.record({
        kind: fc.constant('figure' as const),
        id: ownId,
        text: called(600),
        indicator: fc.constantFrom(...indicatorIds),
        share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      }),
    ),
    { minLength: 1, maxLength: 4, selector: ({ id }) => id },
  ),
};
const replaces = fc.constantFrom('smartVillage' as const, 'digitalVillage' as const);
const withdrawn = fc.constant(true as const);
const keptList = { ...areaList, area: uuid, version: fc.integer({ min: 1, max: 100_000 }) };
const keptLists = fc.array(object({ ...keptList, by: text(80) }, { replaces, withdrawn }), { maxLength: 2 });
const announced = object(
  {
    id: uuid,
    area: uuid,
    kind: fc.constantFrom(...announcementKinds),
    title: called(100),
    text: called(600),
    until: day,
  },
  { on: day, time: fc.constantFrom('07:30', '19:00'), place: called(120) },
);
const villagePage = {
  area: uuid,
  line: fc.array(uuid, { maxLength: 3 }),
  entries: fc.array(
    fc.tuple(infoEntry, uuid, count).map(([entry, area, version]) => ({ ...entry, area, version })),
    { maxLength: 3 },
  ),
  announcements: fc.array(announced, { maxLength: 2 }),
  now: millis,
};
const openCampaign = {
  id: uuid,
  area: uuid,
  name: called(80),
  topic: fc.constantFrom(...campaignTopics),
  whom: object(
    {},
    {
      ages: fc.constantFrom(...ageBands),
      hardship: fc.constant(true as const),
      clusters: fc.array(called(80), { minLength: 1, maxLength: 2 }),
    },
  ),
  from: day,
  until: day,
  share: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
};
const namedVillages = { villages: fc.array(uuid, { minLength: 1, maxLength: 2 }) };
const versionedCampaign = object(
  { ...openCampaign, version: fc.integer({ min: 1, max: 99 }) },
  { ...namedVillages, closed: fc.record({ how: fc.constantFrom('ended' as const, 'withdrawn' as const), on: day }) },
);
const cells = fc.record({ met: count, notMet: count, unknown: count });
const twice = fc.record({ start: cells, now: cells });
const grant = object({ id: uuid, role: fc.constantFrom(...roles) }, { area: uuid });
const alias = object({ name: text(40) }, { from: day, until: day });
const area = object(
  {
    id: uuid,
    kind: fc.constantFrom(...areaKinds),
    prefix: text(40),
    name: called(120),
    aliases: fc.array(alias, { maxLength: 2 }),
  },
  { code: text(16), parent: uuid, reportPeriod: fc.constantFrom(...periodKinds) },
);
const invitation = fc.oneof(
  fc.record({ token: base64url(32) }),
  fc.record({ code: fc.stringMatching(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`)) }),
);
const key = fc.record({
  kty: fc.constant('EC' as const),
  crv: fc.constant('P-256' as const),
  x: base64url(43),
  y: base64url(43),
});
const opOutcome = fc.record({ opId: uuid, outcome: fc.constantFrom(...outcomeKinds), version: count });
const ledger = object({ unsent: count, drafts: count }, { forms: count, oldest: millis });
const cursor = fc.record({ epoch: count, grant: uuid, version: count, id: uuid, held: count });
const pullRow = object(
  { id: uuid, version: count },
  {
    kind: fc.constantFrom(...recordKinds),
    fields,
    fieldVersions: fc.dictionary(name, count, { maxKeys: 5 }).map((of) => ({ ...of })),
  },
);
const erasureReasons = ['ownWish', 'other'] as const;
const asked = { id: uuid, area: uuid, at: millis, until: millis, by: called(80), own: fc.boolean() };

const quarantineEntry = object(
  {
    opId: uuid,
    group: uuid,
    account: uuid,
    name: called(80),
    device: uuid,
    revoked: fc.boolean(),
    time: millis,
    receivedAt: millis,
    reason: fc.constantFrom(...quarantineReasons),
    behind: count,
  },
  { field: name, record: uuid, kind: fc.constantFrom(...recordKinds), set: fields, raw: text(200) },
);
const figure = fc.record({ met: count, notMet: count, unknown: count, total: count, apart: count });
const figures = fc.record(
  Object.fromEntries(indicatorIds.map((id) => [id, figure])) as Record<(typeof indicatorIds)[number], typeof figure>,
);

const teamGrant = object({ id: uuid, role: fc.constantFrom(...roles), mayWithdraw: fc.boolean() }, { area: uuid });
const teamPhone = fc.record({
  id: uuid,
  since: millis,
  lastContact: millis,
  unsent: object({ forms: count }, { oldest: millis }),
  mayWithdraw: fc.boolean(),
});

const counts = fc.record({
  coverage: fc.record({ households: count, surveyed: count, residents: count, adults: count }),
  figures,
});
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const target = fc.record({
  indicator: fc.constantFrom(...indicatorIds),
  share,
  year: fc.integer({ min: 2000, max: 2100 }),
  source: called(200),
  version: fc.integer({ min: 1, max: 99 }),
});
const areaTarget = fc.tuple(target, uuid).map(([one, area]) => ({ ...one, area }));
const fact: fc.Arbitrary<AreaFact> = fc.oneof(
  fc.record({
    kind: fc.constant('fibre' as const),
    part: text(80),
    value: fc.constantFrom('all' as const, 'some' as const, 'none' as const, null),
  }),
  fc.record({ kind: fc.constant('team' as const), part: fc.constantFrom(...teamParts), value: fc.option(fc.nat(999)) }),
  fc.record({ kind: fc.constant('roadmap' as const), part: fc.constantFrom(...roadmapSteps), value: fc.option(day) }),
);
const teamFact: fc.Arbitrary<TeamFact> = fc.oneof(
  fc.record({
    kind: fc.constant('decision' as const),
    part: fc.constant('number' as const),
    value: fc.option(called(80)),
  }),
  fc.record({ kind: fc.constant('foundedOn' as const), part: fc.constant('day' as const), value: fc.option(day) }),
  fc.record({
    kind: fc.constant('team' as const),
    part: fc.constantFrom(...organisations),
    value: fc.option(fc.nat(999)),
  }),
  fc.record({
    kind: fc.constant('training' as const),
    part: uuid,
    value: fc.option(fc.record({ on: day, topic: called(80), members: fc.nat(999) })),
  }),
);
const activityName = fc.stringMatching(/^[a-z]{1,20}(:[a-z-]{1,20})?$/).filter(isOwnName);
const activity = fc.dictionary(activityName, count, { maxKeys: 5 }).map((of) => ({
  ...of,
}));
const texts: fc.Arbitrary<Partial<Record<(typeof reportTextParts)[number], string>>> = object(
  {},
  { difficulties: text(200), proposals: text(200), plan: text(200) },
);
const signature = fc.record({ name: text(80), at: millis });
const period = fc.record({ from: day, until: day });

const waits = fc.record({
  id: uuid,
  kind: fc.constantFrom('person' as const, 'phone' as const),
  name: called(80),
  role: fc.constantFrom(...roles),
  area: uuid,
  by: called(80),
});
const news = object({ id: uuid, at: millis, action: fc.constantFrom(...told) }, { person: called(80), by: called(80) });

/** Any message of each kind, as it is sent. A message without one here does not compile. */
const textVersions = object({}, { difficulties: count, proposals: count, plan: count });
const months = fc.integer({ min: 0, max: longestRetentionMonths });
const retentions = { said: fc.array(object({ area: uuid, months }, versioned), { maxLength: 3 }) };
const proposals = {
  now: millis,
  proposals: fc.array(
    object(
      {
        id: uuid,
        village: uuid,
        category: fc.constantFrom(...proposalCategories),
        place: withoutNumber(120),
        text: fc.option(withoutNumber(500)),
        sentOn: day,
        answer: fc.option(withoutNumber(500)),
        answeredOn: fc.option(day),
      },
      versioned,
    ),
    { maxLength: 3 },
  ),
};

export const someMessage: { readonly [K in Name]: fc.Arbitrary<v.InferInput<Messages[K]>> } = {
  lookRequest: fc.record({ invitation }),
  lookResponse: object(
    { role: fc.constantFrom(...roles), instant: fc.boolean() },
    { areaName: text(120), name: called(80) },
  ),
  joinRequest: object(
    { invitation, nonce: uuid, key },
    {
      name: called(80),
      held: fc.array(fc.oneof(fc.record({ enrolment: uuid, signature: base64url(86) }), uuid), { maxLength: 20 }),
    },
  ),
  joinResponse: object(
    { enrolment: uuid, now: millis },
    { recovery: fc.array(fc.record({ enrolment: uuid, keyId: uuid, key: base64url(43) }), { maxLength: 3 }) },
  ),
  joinProblem: fc.record({
    error: fc.constantFrom('unreadable' as const, 'invitationUsed' as const, 'slowDown' as const),
  }),
  meResponse: object(
    {
      account: uuid,
      name: called(80),
      grants: fc.array(grant, { maxLength: 3 }),
      areas: fc.array(area as never, { maxLength: 3 }),
      epoch: fc.nat(),
      tag: text(40),
      now: millis,
    },
    {
      team: fc.array(fc.record({ account: uuid, name: text(80), devices: fc.array(uuid, { maxLength: 3 }) }), {
        maxLength: 3,
      }),
      erased: fc.array(uuid, { maxLength: 3 }),
      waiting: fc.boolean(),
      unconfirmed: fc.array(waits, { maxLength: 3 }),
      notices: fc.array(news, { maxLength: 3 }),
      passkeyNotices: fc.array(passkeyNews, { maxLength: 3 }),
      passkey: fc.constantFrom('missing', 'demo'),
      renewRecovery: fc.boolean(),
    },
  ) as never,
  confirmRequest: fc.record({ id: uuid, belongs: fc.boolean() }),
  confirmResponse: fc.record({ settled: uuid }),
  retentionRequest: object({ area: uuid, months: fc.option(months) }, onTop),
  retentionResponse: object(retentions, { waiting: uuid }),
  setRetentionResponse: object(retentions, { waiting: uuid, meanwhile }),
  remindersRequest: fc.record({
    subscription: fc.option(
      fc.record({
        endpoint: base64url(30).map((name) => `https://push.example.vn/${name}`),
        keys: fc.record({ p256dh: point, auth: base64url(22) }),
      }),
    ),
  }),
  remindersResponse: fc.record({ key: point, on: fc.boolean() }),
  reminderMessage: fc.record({
    device: uuid,
    reminder: object(
      { promised: count, rechecks: count, sentBack: count, answered: count },
      { report: fc.constantFrom(...reportDays) },
    ),
  }),
  recoveryKeyRequest: fc.record({ keyId: uuid, key: base64url(43) }),
  newDeviceRequest: object(
    {
      device: uuid,
      key: fc.record({
        kty: fc.constant('EC' as const),
        crv: fc.constant('P-256' as const),
        x: base64url(43),
        y: base64url(43),
      }),
    },
    { proof: fc.record({ challenge: text(200), signature: base64url(86) }) },
  ),
  newDeviceResponse: fc.record({ device: uuid, lastSeq: count, now: millis }),
  renewRequest: fc.record({ challenge: text(200), signature: base64url(86) }),
  inviteRequest: object(
    { role: fc.constantFrom(...roles) },
    { area: uuid, name: called(80), days: fc.constantFrom(...invitationDays), account: uuid },
  ),
  inviteResponse: fc.record({ token: base64url(32), code: text(8), expires: millis }),
  operation: object(
    {
      opId: uuid,
      seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      group: uuid,
      record: uuid,
      kind: fc.constantFrom(...recordKinds),
      village: uuid,
      base: fc.dictionary(name, fc.oneof(count, uuid), { maxKeys: 5 }).map((of) => ({ ...of })),
      set: fields,
      wallTime: fc.maxSafeInteger(),
      clockOffset: fc.maxSafeInteger(),
      schemaVersion: fc.integer({ min: 1, max: 99 }),
    },
    { settles: fc.array(uuid, { maxLength: 50 }) },
  ),
  opOutcome,
  problem: fc.oneof(
    fc.record({
      error: fc.constantFrom(
        'unreadable',
        'forbidden',
        'revoked',
        'notFound',
        'forked',
        'tooLarge',
        'update',
        'slowDown',
        'retry',
      ),
    }) as fc.Arbitrary<{ error: 'retry' }>,
    object({ error: fc.constant('signIn' as const) }, { challenge: text(200) }) as fc.Arbitrary<{ error: 'signIn' }>,
    passkeyRefusal,
    fc.record({ error: fc.constant('expect' as const), seq: count }),
    fc.record({ error: fc.constant('epoch' as const), epoch: count, lastSeq: count }),
  ),
  newAreaRequest: object(
    { id: uuid, kind: fc.constantFrom(...areaKinds), prefix: called(40), name: called(120) },
    { code: called(16), parent: uuid },
  ),
  progressResponse: object(
    {
      now: millis,
      villages: fc.array(
        object(
          {
            village: uuid,
            asOf: day,
            coverage: fc.record({ households: count, surveyed: count, residents: count, adults: count }),
            figures,
            unsent: object({ forms: count, phones: count }, { oldest: millis }),
          },
          { bands, report: object({ from: day, until: day, opens: day }, { signedAt: millis, receivedAt: millis }) },
        ),
        { maxLength: 3 },
      ),
    },
    { targets: fc.array(areaTarget, { maxLength: 3 }) },
  ),
  targetRequest: object(
    {
      id: uuid,
      area: uuid,
      indicator: fc.constantFrom(...indicatorIds),
      share,
      year: fc.integer({ min: 2000, max: 2100 }),
      source: called(200),
    },
    onTop,
  ),
  targetsResponse: fc.record({ targets: fc.array(areaTarget, { maxLength: 3 }), now: millis }),
  setTargetResponse: object({ targets: fc.array(areaTarget, { maxLength: 3 }), now: millis }, { meanwhile }),
  factsQuery: fc.record({ village: uuid }),
  factsRequest: fc.record({ village: uuid, facts: fc.array(beside(fact, onTop), { maxLength: 5 }) }),
  factsResponse: fc.record({ facts: fc.array(beside(fact, versioned), { maxLength: 5 }), now: millis }),
  tellFactsResponse: object({ facts: fc.array(beside(fact, versioned), { maxLength: 5 }), now: millis }, { meanwhile }),
  reportQuery: object({ village: uuid }, { from: day }),
  reportResponse: object(
    {
      village: uuid,
      period,
      opens: day,
      asOf: day,
      counts,
      targets: fc.array(target, { maxLength: 3 }),
      seen: text(64),
      trend: fc.array(fc.record({ day, counts }), { maxLength: 2 }),
      now: millis,
    },
    {
      before: counts,
      moves,
      activity,
      texts,
      team: fc.array(teamFact, { maxLength: 3 }),
      signed: signature,
      received: signature,
      countedNow: counts,
    },
  ),
  reportsQuery: fc.record({ commune: uuid }),
  reportsResponse: fc.record({
    reports: fc.array(
      object(
        { village: uuid, period, asOf: day, counts, targets: fc.array(target, { maxLength: 3 }) },
        {
          before: counts,
          moves,
          activity,
          texts,
          team: fc.array(teamFact, { maxLength: 3 }),
          signed: signature,
          received: signature,
        },
      ),
      { maxLength: 3 },
    ),
    now: millis,
  }),
  sendReportRequest: fc.record({ village: uuid, from: day, seen: text(64) }),
  trendQuery: fc.record({ commune: uuid }),
  trendResponse: fc.record({
    commune: uuid,
    points: fc.array(
      fc.record({
        day,
        households: count,
        surveyed: count,
        figures: fc.dictionary(
          fc.constantFrom(...indicatorIds),
          fc.record({ met: count, unknown: count, total: count }),
        ),
      }),
      { maxLength: 2 },
    ),
    now: millis,
  }),
  activitiesQuery: fc.record({ area: uuid, from: day, until: day }),
  activitiesResponse: fc.record({
    villages: fc.array(fc.record({ village: uuid, activity }), { maxLength: 3 }),
    now: millis,
  }),
  logQuery: fc.record({ area: uuid, from: day, until: day }),
  logResponse: fc.record({
    villages: fc.array(
      fc.record({
        village: uuid,
        lines: fc.array(
          fc.record({
            on: day,
            member: uuid,
            asked: count,
            visits: count,
            rechecks: count,
            sessions: count,
            heads: count,
            services: fc.array(text(80), { maxLength: 3 }),
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
    members: fc.array(fc.record({ account: uuid, name: text(80) }), { maxLength: 3 }),
    now: millis,
  }),
  reportTextsQuery: fc.record({ village: uuid, from: day }),
  reportTextsRequest: object({ village: uuid, from: day, texts }, { seen: textVersions }),
  reportTextsResponse: object({ texts, now: millis }, { versions: textVersions }),
  writeReportResponse: object({ texts, now: millis }, { versions: textVersions, meanwhile }),
  teamFileQuery: fc.record({ village: uuid }),
  teamFileRequest: fc.record({ village: uuid, facts: fc.array(beside(teamFact, onTop), { maxLength: 5 }) }),
  teamFileResponse: fc.record({ facts: fc.array(beside(teamFact, versioned), { maxLength: 5 }), now: millis }),
  tellTeamFileResponse: object(
    { facts: fc.array(beside(teamFact, versioned), { maxLength: 5 }), now: millis },
    { meanwhile },
  ),
  checklistsQuery: fc.record({ village: uuid }),
  checklistsResponse: object(
    { ticks: fc.array(fc.record({ ...ticked, by: text(80), version: count }), { maxLength: 3 }), now: millis },
    { lists: fc.array(object(keptList, { replaces, withdrawn }), { maxLength: 2 }) },
  ),
  ticksRequest: fc.record({
    village: uuid,
    changes: fc.array(fc.record({ ...ticked, seen: count }), { maxLength: 3 }),
  }),
  receiveReportRequest: object({ village: uuid, from: day }, onTop),
  keptChecklistsQuery: fc.record({ area: uuid }),
  keptChecklistsResponse: fc.record({ area: uuid, lists: keptLists, now: millis }),
  keepChecklistRequest: object({ area: uuid, list: object(areaList, { replaces }), seen: count }, { withdrawn }),
  keepChecklistAnswer: object(
    { area: uuid, lists: keptLists, now: millis },
    { refused: fc.constantFrom('meanwhile' as const, 'full' as const) },
  ),
  phonesResponse: fc.record({
    phones: fc.array(fc.record({ device: uuid, account: uuid, name: text(80), held: ledger, lastContact: millis }), {
      maxLength: 3,
    }),
    now: millis,
  }),
  cursor,
  pullQuery: object(
    { village: uuid },
    { epoch: count, grant: uuid, version: count, id: uuid, held: count, seq: count, protocol: count },
  ),
  pullRow,
  pullPage: object(
    {
      restart: fc.boolean(),
      rows: fc.array(pullRow, { maxLength: 3 }),
      outcomes: fc.array(opOutcome, { maxLength: 3 }),
      cursor,
      more: fc.boolean(),
      now: millis,
      me: text(40),
    },
    { digest: fc.record({ count, hash: fc.stringMatching(/^[0-9a-f]{32}$/) }), backedUp: millis },
  ),
  pushRequest: object(
    {
      protocol: fc.integer({ min: 1, max: 9 }),
      firstSeq: fc.integer({ min: 1, max: 1e9 }),
      entries: fc.array(fc.oneof(json, fields), { minLength: 1, maxLength: 200 }),
    },
    { epoch: count, ledger },
  ),
  eraseRequest: object(
    { village: uuid, records: fc.array(uuid, { minLength: 1, maxLength: 50 }) },
    { reason: fc.constantFrom(...erasureReasons) },
  ),
  erasedResponse: fc.record({
    erased: fc.array(
      object(
        { id: uuid, area: uuid, at: millis, until: millis, households: count, people: count },
        { by: called(80), names: fc.array(text(80), { maxLength: 3 }) },
      ),
      { maxLength: 3 },
    ),
    waiting: fc.array(
      fc.oneof(
        object(
          { ...asked, kind: fc.constant('erase' as const), records: count, reason: fc.constantFrom(...erasureReasons) },
          { names: fc.array(text(80), { maxLength: 3 }) },
        ),
        fc.record({ ...asked, kind: fc.constant('retention' as const), months: fc.option(count) }),
      ),
      { maxLength: 3 },
    ),
  }),
  bringBackRequest: fc.record({ id: uuid }),
  bringBackResponse: object({ broughtBack: fc.boolean() }, { why: fc.constant('householdGone' as const) }),
  secondRequest: fc.record({ id: uuid, confirm: fc.boolean() }),
  secondResponse: fc.record({ settled: uuid }),
  exportedRequest: fc.record({ village: uuid, household: uuid }),
  exportedResponse: fc.record({ now: millis }),
  historyQuery: fc.record({ village: uuid, household: uuid }),
  historyResponse: fc.record({
    changes: fc.array(
      fc.record({
        opId: uuid,
        record: uuid,
        kind: fc.constantFrom(...recordKinds),
        at: millis,
        by: text(80),
        set: fields,
      }),
      { maxLength: 3 },
    ),
    more: fc.boolean(),
    now: millis,
  }),
  eraseResponse: object({ erased: fc.array(uuid, { maxLength: 5 }), now: millis }, { until: millis, waiting: uuid }),
  quarantineQuery: fc.record({ village: uuid }),
  quarantineEntry,
  quarantineList: object({ waiting: count, now: millis }, { entries: fc.array(quarantineEntry, { maxLength: 3 }) }),
  quarantineJudgement: fc.record({ opIds: fc.array(uuid, { minLength: 1, maxLength: 200 }) }),
  quarantineVerdict: fc.record({
    results: fc.array(
      object({ opId: uuid, outcome: fc.constantFrom(...outcomeKinds) }, { why: fc.constantFrom(...quarantineReasons) }),
      { maxLength: 3 },
    ),
    now: millis,
  }),
  recordingPiece: fc.record({
    recording: fc.record(recording),
    offset: count,
    data: fc.base64String({ minLength: 4, maxLength: 400 }).filter((data) => data !== ''),
  }),
  recordingReceived: fc.record({ offset: count, state: fc.constantFrom(...recordingStates) }),
  recordingsQuery: fc.record({ village: uuid }),
  recordingsResponse: fc.record({
    recordings: fc.array(fc.record({ ...recording, state: fc.constantFrom(...recordingStates) }), { maxLength: 3 }),
  }),
  recordingQuery: fc.record({ id: uuid }),
  recordingAudio: fc.record({ type: text(40), data: fc.base64String() }),
  recordingJudgement: fc.record({ id: uuid, approve: fc.boolean() }),
  recordingVerdict: fc.record({ state: fc.constantFrom(...recordingStates) }),
  publicRecordings: fc.record({ recordings: fc.array(fc.record(heard), { maxLength: 3 }) }),
  pushResponse: fc.record({
    outcomes: fc.array(opOutcome, { maxLength: 5 }),
    lastSeq: count,
    now: millis,
    epoch: count,
  }),
  cardsResponse: fc.record({
    device: uuid,
    cards: fc.array(fc.record({ day, key: base64url(22) }), { maxLength: 7 }),
  }),
  teamResponse: fc.record({
    now: millis,
    people: fc.array(
      object(
        {
          account: uuid,
          name: called(80),
          grants: fc.array(teamGrant, { maxLength: 2 }),
          phones: fc.array(teamPhone, { maxLength: 2 }),
          mayInviteAgain: fc.boolean(),
        },
        { left: fc.array(teamPhone, { maxLength: 2 }), passkeys: fc.array(passkey, { maxLength: 2 }) },
      ),
      { maxLength: 3 },
    ),
    invitations: fc.array(
      object(
        { id: uuid, role: fc.constantFrom(...roles), expires: millis },
        { area: uuid, name: called(80), by: called(80) },
      ),
      { maxLength: 3 },
    ),
  }),
  passkeyRefusal,
  passkeyAssertion: fc.record({
    id: credentialId,
    rawId: credentialId,
    type: fc.constant('public-key' as const),
    response: object(
      { clientDataJSON: base64url(90), authenticatorData: base64url(50), signature: base64url(96) },
      { userHandle: base64url(22) },
    ),
    clientExtensionResults: noExtensions,
  }) as never,
  passkeysResponse: object({ passkeys: fc.array(passkey, { maxLength: 3 }) }, { demo: fc.boolean() }),
  newPasskeyResponse: fc.record({
    challenge: base64url(70),
    rp: fc.record({ id: text(40), name: text(40) }),
    user: fc.record({ id: base64url(22), name: text(40) }),
    exclude: fc.array(credential, { maxLength: 2 }),
  }) as never,
  addPasskeyRequest: fc.record({
    name: called(60),
    created: fc.record({
      id: credentialId,
      rawId: credentialId,
      type: fc.constant('public-key' as const),
      response: object({ clientDataJSON: base64url(90), attestationObject: base64url(200) }, { transports }),
      clientExtensionResults: noExtensions,
    }),
    signature: base64url(86),
  }) as never,
  proposalsResponse: object(proposals, {}) as never,
  answerProposalResponse: object(proposals, { meanwhile }),
  answerProposalRequest: object(
    {
      village: uuid,
      proposal: uuid,
      answer: withoutNumber(500)
        .map((value) => value.trim())
        .filter((value) => value.length > 0),
    },
    onTop,
  ),
  villagePageQuery: fc.record({ area: uuid }),
  villagePageResponse: object(villagePage, { slug }) as never,
  infoRequest: fc.record({
    area: uuid,
    changes: fc.array(fc.record({ entry: infoEntry, seen: count }), { maxLength: 3 }),
  }) as never,
  infoResponse: object(villagePage, { slug, meanwhile: fc.constant(true as const) }) as never,
  announceRequest: announced,
  endAnnouncementRequest: fc.record({ id: uuid }),
  campaignsResponse: fc.record({ campaigns: fc.array(versionedCampaign, { maxLength: 2 }), now: millis }) as never,
  campaignRequest: fc.record({ campaign: object(openCampaign, namedVillages), seen: count }) as never,
  campaignAnswer: object(
    { campaigns: fc.array(versionedCampaign, { maxLength: 2 }), now: millis },
    { refused: fc.constantFrom('meanwhile' as const, 'days' as const, 'begun' as const, 'over' as const) },
  ) as never,
  closeCampaignRequest: fc.record({ id: uuid, how: fc.constantFrom('ended' as const, 'withdrawn' as const) }),
  campaignFiguresQuery: fc.record({ id: uuid }),
  campaignFigures: object(
    {
      campaign: uuid,
      on: day,
      villages: fc.array(object({ village: uuid }, { count: twice, more: count }), { maxLength: 3 }),
      more: count,
      now: millis,
    },
    { all: twice },
  ),
  publicVillage: fc.record({
    slug,
    name: text(40),
    people: fc.array(fc.record({ name: called(80), role: fc.constantFrom(...contactRoles), phone }), { maxLength: 2 }),
    parts: fc.dictionary(fc.constantFrom(...infoParts), called(60)).map((of) => ({ ...of })),
  }) as never,
  withdrawPasskeyRequest: fc.record({ id: uuid }),
  withdrawRequest: fc.record({ id: uuid }),
  withdrawResponse: fc.record({ withdrawn: uuid }),
  auditResponse: fc.record({
    more: fc.boolean(),
    entries: fc.array(
      object({ id: uuid, at: millis, action: fc.constantFrom(...auditActions) }, { by: called(80), area: uuid }),
      { maxLength: 3 },
    ),
  }),
};

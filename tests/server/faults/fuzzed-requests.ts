import { randomUUID } from 'node:crypto';
import type { Uuid } from '../../../src/lib/ids.ts';
import { dayOf } from '../../../src/lib/day.ts';
import { endpoints, type EndpointName } from '../../../src/domain/access/endpoints.ts';
import { recordKinds } from '../../../src/domain/record/record.ts';
import { roles } from '../../../src/domain/access/roles.ts';
import { encode, hostileQueryValues, mutate, pick, type Chance } from './hostile.ts';

/** Who asks: their enrolment and cookie, and the seq the server expects next, as far as its answers said. */
export interface Asker {
  readonly enrolment: Uuid;
  readonly cookie: string;
  nextSeq: number;
}

/** What there is to name in a request: the asker's own and other people's. */
export interface Known {
  readonly ids: readonly Uuid[];
  readonly villages: readonly Uuid[];
  readonly tokens: readonly string[];
  readonly now: number;
}

export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer | undefined;
}

interface Shape {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

type Maker = (
  chance: Chance,
  known: Known,
  asker: Asker,
) => { readonly query?: Record<string, unknown>; readonly body?: unknown };

/** The version that a save is made on top of; an older phone names none. */
const someSeen = (chance: Chance): { readonly seen?: number } =>
  chance.below(2) ? { seen: pick(chance, [0, 1]) } : {};

/** A message of each endpoint as a phone would send it. */
const shapes: Readonly<Record<EndpointName, Maker>> = {
  me: () => ({}),
  push: (chance, known, asker) => ({ body: push(chance, known, asker) }),
  pull: (chance, { villages, ids }) => ({
    query: {
      village: pick(chance, villages),
      ...(chance.below(2) ? { epoch: chance.below(3), grant: pick(chance, ids) } : {}),
      version: chance.below(40),
      id: chance.below(2) ? pick(chance, ids) : '',
      held: chance.below(40),
      seq: chance.below(40),
    },
  }),
  progress: () => ({}),
  phones: (chance, { villages }) => ({ query: { village: pick(chance, villages) } }),
  team: () => ({}),
  invite: (chance, { ids }) => ({
    body: {
      role: pick(chance, roles),
      area: pick(chance, ids),
      name: 'Mẫu',
      days: pick(chance, [1, 3, 7, 30]),
      ...(chance.below(3) ? {} : { account: pick(chance, ids) }),
    },
  }),
  takeBackInvitation: (chance, { ids }) => ({ body: { id: pick(chance, ids) } }),
  withdrawPhone: (chance, { ids }) => ({ body: { id: pick(chance, ids) } }),
  confirm: (chance, { ids }) => ({ body: { id: pick(chance, ids), belongs: chance.below(2) === 0 } }),
  withdrawGrant: (chance, { ids }) => ({ body: { id: pick(chance, ids) } }),
  quarantine: (chance, { villages }) => ({ query: { village: pick(chance, villages) } }),
  releaseQuarantined: (chance, { ids }) => ({ body: { opIds: [pick(chance, ids), pick(chance, ids)] } }),
  setQuarantinedAside: (chance, { ids }) => ({ body: { opIds: [pick(chance, ids)] } }),
  erase: (chance, { villages, ids }) => ({
    body: {
      village: pick(chance, villages),
      records: [pick(chance, ids), pick(chance, ids)],
      ...(chance.below(2) ? { reason: pick(chance, ['ownWish', 'other']) } : {}),
    },
  }),
  erased: () => ({}),
  bringBack: (chance, { ids }) => ({ body: { id: pick(chance, ids) } }),
  second: (chance, { ids }) => ({ body: { id: pick(chance, ids), confirm: chance.below(2) === 0 } }),
  history: (chance, { villages, ids }) => ({
    query: { village: pick(chance, villages), household: pick(chance, ids) },
  }),
  exported: (chance, { villages, ids }) => ({
    body: { village: pick(chance, villages), household: pick(chance, ids) },
  }),
  sendRecording: (chance, { villages, ids }) => ({
    body: {
      recording: {
        id: chance.below(2) ? randomUUID() : pick(chance, ids),
        village: pick(chance, villages),
        guide: 'vneid',
        part: 'one',
        step: 'two',
        language: 'Êđê',
        speaker: 'Mẫu',
        consent: { version: 1, at: 1 },
        type: 'audio/webm',
        bytes: 1 + chance.below(9),
        sha256: 'a'.repeat(64),
      },
      offset: chance.below(9),
      data: 'AAAA',
    },
  }),
  recordings: (chance, { villages }) => ({ query: { village: pick(chance, villages) } }),
  hearRecording: (chance, { ids }) => ({ query: { id: pick(chance, ids) } }),
  judgeRecording: (chance, { ids }) => ({ body: { id: pick(chance, ids), approve: chance.below(2) === 0 } }),
  storeRecoveryKey: (chance, { ids }) => ({
    body: { keyId: chance.below(2) ? randomUUID() : pick(chance, ids), key: 'A'.repeat(43) },
  }),
  addArea: (chance, { ids }) => ({
    body: {
      id: randomUUID(),
      kind: pick(chance, ['province', 'commune', 'village']),
      prefix: 'thôn',
      name: 'Mới',
      parent: pick(chance, ids),
    },
  }),
  report: (chance, { villages }) => ({
    query: {
      village: pick(chance, villages),
      ...(chance.below(2) ? { from: pick(chance, ['2026-10-15', '2026-11-15', '2026-02-30']) } : {}),
    },
  }),
  reports: (chance, { ids }) => ({ query: { commune: pick(chance, ids) } }),
  sendReport: (chance, { villages }) => ({
    body: { village: pick(chance, villages), from: pick(chance, ['2026-10-15', '2026-11-15']), seen: 'x' },
  }),
  receiveReport: (chance, { villages }) => ({
    body: { village: pick(chance, villages), from: '2026-10-15', ...someSeen(chance) },
  }),
  targets: () => ({}),
  setTarget: (chance, { ids }) => ({
    body: {
      id: chance.below(2) ? randomUUID() : pick(chance, ids),
      area: pick(chance, ids),
      indicator: 'T1',
      share: pick(chance, [0, 0.8, 1]),
      year: 2026,
      source: 'Kế hoạch',
      ...someSeen(chance),
    },
  }),
  retention: () => ({}),
  setRetention: (chance, { ids }) => ({
    body: { area: pick(chance, ids), months: pick(chance, [null, 0, 12, 120]), ...someSeen(chance) },
  }),
  facts: (chance, { villages }) => ({ query: { village: pick(chance, villages) } }),
  tellFacts: (chance, { villages }) => ({
    body: {
      village: pick(chance, villages),
      facts: [
        { kind: 'team', part: 'youth', value: chance.below(9) },
        { kind: 'fibre', part: 'Cụm 1', value: 'all' },
      ],
    },
  }),
  teamFile: (chance, { villages }) => ({ query: { village: pick(chance, villages) } }),
  tellTeamFile: (chance, { villages, ids }) => ({
    body: {
      village: pick(chance, villages),
      facts: [
        { kind: 'team', part: 'elders', value: chance.below(9) },
        { kind: 'training', part: pick(chance, ids), value: { on: '2026-10-15', topic: 'VNeID', members: 3 } },
      ],
    },
  }),
  checklists: (chance, { villages }) => ({ query: { village: pick(chance, villages) } }),
  tickChecklists: (chance, { villages }) => ({
    body: {
      village: pick(chance, villages),
      changes: [
        {
          checklist: pick(chance, ['smartVillage', '1'.repeat(32)]),
          criterion: pick(chance, ['freeWifi', 'channel', 'unknown', '2'.repeat(32)]),
          met: pick(chance, [true, false, null]),
          on: '2026-10-15',
          seen: chance.below(2),
        },
      ],
    },
  }),
  keptChecklists: (chance, { ids }) => ({ query: { area: pick(chance, ids) } }),
  keepChecklist: (chance, { ids }) => ({
    body: {
      area: pick(chance, ids),
      list: {
        id: pick(chance, ['1', '3']).repeat(32),
        name: 'Thôn thông minh của xã',
        decision: { number: '12/QĐ-UBND', day: '2026-09-01', read: 'ubnd.example.vn' },
        ...(chance.below(2) ? { replaces: pick(chance, ['smartVillage', 'digitalVillage']) } : {}),
        criteria: [
          { kind: 'ticked', id: '2'.repeat(32), text: 'Nhà văn hóa có Wi-Fi' },
          ...(chance.below(2)
            ? [{ kind: 'figure', id: '4'.repeat(32), text: 'Có tài khoản', indicator: 'T4', share: 0.7 }]
            : []),
        ],
      },
      ...(chance.below(3) ? {} : { withdrawn: true }),
      seen: chance.below(2),
    },
  }),
  reportTexts: (chance, { villages }) => ({ query: { village: pick(chance, villages), from: '2026-10-15' } }),
  writeReport: (chance, { villages }) => ({
    body: { village: pick(chance, villages), from: '2026-10-15', texts: { plan: 'Đi từng nhà' } },
  }),
  trend: (chance, { ids }) => ({ query: { commune: pick(chance, ids) } }),
  activities: (chance, { ids }) => ({
    query: { area: pick(chance, ids), from: '2026-10-15', until: pick(chance, ['2026-11-14', '2026-02-30']) },
  }),
  log: (chance, { ids }) => ({
    query: { area: pick(chance, ids), from: '2026-10-15', until: pick(chance, ['2026-11-14', '2029-01-01']) },
  }),
  villagePage: (chance, { villages }) => ({ query: { area: pick(chance, villages) } }),
  tellInfo: (chance, { villages, ids }) => ({
    body: {
      area: pick(chance, villages),
      changes: [
        { entry: { kind: 'info', part: 'zaloPage', value: 'https://zalo.me/0900000001' }, seen: chance.below(2) },
        {
          entry: {
            kind: 'person',
            part: pick(chance, ids),
            value: { name: 'Mẫu', role: 'head', phone: '0900000001', agreed: '2026-11-22' },
          },
          seen: 0,
        },
      ],
    },
  }),
  announce: (chance, { villages, ids, now }) => ({
    body: {
      id: chance.below(2) ? randomUUID() : pick(chance, ids),
      area: pick(chance, villages),
      kind: 'session',
      title: 'Buổi hướng dẫn',
      text: 'Mời bà con.',
      on: dayOf(now),
      until: dayOf(now),
    },
  }),
  endAnnouncement: (chance, { ids }) => ({ body: { id: pick(chance, ids) } }),
  campaigns: () => ({}),
  campaignFigures: (chance, { ids }) => ({ query: { id: pick(chance, ids) } }),
  keepCampaign: (chance, { villages, ids, now }) => ({
    body: {
      campaign: {
        id: chance.below(2) ? randomUUID() : pick(chance, ids),
        area: pick(chance, ids),
        name: 'Tháng VNeID',
        topic: 'vneid',
        whom: { ages: 'from60' },
        from: dayOf(now),
        until: dayOf(now),
        share: 0.8,
        ...(chance.below(2) ? { villages: [pick(chance, villages)] } : {}),
      },
      seen: chance.below(2),
    },
  }),
  closeCampaign: (chance, { ids }) => ({
    body: { id: pick(chance, ids), how: pick(chance, ['ended', 'withdrawn']) },
  }),
  proposals: () => ({}),
  reminders: () => ({}),
  setReminders: (chance) => ({
    body: {
      subscription: pick(chance, [
        null,
        {
          endpoint: pick(chance, ['https://push.example.vn/mau', 'https://127.0.0.1/', 'http://push.example.vn/']),
          keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
        },
      ]),
    },
  }),
  answerProposal: (chance, { villages, ids }) => ({
    body: { village: pick(chance, villages), proposal: pick(chance, ids), answer: 'Sẽ làm trong tháng.' },
  }),
  newDevice: (chance, { ids }) => ({
    body: {
      device: chance.below(2) ? randomUUID() : pick(chance, ids),
      key: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    },
  }),
  cards: () => ({}),
  passkeys: () => ({}),
  newPasskey: () => ({}),
  addPasskey: () => ({
    body: {
      name: 'Máy',
      created: {
        id: 'AAAA',
        rawId: 'AAAA',
        type: 'public-key',
        response: { clientDataJSON: 'e30', attestationObject: 'o2NmbXRkbm9uZQ', transports: ['internal'] },
        clientExtensionResults: {},
      },
      signature: 'A'.repeat(86),
    },
  }),
  withdrawPasskey: (chance, { ids }) => ({ body: { id: pick(chance, ids) } }),
  audit: (chance, { now, ids }) => ({ query: { before: now - chance.below(1000), id: pick(chance, ids) } }),
  guideReports: () => ({}),
};

function push(chance: Chance, known: Known, asker: Asker): unknown {
  const firstSeq = chance.below(10) > 0 ? asker.nextSeq : chance.below(200);
  const entries = Array.from({ length: 1 + chance.below(4) }, (_, i) => operation(chance, known, firstSeq + i));
  return { protocol: 1, firstSeq, entries, ledger: { unsent: 1, forms: 1, drafts: 0 } };
}

function operation(chance: Chance, { ids, villages, now }: Known, seq: number): unknown {
  const opId = randomUUID();
  if (chance.below(2)) {
    // What nothing is wrong with, so that there is something for the others to collide with.
    const set = { headName: `Hộ ${seq}`, address: 'Nhà 1' };
    return {
      opId,
      seq,
      group: opId,
      record: randomUUID(),
      kind: 'household',
      village: villages[0],
      base: {},
      set,
      wallTime: now,
      clockOffset: 0,
      schemaVersion: 1,
    };
  }
  const record = chance.below(3) ? randomUUID() : pick(chance, ids);
  return {
    opId,
    seq,
    group: chance.below(4) ? opId : pick(chance, ids),
    record,
    kind: pick(chance, recordKinds),
    village: pick(chance, villages),
    base: { headName: chance.below(2) ? 0 : pick(chance, ids) },
    set: {
      headName: `Hộ ${seq}`,
      name: 'Mẫu',
      household: pick(chance, ids),
      birthYear: 1950 + chance.below(70),
      'a.H1': { v: 'yes', by: 'self', on: '2026-11-22', q: 1 },
    },
    ...(chance.below(5) ? {} : { settles: [pick(chance, ids)] }),
    wallTime: now,
    clockOffset: 0,
    schemaVersion: 1,
  };
}

/** Before and beside the signed-in endpoints. */
function openShape(chance: Chance, { tokens, ids }: Known, asker: Asker): Shape {
  const key = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43) };
  const invitation = chance.below(2)
    ? { token: pick(chance, tokens) }
    : { code: pick(chance, ['23456789', 'ABCD EFGH', '2'.repeat(8)]) };
  return pick<Shape>(chance, [
    { method: 'POST', path: '/api/join', body: { invitation, nonce: pick(chance, ids), key, name: 'Mẫu' } },
    { method: 'POST', path: '/api/join/look', body: { invitation } },
    {
      method: 'POST',
      path: `/api/p/${asker.enrolment}/renew`,
      body: { challenge: 'A'.repeat(60), signature: 'B'.repeat(86) },
    },
    { method: 'GET', path: `/the/${pick(chance, tokens)}` },
    { method: 'GET', path: `/en/the/${pick(chance, hostileQueryValues)}` },
    { method: 'GET', path: `/thon/${pick(chance, ['thon-mau', ...hostileQueryValues])}` },
    { method: 'GET', path: `/api/villages/${pick(chance, hostileQueryValues)}` },
    { method: 'GET', path: '/healthz' },
    { method: 'GET', path: '/readyz' },
    { method: 'GET', path: `/api/${pick(chance, hostileQueryValues)}` },
  ]);
}

/** One request: the shape of an endpoint, up to three places of it changed, under the asker's cookie or not. */
export function fuzzedRequest(chance: Chance, known: Known, asker: Asker): FuzzedRequest {
  const shape = chance.below(10) === 0 ? openShape(chance, known, asker) : signedInShape(chance, known, asker);
  const changes = Math.max(0, chance.below(5) - 1);
  let { query, body } = shape;
  for (let n = 0; n < changes; n++) {
    if (body !== undefined) body = mutate(chance, body, known.ids);
    else query = mutateQuery(chance, query ?? {});
  }
  const method =
    chance.below(40) === 0 ? pick(chance, ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'GET', 'POST']) : shape.method;
  const { headers, bytes } = shape.method === 'POST' ? encode(chance, body) : { headers: {}, bytes: undefined };
  return {
    method,
    path: `${shape.path}${searchOf(query)}`,
    headers: { ...cookieOf(chance, asker), ...headers },
    bytes,
  };
}

function signedInShape(chance: Chance, known: Known, asker: Asker): Shape {
  // Half of all are pushes and pulls: what is behind them is deepest.
  const name = chance.below(2)
    ? pick(chance, ['push', 'push', 'pull'] as const)
    : pick(chance, Object.keys(endpoints) as EndpointName[]);
  const { method, path } = endpoints[name];
  const enrolment = chance.below(30) ? asker.enrolment : pick(chance, [...known.ids, ...hostileQueryValues]);
  return { method, path: `/api/p/${enrolment}/${path}`, ...shapes[name](chance, known, asker) };
}

function cookieOf(chance: Chance, { cookie }: Asker): Record<string, string> {
  if (chance.below(15) > 0) return { cookie };
  return pick<Record<string, string>>(chance, [
    {},
    { cookie: '__Secure-s=' },
    { cookie: `__Secure-s=${'A'.repeat(43)}` },
    { cookie: '__Secure-s=%00%ff' },
    { cookie: `${cookie}x` },
    { cookie: `a=${'b'.repeat(3000)}; ;;=` },
    { cookie, origin: 'https://elsewhere.example' },
  ]);
}

function mutateQuery(chance: Chance, query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const name = pick(chance, [...Object.keys(query), 'village', 'before', 'x', '__proto__']);
  const rest = Object.entries(query).filter(([key]) => key !== name || chance.below(3) > 0);
  return Object.fromEntries([...rest, [name, pick(chance, hostileQueryValues)]]);
}

/** Not escaped: what is in it is what is meant. */
function searchOf(query: Readonly<Record<string, unknown>> | undefined): string {
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

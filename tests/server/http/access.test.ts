import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { endpoints, type EndpointName } from '../../../src/domain/endpoints.ts';
import { grantsFor, roleRules, roles, type Action, type Grant, type Role } from '../../../src/domain/roles.ts';
import { createInvitation } from '../../../src/server/accounts/invitations.ts';
import { sayRetention } from '../../../src/server/retention/area-retention.ts';
import { setTarget } from '../../../src/server/reports/targets.ts';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { defaultLimits } from '../../../src/server/http/deps.ts';
import { createEngine } from '../../support/engines.ts';
import { copyTemplate } from '../../support/pglite-template.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { newRecording, pieceAt, piecesOf } from './recording.ts';
import { day, ServerWorld, type TestPhone } from './server-world.ts';

// Every endpoint × every role × every place of the country, as src/domain/endpoints.ts and roles.ts have it. A route that is
// in neither table below fails; so does a refusal that differs from the one for something that does not exist.

/** Routes that need no session: each is here because somebody decided so. */
const open = ['GET /api/audio', 'GET /api/audio/:sha256', 'GET /healthz', 'GET /readyz', 'GET /the/:token', 'GET /en/the/:token', 'GET /the.css', 'POST /api/join', 'POST /api/join/look', 'POST /api/p/:enrolment/renew'];

type Place = keyof ServerWorld['areas'] | 'country';
const tree: Readonly<Record<Place, { readonly kind: 'country' | 'province' | 'commune' | 'village'; readonly parent?: Place }>> = {
  country: { kind: 'country' },
  province: { kind: 'province' },
  commune: { kind: 'commune', parent: 'province' },
  otherCommune: { kind: 'commune', parent: 'province' },
  village: { kind: 'village', parent: 'commune' },
  sister: { kind: 'village', parent: 'commune' },
  foreign: { kind: 'village', parent: 'otherCommune' },
};
const places = Object.keys(tree) as Place[];
/** Where each role's asker has its grant. */
const home: Readonly<Record<Role, Place>> = { member: 'village', lead: 'village', head: 'village', officer: 'commune', viewer: 'province', admin: 'country' };
/** Who lives at a place of each kind, to be looked at, invited or withdrawn. */
const dweller = { village: 'member', commune: 'officer', province: 'viewer', country: 'admin' } as const;

const cases: readonly (readonly [Role, Place])[] = roles.flatMap((role) => places.map((place) => [role, place] as const));
const within = (place: Place, role: Role): boolean => {
  if (home[role] === 'country') return true;
  for (let at: Place | undefined = place; at; at = tree[at].parent) if (at === home[role]) return true;
  return false;
};
/** "own", "below", "above" or "foreign", for the names of the tests. */
function relation(role: Role, place: Place): string {
  if (place === home[role]) return 'own';
  if (within(place, role)) return 'below';
  if (place === 'country') return 'above';
  for (let at: Place | undefined = home[role]; at; at = tree[at].parent) if (at === place) return 'above';
  return tree[place].parent === tree[home[role]].parent ? 'sibling' : 'foreign';
}

describe('every endpoint, by role and place', () => {
  const engine = createEngine('pglite');

  it('is in the table, and every route of the server is an endpoint of it or open to all', async () => {
    const world = await ServerWorld.open(engine);
    const expected = Object.entries(endpoints).map(([name, { method, path }]) => ({ route: `${method} /api/p/:enrolment/${path}`, endpoint: name }));
    const registered = world.routes.filter(({ route }) => !/^HEAD |\/\*$/.test(route));
    const byRoute = (a: { route: string }, b: { route: string }): number => (a.route < b.route ? -1 : 1);
    expect(registered.sort(byRoute)).toEqual([...expected, ...open.map((route) => ({ route, endpoint: undefined }))].sort(byRoute));
    expect(Object.keys(checks).sort()).toEqual(Object.keys(endpoints).sort());
  });

  it('asks who is there first: no cookie, a wrong one and an unknown enrolment are answered alike; a withdrawn phone may only hand over: push, and take a device of its own if it was copied', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('admin', undefined);
    const unknown = Object.assign(world.newPhone(), { enrolment: randomUUID(), cookie: phone.cookie });
    const bare = (answer: LightMyRequestResponse): unknown => ({ status: answer.statusCode, error: answer.json<{ error: string }>().error, keys: Object.keys(answer.json<object>()) });
    for (const { method, path } of Object.values(endpoints)) {
      const answers = [await phone.send(method, path, { headers: { cookie: '' } }), await phone.send(method, path, { headers: { cookie: `__Secure-s=${'A'.repeat(43)}` } }), await unknown.send(method, path)];
      expect(new Set(answers.map((answer) => JSON.stringify(bare(answer))))).toEqual(new Set([JSON.stringify({ status: 401, error: 'signIn', keys: ['error', 'challenge'] })]));
    }
    await world.deps.db.updateTable('device').set({ revoked_at: world.clock.now() }).where('id', '=', phone.enrolment).execute();
    for (const { method, path } of Object.values(endpoints)) {
      const answer = await phone.send(method, path, method === 'POST' ? { payload: {} } : {});
      expect([path, answer.json()]).toEqual([path, { error: ['push', 'device'].includes(path) ? 'unreadable' : 'revoked' }]);
    }
  });

  describe('answers', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.open();
      return stage.close;
    });

    describe.each(Object.keys(endpoints) as EndpointName[])('%s', (name) => {
      it.each(cases.map(([role, place]) => [role, relation(role, place), place] as const))('a %s, %s (%s)', async (role, _relation, place) => {
        await checks[name](stage, role, place);
      });
    });
  });
});

interface Dweller {
  readonly account: Uuid;
  readonly device: Uuid;
  readonly grant: Uuid;
}

/** One world for the whole matrix; what a check uses up it makes anew. */
class Stage {
  world!: ServerWorld;
  close!: () => Promise<void>;
  readonly askers = new Map<Role, TestPhone>();
  readonly dwellers = new Map<Place, Dweller>();

  static async open(): Promise<Stage> {
    const stage = new Stage();
    const database = await openDatabase({ dataDir: copyTemplate(inject('pgliteTemplate')), logger: quietLogger });
    stage.close = () => database.close();
    stage.world = await ServerWorld.open({ kind: 'pglite', openFresh: async () => database, place: () => Promise.reject(new Error('no place')), open: () => Promise.reject(new Error('open')) }, { limits: { ...defaultLimits, device: 1e6, address: 1e6, join: 1e6 } });
    for (const role of roles) stage.askers.set(role, await stage.world.phoneOf(role, stage.idOf(home[role])));
    for (const place of places) stage.dwellers.set(place, await stage.newDweller(place));
    for (const place of places) if (tree[place].kind === 'village') await stage.pushAs(stage.world, place);
    return stage;
  }

  async signReport(place: Place): Promise<void> {
    const { account } = this.dwellers.get(place)!;
    const counts = '{"c":[0,0,0,0]}';
    await this.world.deps.db.insertInto('report').values({ village: this.idOf(place)!, from_day: '2026-01-15', until_day: '2026-02-14', as_of: '2026-02-14', counts, before: null, targets: '[]', signed_by: account, signed_name: 'Mẫu', signed_at: 1, received_by: null, received_name: null, received_at: null }).onConflict((conflict) => conflict.doNothing()).execute();
  }

  /** @returns its source, which tells it from all others */
  async setTarget(area: Uuid): Promise<string> {
    const source = `Kế hoạch ${randomUUID()}`;
    const { account } = this.dwellers.get('commune')!;
    await setTarget(this.world.deps.db, { id: this.world.newId(), area, indicator: 'T1', share: 0.8, year: 2026, source }, { account, now: 1 });
    return source;
  }

  idOf(place: Place): Uuid | undefined {
    return place === 'country' ? undefined : this.world.areas[place];
  }

  asker(role: Role): TestPhone {
    return this.askers.get(role)!;
  }

  async newDweller(place: Place): Promise<Dweller> {
    const phone = await this.world.phoneOf(dweller[tree[place].kind], this.idOf(place));
    const { account, grants } = (await phone.send('GET', 'me')).json<{ account: Uuid; grants: { id: Uuid }[] }>();
    return { account, device: phone.enrolment, grant: grants[0]!.id };
  }

  /** A home in the village, so that there is something to read. */
  async pushAs(world: ServerWorld, place: Place): Promise<void> {
    const phone = await world.phoneOf('member', this.idOf(place));
    await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: [this.operation(place, 1)] } });
  }

  /** A recording of the place's member that waits for the lead. */
  async recorded(place: Place): Promise<Uuid> {
    const phone = await this.world.phoneOf('member', this.idOf(place));
    const recording = newRecording(this.idOf(place)!);
    for (const piece of piecesOf(recording)) await phone.send('POST', 'recordings/send', { payload: piece });
    return recording.id;
  }

  operation(place: Place, seq: number) {
    const { world } = this;
    return { opId: world.newId(), seq, group: world.newId(), record: world.newId(), kind: 'household', village: this.idOf(place), base: { headName: 0 }, set: { headName: 'Mẫu' }, wallTime: world.clock.now(), clockOffset: 0, schemaVersion: 1 };
  }
}

/** The rule as the data file says it. */
const may = (action: Action, role: Role, place: Place): boolean => {
  const grant: Grant = { id: randomUUID(), role, ...(home[role] === 'country' ? {} : { area: home[role] }) };
  const line: string[] = [];
  for (let at: Place | undefined = place; at && at !== 'country'; at = tree[at].parent) line.push(at);
  return grantsFor(action, [grant], line).length > 0;
};
const invites = (action: 'invite' | 'withdraw', role: Role, place: Place): boolean => may(action, role, place) && roleRules[role].invites.some((one) => one === dweller[tree[place].kind]);

const wire = (answer: LightMyRequestResponse): unknown => [answer.statusCode, answer.body, answer.headers['content-length']];

/** Allowed: `expected` holds. Denied: refused as the table says, byte for byte like something that does not exist. */
async function allowedOnly(name: EndpointName, allowed: boolean, ask: () => Promise<LightMyRequestResponse>, askUnknown: () => Promise<LightMyRequestResponse>): Promise<void> {
  const answer = await ask();
  if (allowed) return expect([name, answer.statusCode]).toEqual([name, 200]);
  const { denied } = endpoints[name] as { denied?: string };
  expect(answer.json()).toEqual({ error: denied });
  expect(wire(answer)).toEqual(wire(await askUnknown()));
}

type Check = (stage: Stage, role: Role, place: Place) => Promise<void>;

const withdrawal =
  (name: EndpointName, action: 'invite' | 'withdraw', target: (stage: Stage, place: Place) => Promise<Uuid>): Check =>
  async (stage, role, place) => {
    const id = await target(stage, place);
    const send = (which: Uuid) => stage.asker(role).send('POST', endpoints[name].path, { payload: { id: which } });
    await allowedOnly(name, invites(action, role, place), () => send(id), () => send(randomUUID()));
  };

const listed =
  (name: EndpointName, has: (stage: Stage, place: Place) => string): Check =>
  async (stage, role, place) => {
    const answer = await stage.asker(role).send('GET', endpoints[name].path);
    expect(answer.statusCode).toBe(200);
    expect(answer.body.includes(has(stage, place))).toBe(may(endpoints[name].action!, role, place));
  };

/** What a member of the place sent and nobody can read: it waits for the place's lead. */
const judgement =
  (name: 'releaseQuarantined' | 'setQuarantinedAside'): Check =>
  async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const phone = await stage.world.phoneOf('member', stage.idOf(place));
    const pushed = await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: ['?'] } });
    const opIds = pushed.json<{ outcomes: { opId: string }[] }>().outcomes.map(({ opId }) => opId);
    const answer = await stage.asker(role).send('POST', endpoints[name].path, { payload: { opIds } });
    expect(answer.statusCode).toBe(200);
    expect(answer.json<{ results: object[] }>().results).toHaveLength(may('judgeQuarantine', role, place) ? 1 : 0);
  };

const childKind = { country: 'province', province: 'commune', commune: 'village', village: undefined } as const;

const checks: Readonly<Record<EndpointName, Check>> = {
  me: async (stage, role, place) => {
    const answer = await stage.asker(role).send('GET', 'me');
    expect(answer.statusCode).toBe(200);
    // The names of colleagues stand beside what they wrote, for those who read that.
    expect(answer.body.includes(stage.dwellers.get(place)!.account)).toBe(may('syncRecords', role, place));
    // Names of the areas above are needed to say where one is; those beside and elsewhere are not there.
    const id = stage.idOf(place);
    if (id !== undefined) expect(answer.body.includes(id)).toBe(['own', 'below', 'above'].includes(relation(role, place)));
  },
  // Whatever the role, it is kept for the asker's own phone and for no other.
  storeRecoveryKey: async (stage, role, place) => {
    const keyId = randomUUID();
    expect((await stage.asker(role).send('POST', 'recovery', { payload: { keyId, key: 'A'.repeat(43) } })).statusCode).toBe(200);
    const stored = await stage.world.deps.db.selectFrom('recovery_key').select('device').where('key_id', '=', keyId).execute();
    expect(stored).toEqual([{ device: stage.asker(role).enrolment }]);
    expect(stored[0]!.device).not.toBe(stage.dwellers.get(place)!.device);
  },
  // Whatever the role, it comes from the asker's own phone; nobody gets at a device that is there already.
  newDevice: async (stage, role, place) => {
    const phone = stage.asker(role);
    const device = randomUUID();
    expect((await phone.send('POST', 'device', { payload: { device, key: phone.key } })).json()).toMatchObject({ device, lastSeq: 0 });
    const stored = await stage.world.deps.db.selectFrom('device').select(['account', 'former', 'revoked_at']).where('id', '=', device).execute();
    const { account } = await stage.world.deps.db.selectFrom('device').select('account').where('id', '=', phone.enrolment).executeTakeFirstOrThrow();
    expect(stored).toEqual([{ account, former: [phone.enrolment], revoked_at: null }]);
    const taken = await phone.send('POST', 'device', { payload: { device: stage.dwellers.get(place)!.device, key: phone.key } });
    expect([taken.statusCode, taken.json()]).toEqual([403, { error: 'forbidden' }]);
  },
  push: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const phone = stage.asker(role);
    const push = async (village: Uuid | undefined) => {
      const last = (await stage.world.deps.db.selectFrom('device').select('last_seq').where('id', '=', phone.enrolment).executeTakeFirstOrThrow()).last_seq;
      const entries = [{ ...stage.operation(place, last + 1), village }];
      const answer = await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: last + 1, entries } });
      return answer.json<{ outcomes: { outcome: string; version: number }[] }>().outcomes.map(({ outcome, version }) => [outcome, version > 0]);
    };
    const allowed = may('syncRecords', role, place);
    expect(await push(stage.idOf(place))).toEqual([[allowed ? 'applied' : 'quarantined', allowed]]);
    if (!allowed) expect(await push(randomUUID())).toEqual([['quarantined', false]]);
  },
  pull: async (stage, role, place) => {
    const pull = (village: Uuid | undefined) => stage.asker(role).send('GET', `pull?village=${village}`);
    if (place === 'country') return;
    await allowedOnly('pull', tree[place].kind === 'village' && may('syncRecords', role, place), () => pull(stage.idOf(place)), () => pull(randomUUID()));
  },
  progress: async (stage, role, place) => {
    if (tree[place].kind === 'village') await listed('progress', () => `"village":"${stage.idOf(place)}"`)(stage, role, place);
  },
  phones: async (stage, role, place) => {
    const phones = (village: Uuid | undefined) => stage.asker(role).send('GET', `phones?village=${village}`);
    if (place !== 'country') await allowedOnly('phones', may('seePhones', role, place), () => phones(stage.idOf(place)), () => phones(randomUUID()));
  },
  team: listed('team', (stage, place) => stage.dwellers.get(place)!.account),
  invite: async (stage, role, place) => {
    const invite = (area: Uuid | undefined) => stage.asker(role).send('POST', 'invitations', { payload: { role: dweller[tree[place].kind], ...(area === undefined ? {} : { area }) } });
    await allowedOnly('invite', invites('invite', role, place), () => invite(stage.idOf(place)), () => invite(randomUUID()));
  },
  takeBackInvitation: withdrawal('takeBackInvitation', 'invite', async ({ world }, place) => {
    const area = place === 'country' ? undefined : world.areas[place];
    return (await createInvitation(world.deps, { role: dweller[tree[place].kind], area, expires: world.clock.now() + day })).id;
  }),
  withdrawPhone: withdrawal('withdrawPhone', 'withdraw', async (stage, place) => (await stage.newDweller(place)).device),
  withdrawGrant: withdrawal('withdrawGrant', 'withdraw', async (stage, place) => (await stage.newDweller(place)).grant),
  quarantine: async (stage, role, place) => {
    const list = (village: Uuid | undefined) => stage.asker(role).send('GET', `quarantine?village=${village}`);
    if (place !== 'country') await allowedOnly('quarantine', may('seeQuarantine', role, place), () => list(stage.idOf(place)), () => list(randomUUID()));
  },
  erase: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const erase = (village: Uuid | undefined) => stage.asker(role).send('POST', 'erase', { payload: { village, records: [randomUUID()] } });
    await allowedOnly('erase', may('erase', role, place), () => erase(stage.idOf(place)), () => erase(randomUUID()));
  },
  exported: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const tell = (village: Uuid | undefined) => stage.asker(role).send('POST', 'exported', { payload: { village, household: randomUUID() } });
    await allowedOnly('exported', may('syncRecords', role, place), () => tell(stage.idOf(place)), () => tell(randomUUID()));
  },
  history: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const history = (village: Uuid | undefined) => stage.asker(role).send('GET', `history?village=${village}&household=${randomUUID()}`);
    await allowedOnly('history', may('syncRecords', role, place), () => history(stage.idOf(place)), () => history(randomUUID()));
  },
  releaseQuarantined: judgement('releaseQuarantined'),
  setQuarantinedAside: judgement('setQuarantinedAside'),
  sendRecording: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const send = (village: Uuid | undefined) => stage.asker(role).send('POST', 'recordings/send', { payload: pieceAt(newRecording(village!), 0) });
    await allowedOnly('sendRecording', may('recordAudio', role, place), () => send(stage.idOf(place)), () => send(randomUUID()));
  },
  recordings: async (stage, role, place) => {
    if (place === 'country') return;
    const list = (village: Uuid | undefined) => stage.asker(role).send('GET', `recordings?village=${village}`);
    await allowedOnly('recordings', may('recordAudio', role, place), () => list(stage.idOf(place)), () => list(randomUUID()));
  },
  hearRecording: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.recorded(place);
    const hear = (which: Uuid) => stage.asker(role).send('GET', `recordings/audio?id=${which}`);
    await allowedOnly('hearRecording', may('recordAudio', role, place), () => hear(id), () => hear(randomUUID()));
  },
  judgeRecording: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.recorded(place);
    const judge = (which: Uuid) => stage.asker(role).send('POST', 'recordings/judge', { payload: { id: which, approve: true } });
    await allowedOnly('judgeRecording', may('judgeAudio', role, place), () => judge(id), () => judge(randomUUID()));
  },
  addArea: async (stage, role, place) => {
    const kind = childKind[tree[place].kind];
    if (kind === undefined) return;
    const add = (parent: Uuid | undefined) => stage.asker(role).send('POST', 'areas', { payload: { id: stage.world.newId(), kind, prefix: 'thôn', name: 'Mới', ...(parent === undefined ? {} : { parent }) } });
    await allowedOnly('addArea', may('manageAreas', role, place), () => add(stage.idOf(place)), () => add(randomUUID()));
  },
  report: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const report = (village: Uuid | undefined) => stage.asker(role).send('GET', `report?village=${village}`);
    await allowedOnly('report', may('seeReport', role, place), () => report(stage.idOf(place)), () => report(randomUUID()));
  },
  reports: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const reports = (commune: Uuid | undefined) => stage.asker(role).send('GET', `reports?commune=${commune}`);
    await allowedOnly('reports', may('seeReport', role, place), () => reports(stage.idOf(place)), () => reports(randomUUID()));
  },
  sendReport: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const send = (village: Uuid | undefined) => stage.asker(role).send('POST', 'report/send', { payload: { village, from: '2020-01-15', seen: '' } });
    await allowedOnly('sendReport', may('sendReport', role, place), () => send(stage.idOf(place)), () => send(randomUUID()));
  },
  receiveReport: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    await stage.signReport(place);
    const receive = (village: Uuid | undefined) => stage.asker(role).send('POST', 'report/receive', { payload: { village, from: '2026-01-15' } });
    await allowedOnly('receiveReport', may('receiveReport', role, place), () => receive(stage.idOf(place)), () => receive(randomUUID()));
  },
  // The targets of the areas above are those of one's own.
  targets: async (stage, role, place) => {
    const area = stage.idOf(place);
    if (area === undefined) return;
    const source = await stage.setTarget(area);
    const answer = await stage.asker(role).send('GET', 'targets');
    expect([answer.statusCode, answer.body.includes(source)]).toEqual([200, ['own', 'below', 'above'].includes(relation(role, place))]);
  },
  setTarget: async (stage, role, place) => {
    if (place === 'country') return;
    const set = (area: Uuid | undefined) => stage.asker(role).send('POST', 'targets', { payload: { id: stage.world.newId(), area, indicator: 'T1', share: 0.8, year: 2026, source: 'Kế hoạch' } });
    await allowedOnly('setTarget', may('setTargets', role, place), () => set(stage.idOf(place)), () => set(randomUUID()));
  },
  // As with targets: what the areas above say holds in one's own. Only who may say it is told.
  retention: async (stage, role, place) => {
    const area = stage.idOf(place);
    if (area === undefined) return;
    await sayRetention(stage.world.deps, area, 24);
    const answer = await stage.asker(role).send('GET', 'retention');
    const told = ['own', 'below', 'above'].includes(relation(role, place)) && may('setRetention', role, home[role]);
    expect([answer.statusCode, answer.body.includes(area)]).toEqual([200, told]);
  },
  setRetention: async (stage, role, place) => {
    if (place === 'country') return;
    const say = (area: Uuid | undefined) => stage.asker(role).send('POST', 'retention', { payload: { area, months: 36 } });
    await allowedOnly('setRetention', may('setRetention', role, place), () => say(stage.idOf(place)), () => say(randomUUID()));
  },
  facts: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const facts = (village: Uuid | undefined) => stage.asker(role).send('GET', `facts?village=${village}`);
    await allowedOnly('facts', may('seeProgress', role, place), () => facts(stage.idOf(place)), () => facts(randomUUID()));
  },
  tellFacts: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const tell = (village: Uuid | undefined) => stage.asker(role).send('POST', 'facts', { payload: { village, facts: [{ kind: 'team', part: 'youth', value: 2 }] } });
    await allowedOnly('tellFacts', may('tellFacts', role, place), () => tell(stage.idOf(place)), () => tell(randomUUID()));
  },
  cards: async (stage, role) => {
    const answer = await stage.asker(role).send('GET', 'cards');
    expect([answer.statusCode, answer.json<{ cards: unknown[] }>().cards.length > 0]).toEqual([200, may('showCard', role, home[role])]);
  },
  audit: async (stage, role, place) => {
    const { db } = stage.world.deps;
    const id = stage.idOf(place);
    const { enrolment } = await stage.world.phoneOf(dweller[tree[place].kind], id);
    stage.world.clock.time += 1000; // the newest comes first
    const { id: entry } = await db.selectFrom('audit_log').select('id').where('action', '=', 'joined').where('device', '=', enrolment).executeTakeFirstOrThrow();
    await listed('audit', () => entry)(stage, role, place);
  },
};

it('whatever can be denied says how', () => {
  for (const { scope, ...rest } of Object.values(endpoints)) {
    const denied = 'denied' in rest ? rest.denied : undefined;
    expect(denied !== undefined).toBe(scope === 'area' || scope === 'thing');
  }
});

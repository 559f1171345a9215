import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { endpoints, type EndpointName } from '../../../src/domain/access/endpoints.ts';
import { grantsFor, roleRules, roles, type Action, type Grant, type Role } from '../../../src/domain/access/roles.ts';
import { createInvitation } from '../../../src/server/accounts/invitations.ts';
import { setRetention } from '../../../src/server/retention/area-retention.ts';
import { setTarget } from '../../../src/server/reports/targets.ts';
import { announce } from '../../../src/server/village-page/announcements.ts';
import type { Campaign } from '../../../src/domain/campaign/campaign.ts';
import { keepCampaign } from '../../../src/server/campaigns/campaigns.ts';
import type { Announcement } from '../../../src/domain/village/announcement.ts';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import { createEngine, newPlace, oneEngine, removePlace } from '../../support/engines/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { newRecording, pieceAt, piecesOf } from './recording.ts';
import { SoftAuthenticator } from '../../support/soft-authenticator.ts';
import { day, pushSubscriptionOf, ServerWorld, site, type TestPhone } from './server-world.ts';

// Every endpoint × every role × every place of the country, as src/domain/access/endpoints.ts and roles.ts have it. A
// route that is in neither table below fails; so does a refusal that differs from the one for something that does not
// exist.

/** Routes that need no session: each is here because somebody decided so. */
const open = [
  'GET /api/audio',
  'GET /api/audio/:sha256',
  'GET /api/guides/changed',
  'GET /api/villages/:slug',
  'GET /thon/:slug',
  'GET /thon/:slug/poster',
  'GET /en/thon/:slug',
  'GET /en/thon/:slug/poster',
  'GET /healthz',
  'GET /readyz',
  'GET /the/:token',
  'GET /en/the/:token',
  'GET /the.css',
  'POST /api/join',
  'POST /api/join/look',
  'POST /api/p/:enrolment/renew',
  'POST /api/guides/changed',
];

type Place = keyof ServerWorld['areas'] | 'country';
const tree: Readonly<
  Record<Place, { readonly kind: 'country' | 'province' | 'commune' | 'village'; readonly parent?: Place }>
> = {
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
const ownArea: Readonly<Record<Role, Place>> = {
  member: 'village',
  lead: 'village',
  head: 'village',
  officer: 'commune',
  viewer: 'province',
  admin: 'country',
};
/** Who lives at a place of each kind, to be looked at, invited or withdrawn. */
const dweller = { village: 'member', commune: 'officer', province: 'viewer', country: 'admin' } as const;

const cases: readonly (readonly [Role, Place])[] = roles.flatMap((role) =>
  places.map((place) => [role, place] as const),
);
const within = (place: Place, role: Role): boolean => {
  if (ownArea[role] === 'country') return true;
  for (let at: Place | undefined = place; at; at = tree[at].parent) if (at === ownArea[role]) return true;
  return false;
};
/** "own", "below", "above" or "foreign", for the names of the tests. */
function relation(role: Role, place: Place): string {
  if (place === ownArea[role]) return 'own';
  if (within(place, role)) return 'below';
  if (place === 'country') return 'above';
  for (let at: Place | undefined = ownArea[role]; at; at = tree[at].parent) if (at === place) return 'above';
  return tree[place].parent === tree[ownArea[role]].parent ? 'sibling' : 'foreign';
}

describe('every endpoint, by role and place', () => {
  const engine = createEngine(oneEngine);

  it('is in the table, and every route of the server is an endpoint of it or open to all', async () => {
    const world = await ServerWorld.open(engine);
    const expected = Object.entries(endpoints).map(([name, { method, path }]) => ({
      route: `${method} /api/p/:enrolment/${path}`,
      endpoint: name,
    }));
    const registered = world.routes.filter(({ route }) => !/^HEAD |\/\*$/.test(route));
    const byRoute = (a: { route: string }, b: { route: string }): number => (a.route < b.route ? -1 : 1);
    expect(registered.sort(byRoute)).toEqual(
      [...expected, ...open.map((route) => ({ route, endpoint: undefined }))].sort(byRoute),
    );
    expect(Object.keys(checks).sort()).toEqual(Object.keys(endpoints).sort());
  });

  it('authenticates first: no cookie, a wrong one and an unknown enrolment get one answer', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('admin', undefined);
    const unknown = Object.assign(world.newPhone(), { enrolment: randomUUID(), cookie: phone.cookie });
    const bare = (answer: LightMyRequestResponse): unknown => ({
      status: answer.statusCode,
      error: answer.json<{ error: string }>().error,
      keys: Object.keys(answer.json<object>()),
    });
    for (const { method, path } of Object.values(endpoints)) {
      const answers = [
        await phone.send(method, path, { headers: { cookie: '' } }),
        await phone.send(method, path, { headers: { cookie: `__Secure-s=${'A'.repeat(43)}` } }),
        await unknown.send(method, path),
      ];
      expect(new Set(answers.map((answer) => JSON.stringify(bare(answer))))).toEqual(
        new Set([JSON.stringify({ status: 401, error: 'signIn', keys: ['error', 'challenge'] })]),
      );
    }
    await world.deps.db
      .updateTable('device')
      .set({ revoked_at: world.clock.now() })
      .where('id', '=', phone.enrolment)
      .execute();
    for (const { method, path } of Object.values(endpoints)) {
      const answer = await phone.send(method, path, method === 'POST' ? { payload: {} } : {});
      expect([path, answer.json()]).toEqual([
        path,
        { error: ['push', 'device'].includes(path) ? 'unreadable' : 'revoked' },
      ]);
    }
  });

  describe('answers', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.open();
      return stage.close;
    });

    describe.each(Object.keys(endpoints) as EndpointName[])('%s', (name) => {
      it.each(cases.map(([role, place]) => [role, relation(role, place), place] as const))(
        'a %s, %s (%s)',
        async (role, _relation, place) => {
          await checks[name](stage, role, place);
        },
      );
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
    const at = await newPlace(oneEngine, 'migrated');
    const database = await openDatabase({ ...at, logger: quietLogger });
    stage.close = async () => {
      await database.close();
      await removePlace(at);
    };
    stage.world = await ServerWorld.open(
      { openMigrated: async () => database },
      { limits: { ...defaultLimits, device: 1e6, address: 1e6 } },
    );
    for (const role of roles) stage.askers.set(role, await stage.world.phoneOf(role, stage.idOf(ownArea[role])));
    for (const place of places) stage.dwellers.set(place, await stage.newDweller(place));
    for (const place of places) if (tree[place].kind === 'village') await stage.pushAs(stage.world, place);
    return stage;
  }

  async signReport(place: Place): Promise<void> {
    const { account } = this.dwellers.get(place)!;
    const counts = '{"c":[0,0,0,0]}';
    await this.world.deps.db
      .insertInto('report')
      .values({
        village: this.idOf(place)!,
        from_day: '2026-01-15',
        until_day: '2026-02-14',
        as_of: '2026-02-14',
        counts,
        before: null,
        targets: '[]',
        signed_by: account,
        signed_name: 'Mẫu',
        signed_at: 1,
        received_by: null,
        received_name: null,
        received_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** @returns its source, which tells it from all others */
  async setTarget(area: Uuid): Promise<string> {
    const source = `Kế hoạch ${randomUUID()}`;
    const { account } = this.dwellers.get('commune')!;
    await setTarget(
      this.world.deps.db,
      { id: this.world.newId(), area, indicator: 'T1', share: 0.8, year: 2026, source },
      { account, now: 1 },
    );
    return source;
  }

  /** A proposal that the place's lead has sent to the commune. */
  async sentProposal(place: Place): Promise<Uuid> {
    const lead = await this.world.phoneOf('lead', this.idOf(place));
    const on = dayOf(this.world.clock.now());
    const entry = {
      ...this.operation(place, 1),
      kind: 'proposal',
      base: {},
      set: { category: 'signal', place: 'Cuối thôn', raisedOn: on, by: randomUUID(), sentOn: on },
    };
    await lead.send('POST', 'push', { payload: { protocol: 2, firstSeq: 1, entries: [entry] } });
    return entry.record;
  }

  announcement(area: Uuid | undefined): Announcement {
    const until = dayOf(this.world.clock.now());
    return { id: this.world.newId(), area: area!, kind: 'scam', title: 'Giả công an', text: 'Tắt máy.', until };
  }

  campaign(area: Uuid | undefined): Campaign {
    const from = dayOf(this.world.clock.now());
    const until = addDays(from, 30);
    return {
      id: this.world.newId(),
      area: area!,
      name: 'Tháng VNeID',
      topic: 'vneid',
      whom: { ages: 'from60' },
      from,
      until,
      share: 0.8,
    };
  }

  /** A campaign of the commune that its officer has begun. */
  async keptCampaign(place: Place): Promise<Campaign> {
    const campaign = this.campaign(this.idOf(place));
    const { account } = this.dwellers.get(place)!;
    const now = this.world.clock.now();
    await keepCampaign(this.world.deps.db, { campaign, seen: 0 }, { account, now, today: dayOf(now) });
    return campaign;
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

  /** A household in the village, so that there is something to read. */
  async pushAs(world: ServerWorld, place: Place): Promise<void> {
    const phone = await world.phoneOf('member', this.idOf(place));
    await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: [this.operation(place, 1)] } });
  }

  /** Somebody whom an officer invited into the place, and who waits for it. */
  async pendingGrant(place: Place): Promise<Uuid> {
    const { clock, deps } = this.world;
    const { account } = await this.newDweller('otherCommune');
    const id = this.world.newId();
    const row = {
      id,
      account,
      role: 'member',
      area: this.idOf(place)!,
      made_by: this.dwellers.get('commune')!.account,
      created_at: clock.now(),
    };
    await deps.db
      .insertInto('pending_grant')
      .values({ ...row, settled_at: null, settled_by: null })
      .execute();
    return id;
  }

  /** What a lead of the place erased and can be brought back. */
  async basket(place: Place): Promise<Uuid> {
    const lead = await this.world.phoneOf('lead', this.idOf(place));
    const entry = this.operation(place, 1);
    await lead.send('POST', 'push', { payload: { protocol: 2, firstSeq: 1, entries: [entry] } });
    const erased = await lead.send('POST', 'erase', {
      payload: { village: this.idOf(place), records: [entry.record] },
    });
    expect(erased.json()).toHaveProperty('until');
    const baskets = this.world.deps.db.selectFrom('waste_basket').select('id').where('village', '=', this.idOf(place)!);
    return (await baskets.orderBy('until', 'desc').where('brought_back_at', 'is', null).executeTakeFirstOrThrow()).id;
  }

  /** What a lead of the place asked to erase, which waits for a second person. */
  async erasureAsked(place: Place): Promise<Uuid> {
    const lead = await this.world.phoneOf('lead', this.idOf(place));
    const entries = Array.from({ length: limits.erasedHouseholds.value + 1 }, (_, i) => this.operation(place, i + 1));
    await lead.send('POST', 'push', { payload: { protocol: 2, firstSeq: 1, entries } });
    const records = entries.map(({ record }) => record);
    const asked = await lead.send('POST', 'erase', { payload: { village: this.idOf(place), records } });
    return asked.json<{ waiting: Uuid }>().waiting;
  }

  /** A passkey of somebody who lives at the place. */
  async storePasskey(place: Place): Promise<Uuid> {
    const id = this.world.newId();
    const { account } = this.dwellers.get(place)!;
    const key = { rp_id: site.rpId, credential_id: id, public_key: 'AAAA', counter: 0, transports: '[]', name: 'Máy' };
    const times = { created_at: 1, last_used_at: null, withdrawn_at: null };
    await this.world.deps.db
      .insertInto('passkey')
      .values({ id, account, ...key, ...times })
      .execute();
    return id;
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
    return {
      opId: world.newId(),
      seq,
      group: world.newId(),
      record: world.newId(),
      kind: 'household',
      village: this.idOf(place),
      base: { headName: 0 },
      set: { headName: 'Mẫu' },
      wallTime: world.clock.now(),
      clockOffset: 0,
      schemaVersion: 1,
    };
  }
}

/** Villages have public pages, and communes speak on those of theirs. */
const hasPage = (place: Place): boolean => tree[place].kind === 'village' || tree[place].kind === 'commune';

/** The rule as the data file says it. */
const may = (action: Action, role: Role, place: Place): boolean => {
  const grant: Grant = {
    id: randomUUID(),
    role,
    ...(ownArea[role] === 'country' ? {} : { area: ownArea[role] }),
  };
  const line: string[] = [];
  for (let at: Place | undefined = place; at && at !== 'country'; at = tree[at].parent) line.push(at);
  return grantsFor(action, [grant], line).length > 0;
};
const invites = (action: 'invite' | 'withdraw', role: Role, place: Place): boolean =>
  may(action, role, place) && roleRules[role].invites.some((one) => one === dweller[tree[place].kind]);

const wire = (answer: LightMyRequestResponse): unknown => [
  answer.statusCode,
  answer.body,
  answer.headers['content-length'],
];

/** Allowed: `expected` holds. Denied: refused as the table says, byte for byte like something that does not exist. */
async function allowedOnly(
  name: EndpointName,
  allowed: boolean,
  ask: () => Promise<LightMyRequestResponse>,
  askUnknown: () => Promise<LightMyRequestResponse>,
): Promise<void> {
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
    await allowedOnly(
      name,
      invites(action, role, place),
      () => send(id),
      () => send(randomUUID()),
    );
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
    if (id !== undefined)
      expect(answer.body.includes(id)).toBe(['own', 'below', 'above'].includes(relation(role, place)));
  },
  // Whatever the role, it is kept for the asker's own phone and for no other.
  storeRecoveryKey: async (stage, role, place) => {
    const keyId = randomUUID();
    expect(
      (await stage.asker(role).send('POST', 'recovery', { payload: { keyId, key: 'A'.repeat(43) } })).statusCode,
    ).toBe(200);
    const stored = await stage.world.deps.db
      .selectFrom('recovery_key')
      .select('device')
      .where('key_id', '=', keyId)
      .execute();
    expect(stored).toEqual([{ device: stage.asker(role).enrolment }]);
    expect(stored[0]!.device).not.toBe(stage.dwellers.get(place)!.device);
  },
  // Whatever the role, it comes from the asker's own phone; nobody gets at a device that is there already.
  newDevice: async (stage, role, place) => {
    const phone = stage.asker(role);
    const device = randomUUID();
    expect((await phone.askForDevice(device, phone.key)).json()).toMatchObject({ device, lastSeq: 0 });
    const stored = await stage.world.deps.db
      .selectFrom('device')
      .select(['account', 'former', 'revoked_at'])
      .where('id', '=', device)
      .execute();
    const { account } = await stage.world.deps.db
      .selectFrom('device')
      .select('account')
      .where('id', '=', phone.enrolment)
      .executeTakeFirstOrThrow();
    expect(stored).toEqual([{ account, former: [phone.enrolment], revoked_at: null }]);
    const taken = await phone.askForDevice(stage.dwellers.get(place)!.device, phone.key);
    expect([taken.statusCode, taken.json()]).toEqual([403, { error: 'forbidden' }]);
  },
  push: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const phone = stage.asker(role);
    const push = async (village: Uuid | undefined) => {
      const last = (
        await stage.world.deps.db
          .selectFrom('device')
          .select('last_seq')
          .where('id', '=', phone.enrolment)
          .executeTakeFirstOrThrow()
      ).last_seq;
      const entries = [{ ...stage.operation(place, last + 1), village }];
      const answer = await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: last + 1, entries } });
      return answer
        .json<{ outcomes: { outcome: string; version: number }[] }>()
        .outcomes.map(({ outcome, version }) => [outcome, version > 0]);
    };
    const allowed = may('syncRecords', role, place);
    expect(await push(stage.idOf(place))).toEqual([[allowed ? 'applied' : 'quarantined', allowed]]);
    if (!allowed) expect(await push(randomUUID())).toEqual([['quarantined', false]]);
  },
  pull: async (stage, role, place) => {
    const pull = (village: Uuid | undefined) => stage.asker(role).send('GET', `pull?village=${village}`);
    if (place === 'country') return;
    await allowedOnly(
      'pull',
      tree[place].kind === 'village' && may('syncRecords', role, place),
      () => pull(stage.idOf(place)),
      () => pull(randomUUID()),
    );
  },
  progress: async (stage, role, place) => {
    if (tree[place].kind === 'village')
      await listed('progress', () => `"village":"${stage.idOf(place)}"`)(stage, role, place);
  },
  phones: async (stage, role, place) => {
    const phones = (village: Uuid | undefined) => stage.asker(role).send('GET', `phones?village=${village}`);
    if (place !== 'country')
      await allowedOnly(
        'phones',
        may('seePhones', role, place),
        () => phones(stage.idOf(place)),
        () => phones(randomUUID()),
      );
  },
  team: listed('team', (stage, place) => stage.dwellers.get(place)!.account),
  invite: async (stage, role, place) => {
    const invite = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'invitations', {
        payload: { role: dweller[tree[place].kind], ...(area === undefined ? {} : { area }) },
      });
    await allowedOnly(
      'invite',
      invites('invite', role, place),
      () => invite(stage.idOf(place)),
      () => invite(randomUUID()),
    );
  },
  takeBackInvitation: withdrawal('takeBackInvitation', 'invite', async ({ world }, place) => {
    const area = place === 'country' ? undefined : world.areas[place];
    return (
      await createInvitation(world.deps, { role: dweller[tree[place].kind], area, expires: world.clock.now() + day })
    ).id;
  }),
  withdrawPhone: withdrawal(
    'withdrawPhone',
    'withdraw',
    async (stage, place) => (await stage.newDweller(place)).device,
  ),
  confirm: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const confirm = (id: Uuid) => stage.asker(role).send('POST', 'confirm', { payload: { id, belongs: true } });
    await allowedOnly(
      'confirm',
      may('confirm', role, place),
      async () => confirm(await stage.pendingGrant(place)),
      () => confirm(randomUUID()),
    );
  },
  withdrawGrant: withdrawal('withdrawGrant', 'withdraw', async (stage, place) => (await stage.newDweller(place)).grant),
  quarantine: async (stage, role, place) => {
    const list = (village: Uuid | undefined) => stage.asker(role).send('GET', `quarantine?village=${village}`);
    if (place !== 'country')
      await allowedOnly(
        'quarantine',
        may('seeQuarantine', role, place),
        () => list(stage.idOf(place)),
        () => list(randomUUID()),
      );
  },
  // Names of the erased are told where the rows are read, which `read-erased.test.ts` looks at.
  erased: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.basket(place);
    const answer = await stage.asker(role).send('GET', 'erased');
    expect([answer.statusCode, answer.body.includes(id)]).toEqual([200, may('seeErased', role, place)]);
  },
  bringBack: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.basket(place);
    const bringBack = (which: Uuid) => stage.asker(role).send('POST', 'erased/bring-back', { payload: { id: which } });
    await allowedOnly(
      'bringBack',
      may('bringBack', role, place),
      () => bringBack(id),
      () => bringBack(randomUUID()),
    );
  },
  second: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.erasureAsked(place);
    const second = (which: Uuid) =>
      stage.asker(role).send('POST', 'second', { payload: { id: which, confirm: false } });
    await allowedOnly(
      'second',
      may('erase', role, place) || may('bringBack', role, place),
      () => second(id),
      () => second(randomUUID()),
    );
  },
  erase: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const erase = (village: Uuid | undefined) =>
      stage.asker(role).send('POST', 'erase', { payload: { village, records: [randomUUID()] } });
    await allowedOnly(
      'erase',
      may('erase', role, place),
      () => erase(stage.idOf(place)),
      () => erase(randomUUID()),
    );
  },
  exported: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const tell = (village: Uuid | undefined) =>
      stage.asker(role).send('POST', 'exported', { payload: { village, household: randomUUID() } });
    await allowedOnly(
      'exported',
      may('syncRecords', role, place),
      () => tell(stage.idOf(place)),
      () => tell(randomUUID()),
    );
  },
  history: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const history = (village: Uuid | undefined) =>
      stage.asker(role).send('GET', `history?village=${village}&household=${randomUUID()}`);
    await allowedOnly(
      'history',
      may('syncRecords', role, place),
      () => history(stage.idOf(place)),
      () => history(randomUUID()),
    );
  },
  releaseQuarantined: judgement('releaseQuarantined'),
  setQuarantinedAside: judgement('setQuarantinedAside'),
  sendRecording: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const send = (village: Uuid | undefined) =>
      stage.asker(role).send('POST', 'recordings/send', { payload: pieceAt(newRecording(village!), 0) });
    await allowedOnly(
      'sendRecording',
      may('recordAudio', role, place),
      () => send(stage.idOf(place)),
      () => send(randomUUID()),
    );
  },
  recordings: async (stage, role, place) => {
    if (place === 'country') return;
    const list = (village: Uuid | undefined) => stage.asker(role).send('GET', `recordings?village=${village}`);
    await allowedOnly(
      'recordings',
      may('recordAudio', role, place),
      () => list(stage.idOf(place)),
      () => list(randomUUID()),
    );
  },
  hearRecording: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.recorded(place);
    const hear = (which: Uuid) => stage.asker(role).send('GET', `recordings/audio?id=${which}`);
    await allowedOnly(
      'hearRecording',
      may('recordAudio', role, place),
      () => hear(id),
      () => hear(randomUUID()),
    );
  },
  judgeRecording: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const id = await stage.recorded(place);
    const judge = (which: Uuid) =>
      stage.asker(role).send('POST', 'recordings/judge', { payload: { id: which, approve: true } });
    await allowedOnly(
      'judgeRecording',
      may('judgeAudio', role, place),
      () => judge(id),
      () => judge(randomUUID()),
    );
  },
  addArea: async (stage, role, place) => {
    const kind = childKind[tree[place].kind];
    if (kind === undefined) return;
    const add = (parent: Uuid | undefined) =>
      stage.asker(role).send('POST', 'areas', {
        payload: {
          id: stage.world.newId(),
          kind,
          prefix: 'thôn',
          name: 'Mới',
          ...(parent === undefined ? {} : { parent }),
        },
      });
    await allowedOnly(
      'addArea',
      may('manageAreas', role, place),
      () => add(stage.idOf(place)),
      () => add(randomUUID()),
    );
  },
  report: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const report = (village: Uuid | undefined) => stage.asker(role).send('GET', `report?village=${village}`);
    await allowedOnly(
      'report',
      may('seeReport', role, place),
      () => report(stage.idOf(place)),
      () => report(randomUUID()),
    );
  },
  reports: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const reports = (commune: Uuid | undefined) => stage.asker(role).send('GET', `reports?commune=${commune}`);
    await allowedOnly(
      'reports',
      may('seeReport', role, place),
      () => reports(stage.idOf(place)),
      () => reports(randomUUID()),
    );
  },
  sendReport: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const send = (village: Uuid | undefined) =>
      stage.asker(role).send('POST', 'report/send', { payload: { village, from: '2020-01-15', seen: '' } });
    await allowedOnly(
      'sendReport',
      may('sendReport', role, place),
      () => send(stage.idOf(place)),
      () => send(randomUUID()),
    );
  },
  receiveReport: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    await stage.signReport(place);
    const receive = (village: Uuid | undefined) =>
      stage.asker(role).send('POST', 'report/receive', { payload: { village, from: '2026-01-15' } });
    await allowedOnly(
      'receiveReport',
      may('receiveReport', role, place),
      () => receive(stage.idOf(place)),
      () => receive(randomUUID()),
    );
  },
  reportTexts: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const texts = (village: Uuid | undefined) =>
      stage.asker(role).send('GET', `report/texts?village=${village}&from=2026-01-15`);
    await allowedOnly(
      'reportTexts',
      may('seeReport', role, place),
      () => texts(stage.idOf(place)),
      () => texts(randomUUID()),
    );
  },
  writeReport: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const write = (village: Uuid | undefined) =>
      stage
        .asker(role)
        .send('POST', 'report/texts', { payload: { village, from: '2026-01-15', texts: { plan: 'Đi từng nhà' } } });
    await allowedOnly(
      'writeReport',
      may('sendReport', role, place),
      () => write(stage.idOf(place)),
      () => write(randomUUID()),
    );
  },
  trend: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const trend = (commune: Uuid | undefined) => stage.asker(role).send('GET', `trend?commune=${commune}`);
    await allowedOnly(
      'trend',
      may('seeProgress', role, place),
      () => trend(stage.idOf(place)),
      () => trend(randomUUID()),
    );
  },
  activities: async (stage, role, place) => {
    if (tree[place].kind === 'country') return;
    const activities = (area: Uuid | undefined) =>
      stage.asker(role).send('GET', `activities?area=${area}&from=2026-01-15&until=2026-02-14`);
    await allowedOnly(
      'activities',
      may('seeProgress', role, place),
      () => activities(stage.idOf(place)),
      () => activities(randomUUID()),
    );
  },
  log: async (stage, role, place) => {
    if (tree[place].kind !== 'village' && tree[place].kind !== 'commune') return;
    const log = (area: Uuid | undefined) =>
      stage.asker(role).send('GET', `log?area=${area}&from=2026-01-15&until=2026-02-14`);
    await allowedOnly(
      'log',
      may('seeReport', role, place),
      () => log(stage.idOf(place)),
      () => log(randomUUID()),
    );
  },
  teamFile: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const file = (village: Uuid | undefined) => stage.asker(role).send('GET', `team-file?village=${village}`);
    await allowedOnly(
      'teamFile',
      may('seeProgress', role, place),
      () => file(stage.idOf(place)),
      () => file(randomUUID()),
    );
  },
  tellTeamFile: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const tell = (village: Uuid | undefined) =>
      stage
        .asker(role)
        .send('POST', 'team-file', { payload: { village, facts: [{ kind: 'team', part: 'farmers', value: 2 }] } });
    await allowedOnly(
      'tellTeamFile',
      may('tellFacts', role, place),
      () => tell(stage.idOf(place)),
      () => tell(randomUUID()),
    );
  },
  checklists: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const lists = (village: Uuid | undefined) => stage.asker(role).send('GET', `checklists?village=${village}`);
    await allowedOnly(
      'checklists',
      may('seeReport', role, place),
      () => lists(stage.idOf(place)),
      () => lists(randomUUID()),
    );
  },
  tickChecklists: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const tick = (village: Uuid | undefined) =>
      stage.asker(role).send('POST', 'checklists', {
        payload: {
          village,
          changes: [{ checklist: 'smartVillage', criterion: 'freeWifi', met: true, on: '2026-10-15', seen: 0 }],
        },
      });
    await allowedOnly(
      'tickChecklists',
      may('tickChecklists', role, place),
      () => tick(stage.idOf(place)),
      () => tick(randomUUID()),
    );
  },
  keptChecklists: async (stage, role, place) => {
    if (tree[place].kind !== 'province' && tree[place].kind !== 'commune') return;
    const kept = (area: Uuid | undefined) => stage.asker(role).send('GET', `checklists/kept?area=${area}`);
    await allowedOnly(
      'keptChecklists',
      may('keepChecklists', role, place),
      () => kept(stage.idOf(place)),
      () => kept(randomUUID()),
    );
  },
  keepChecklist: async (stage, role, place) => {
    if (tree[place].kind !== 'province' && tree[place].kind !== 'commune') return;
    const list = {
      id: stage.world.newId().replaceAll('-', ''),
      name: 'Thôn thông minh của xã',
      decision: { number: '12/QĐ-UBND', day: '2026-09-01', read: 'ubnd.example.vn' },
      criteria: [{ kind: 'ticked', id: stage.world.newId().replaceAll('-', ''), text: 'Nhà văn hóa có Wi-Fi' }],
    };
    const keep = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'checklists/kept', { payload: { area, list, seen: 0 } });
    await allowedOnly(
      'keepChecklist',
      may('keepChecklists', role, place),
      () => keep(stage.idOf(place)),
      () => keep(randomUUID()),
    );
  },
  // The targets of the areas above are those of one's own.
  targets: async (stage, role, place) => {
    const area = stage.idOf(place);
    if (area === undefined) return;
    const source = await stage.setTarget(area);
    const answer = await stage.asker(role).send('GET', 'targets');
    expect([answer.statusCode, answer.body.includes(source)]).toEqual([
      200,
      ['own', 'below', 'above'].includes(relation(role, place)),
    ]);
  },
  setTarget: async (stage, role, place) => {
    if (place === 'country') return;
    const set = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'targets', {
        payload: { id: stage.world.newId(), area, indicator: 'T1', share: 0.8, year: 2026, source: 'Kế hoạch' },
      });
    await allowedOnly(
      'setTarget',
      may('setTargets', role, place),
      () => set(stage.idOf(place)),
      () => set(randomUUID()),
    );
  },
  // As with targets, the settings of the areas above count too. They are sent only to those who may change them.
  retention: async (stage, role, place) => {
    const area = stage.idOf(place);
    if (area === undefined) return;
    await setRetention(stage.world.deps, area, 24);
    const answer = await stage.asker(role).send('GET', 'retention');
    const told = ['own', 'below', 'above'].includes(relation(role, place)) && may('setRetention', role, ownArea[role]);
    expect([answer.statusCode, answer.body.includes(area)]).toEqual([200, told]);
  },
  setRetention: async (stage, role, place) => {
    if (place === 'country') return;
    const say = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'retention', { payload: { area, months: 36 } });
    await allowedOnly(
      'setRetention',
      may('setRetention', role, place),
      () => say(stage.idOf(place)),
      () => say(randomUUID()),
    );
  },
  facts: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const facts = (village: Uuid | undefined) => stage.asker(role).send('GET', `facts?village=${village}`);
    await allowedOnly(
      'facts',
      may('seeProgress', role, place),
      () => facts(stage.idOf(place)),
      () => facts(randomUUID()),
    );
  },
  tellFacts: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const tell = (village: Uuid | undefined) =>
      stage
        .asker(role)
        .send('POST', 'facts', { payload: { village, facts: [{ kind: 'team', part: 'youth', value: 2 }] } });
    await allowedOnly(
      'tellFacts',
      may('tellFacts', role, place),
      () => tell(stage.idOf(place)),
      () => tell(randomUUID()),
    );
  },
  proposals: async (stage, role, place) => {
    const answer = await stage.asker(role).send('GET', 'proposals');
    expect(answer.statusCode).toBe(200);
    if (tree[place].kind !== 'village') return;
    const proposal = await stage.sentProposal(place);
    const after = (await stage.asker(role).send('GET', 'proposals')).json<{ proposals: { id: Uuid }[] }>();
    expect(after.proposals.some(({ id }) => id === proposal)).toBe(may('answerProposals', role, place));
  },
  answerProposal: async (stage, role, place) => {
    if (tree[place].kind !== 'village') return;
    const village = stage.idOf(place);
    const proposal = await stage.sentProposal(place);
    const answer = (which: Uuid) =>
      stage.asker(role).send('POST', 'proposals/answer', { payload: { village, proposal: which, answer: 'Sẽ làm.' } });
    await allowedOnly(
      'answerProposal',
      may('answerProposals', role, place),
      () => answer(proposal),
      () => answer(randomUUID()),
    );
  },
  villagePage: async (stage, role, place) => {
    if (!hasPage(place)) return;
    const page = (area: Uuid | undefined) => stage.asker(role).send('GET', `village-page?area=${area}`);
    await allowedOnly(
      'villagePage',
      may('seeProgress', role, place),
      () => page(stage.idOf(place)),
      () => page(randomUUID()),
    );
  },
  tellInfo: async (stage, role, place) => {
    if (!hasPage(place)) return;
    const tell = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'village-page/info', { payload: { area, changes: [] } });
    await allowedOnly(
      'tellInfo',
      may('keepPage', role, place),
      () => tell(stage.idOf(place)),
      () => tell(randomUUID()),
    );
  },
  announce: async (stage, role, place) => {
    if (!hasPage(place)) return;
    const say = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'village-page/announce', { payload: stage.announcement(area) });
    await allowedOnly(
      'announce',
      may('keepPage', role, place),
      () => say(stage.idOf(place)),
      () => say(randomUUID()),
    );
  },
  endAnnouncement: async (stage, role, place) => {
    if (!hasPage(place)) return;
    const announced = stage.announcement(stage.idOf(place));
    await announce(stage.world.deps.db, announced, { account: stage.dwellers.get(place)!.account, now: 1 });
    const end = (id: Uuid) => stage.asker(role).send('POST', 'village-page/end', { payload: { id } });
    await allowedOnly(
      'endAnnouncement',
      may('keepPage', role, place),
      () => end(announced.id),
      () => end(randomUUID()),
    );
  },
  // The commune's campaigns are its villages' too, and those of whoever has a right above it.
  campaigns: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const { id } = await stage.keptCampaign(place);
    const answer = await stage.asker(role).send('GET', 'campaigns');
    expect([answer.statusCode, answer.body.includes(id)]).toEqual([
      200,
      ['own', 'below', 'above'].includes(relation(role, place)),
    ]);
  },
  campaignFigures: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const { id } = await stage.keptCampaign(place);
    const figures = (of: Uuid) => stage.asker(role).send('GET', `campaigns/figures?id=${of}`);
    await allowedOnly(
      'campaignFigures',
      may('seeProgress', role, place),
      () => figures(id),
      () => figures(randomUUID()),
    );
  },
  keepCampaign: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const keep = (area: Uuid | undefined) =>
      stage.asker(role).send('POST', 'campaigns', { payload: { campaign: stage.campaign(area), seen: 0 } });
    await allowedOnly(
      'keepCampaign',
      may('keepCampaigns', role, place),
      () => keep(stage.idOf(place)),
      () => keep(randomUUID()),
    );
  },
  closeCampaign: async (stage, role, place) => {
    if (tree[place].kind !== 'commune') return;
    const { id } = await stage.keptCampaign(place);
    const close = (of: Uuid) =>
      stage.asker(role).send('POST', 'campaigns/close', { payload: { id: of, how: 'withdrawn' } });
    await allowedOnly(
      'closeCampaign',
      may('keepCampaigns', role, place),
      () => close(id),
      () => close(randomUUID()),
    );
  },
  // A person's own list; whose it is, is said by the session alone.
  passkeys: async (stage, role) => {
    const answer = await stage.asker(role).send('GET', 'passkeys');
    expect(answer.statusCode).toBe(200);
  },
  newPasskey: async (stage, role) => {
    const answer = await stage.asker(role).send('GET', 'passkeys/new');
    const holds = roleRules[role].may.includes('holdPasskey');
    expect(answer.statusCode).toBe(holds ? 200 : 403);
    if (!holds) expect(answer.json()).toEqual({ error: 'forbidden' });
  },
  addPasskey: async (stage, role) => {
    const phone = stage.asker(role);
    const created = new SoftAuthenticator().create({ ...site, challenge: 'AAAA' });
    const answer = await phone.send('POST', 'passkeys', { payload: phone.addPasskeyBody('Máy', created, 'AAAA') });
    const holds = roleRules[role].may.includes('holdPasskey');
    // An answer to no challenge of ours.
    expect(answer.json()).toEqual({ error: holds ? 'unreadable' : 'forbidden' });
  },
  withdrawPasskey: withdrawal('withdrawPasskey', 'withdraw', (stage, place) => stage.storePasskey(place)),
  cards: async (stage, role) => {
    const answer = await stage.asker(role).send('GET', 'cards');
    expect([answer.statusCode, answer.json<{ cards: unknown[] }>().cards.length > 0]).toEqual([
      200,
      may('showCard', role, ownArea[role]),
    ]);
  },
  reminders: async (stage, role) => {
    const answer = await stage.asker(role).send('GET', endpoints.reminders.path);
    const visits = roleRules[role].may.includes('syncRecords');
    expect(answer.statusCode).toBe(visits ? 200 : 403);
    expect(answer.json()).toEqual(
      visits ? { key: stage.world.deps.push.key, on: expect.any(Boolean) as unknown } : { error: 'forbidden' },
    );
  },
  // Kept for the asker's own phone and for no other.
  setReminders: async (stage, role, place) => {
    const subscription = pushSubscriptionOf(randomUUID());
    const answer = await stage.asker(role).send('POST', endpoints.setReminders.path, { payload: { subscription } });
    const visits = roleRules[role].may.includes('syncRecords');
    expect(answer.json()).toMatchObject(visits ? { on: true } : { error: 'forbidden' });
    const kept = await stage.world.deps.db
      .selectFrom('push_subscription')
      .select('device')
      .where('endpoint', '=', subscription.endpoint)
      .execute();
    expect(kept).toEqual(visits ? [{ device: stage.asker(role).enrolment }] : []);
    expect(kept).not.toContainEqual({ device: stage.dwellers.get(place)!.device });
  },
  // What is reported belongs to no area: the whole list, or nothing.
  guideReports: async (stage, role) => {
    await stage.world.deps.db
      .insertInto('guide_report')
      .values({ step: 'vneid/open/wallet', app: 'VNeID', day: dayOf(stage.world.clock.now()), reports: 1 })
      .onConflict((already) => already.doNothing())
      .execute();
    const answer = await stage.asker(role).send('GET', endpoints.guideReports.path);
    expect([answer.statusCode, answer.json<{ steps: unknown[] }>().steps.length > 0]).toEqual([
      200,
      may('seeGuideReports', role, ownArea[role]),
    ]);
  },
  audit: async (stage, role, place) => {
    const { db } = stage.world.deps;
    const id = stage.idOf(place);
    const { enrolment } = await stage.world.phoneOf(dweller[tree[place].kind], id);
    stage.world.clock.time += 1000; // the newest comes first
    const { id: entry } = await db
      .selectFrom('audit_log')
      .select('id')
      .where('action', '=', 'joined')
      .where('device', '=', enrolment)
      .executeTakeFirstOrThrow();
    await listed('audit', () => entry)(stage, role, place);
  },
};

it('whatever can be denied says how', () => {
  for (const { scope, ...rest } of Object.values(endpoints)) {
    const denied = 'denied' in rest ? rest.denied : undefined;
    // Of one's own matters some are for everybody, and some need a role.
    if (scope !== 'self') expect(denied !== undefined).toBe(scope === 'area' || scope === 'thing');
  }
});

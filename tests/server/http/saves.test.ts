import type { LightMyRequestResponse } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { changes } from '../../../src/domain/access/audit.ts';
import { endpoints, type EndpointName, type WritingEndpoint } from '../../../src/domain/access/endpoints.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import { addDays, dayOf, type Day } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { sendProposal } from './send-proposal.ts';
import { ServerWorld, type TestPhone } from './server-world.ts';

// Every endpoint that writes: two people who save over the same state at once are judged by the server, so that one is
// stored and the other is told what stands now; or the table says why nobody can lose anything there. A new endpoint
// has no row here and does not compile.

/** What a phone shows, and saving over exactly that. */
interface Opened<V> {
  readonly stands: V;
  readonly save: (value: V) => Promise<LightMyRequestResponse>;
  /** As a phone before version 11 saves it, which names no version; absent: there is no such phone. */
  readonly saveUnseen?: (value: V) => Promise<LightMyRequestResponse>;
}

interface Race<V = unknown> {
  readonly by: Role;
  /** Two values, other than what stands. */
  readonly values: (round: number, stands: V) => readonly [V, V];
  /** What the second person decides on then; absent: the value that they wanted before. */
  readonly decision?: (round: number) => V;
  readonly open: (phone: TestPhone) => Promise<Opened<V>>;
  /** What an answer says stands now. */
  readonly shown: (body: never) => V;
  /** How an answer says that nothing was stored; ticks stand each by itself, and show it by what they are. */
  readonly flag: 'meanwhile' | 'refused' | 'none';
}

type Judged = Race | string;

let world: ServerWorld;
let campaign: Uuid;
let proposal: Uuid;

const race = <V>(of: Race<V>): Race => of as unknown as Race;
const get = async <T>(phone: TestPhone, path: string): Promise<T> => (await phone.send('GET', path)).json<T>();
const post = (phone: TestPhone, path: string, payload: object) => phone.send('POST', path, { payload });
const named = (round: number): readonly [string, string] => [`${round} một`, `${round} hai`];
const someDay = (round: number, stands: unknown): readonly [string, string] => {
  const day = (more: number) => addDays('2026-01-01' as Day, round * 3 + more);
  return stands === day(0) ? [day(1), day(2)] : [day(0), stands === day(1) ? day(2) : day(1)];
};
const seen = (version: number | undefined) => ({ seen: version ?? 0 });

interface Fact {
  readonly kind: string;
  readonly part: string;
  readonly value: unknown;
  readonly version?: number;
}

const factRace = (path: string, kind: string, part: string): Race =>
  race<unknown>({
    by: 'head',
    flag: 'meanwhile',
    values: someDay,
    shown: ({ facts }: { facts: Fact[] }) =>
      facts.find((one) => one.kind === kind && one.part === part)?.value ?? undefined,
    open: async (phone) => {
      const { village } = world.areas;
      const { facts } = await get<{ facts: Fact[] }>(phone, `${path}?village=${village}`);
      const fact = facts.find((one) => one.kind === kind && one.part === part);
      const save = (value: unknown, more: object) =>
        post(phone, path, { village, facts: [{ kind, part, value, ...more }] });
      return {
        stands: fact?.value,
        save: (value) => save(value, seen(fact?.version)),
        saveUnseen: (value) => save(value, {}),
      };
    },
  });

interface Said {
  readonly said: readonly { readonly area: Uuid; readonly months: number; readonly version: number }[];
}
const ofVillage = ({ said }: Said) => said.find(({ area }) => area === world.areas.village);

interface Target {
  readonly area: Uuid;
  readonly source: string;
  readonly version: number;
}
const latest = (targets: readonly Target[]): Target | undefined =>
  targets.filter(({ area }) => area === world.areas.village).sort((a, b) => b.version - a.version)[0];

interface Texts {
  readonly texts: { readonly plan?: string };
  readonly versions: { readonly plan?: number };
}
interface Info {
  readonly entries: readonly { readonly part: string; readonly value: string; readonly version: number }[];
}
interface Ticks {
  readonly ticks: readonly { readonly criterion: string; readonly met: boolean | null; readonly version: number }[];
}
interface Campaigns {
  readonly campaigns: readonly { readonly id: Uuid; readonly name: string; readonly version: number }[];
}
interface Proposals {
  readonly proposals: readonly { readonly id: Uuid; readonly answer: string | null; readonly version: number }[];
}
const infoOf = ({ entries }: Info) => entries.find(({ part }) => part === 'housePlace');
const tickOf = ({ ticks }: Ticks) => ticks.find(({ criterion }) => criterion === 'freeWifi');
const campaignIn = ({ campaigns }: Campaigns) => campaigns.find(({ id }) => id === campaign);
const proposalIn = ({ proposals }: Proposals) => proposals.find(({ id }) => id === proposal);
interface Kept {
  readonly lists: readonly { readonly id: string; readonly name: string; readonly version: number }[];
}
const checklist = '1'.repeat(32);
const keptIn = ({ lists }: Kept) => lists.find(({ id }) => id === checklist);
const answers = [true, false, null] as const;

const saves: Readonly<Record<WritingEndpoint, Judged>> = {
  setRetention: race<number | undefined>({
    by: 'officer',
    flag: 'meanwhile',
    // Longer each time: a shorter one waits for a second person.
    values: (round) => [24 + 3 * round, 25 + 3 * round],
    decision: (round) => 26 + 3 * round,
    shown: (body: Said) => ofVillage(body)?.months,
    open: async (phone) => {
      const own = ofVillage(await get<Said>(phone, 'retention'));
      const area = world.areas.village;
      return {
        stands: own?.months,
        save: (months) => post(phone, 'retention', { area, months, ...seen(own?.version) }),
        saveUnseen: (months) => post(phone, 'retention', { area, months }),
      };
    },
  }),
  setTarget: race<string | undefined>({
    by: 'officer',
    flag: 'meanwhile',
    values: named,
    shown: ({ targets }: { targets: Target[] }) => latest(targets)?.source,
    open: async (phone) => {
      const last = latest((await get<{ targets: Target[] }>(phone, 'targets')).targets);
      // The phone keeps the id until it is set, so that it is set once.
      const target = { id: world.newId(), area: world.areas.village, indicator: 'T1', share: 0.8, year: 2026 };
      const save = (source: string | undefined, more: object) => post(phone, 'targets', { ...target, source, ...more });
      return {
        stands: last?.source,
        save: (source) => save(source, seen(last?.version)),
        saveUnseen: (source) => save(source, {}),
      };
    },
  }),
  tellFacts: factRace('facts', 'roadmap', 'surveyBegins'),
  tellTeamFile: factRace('team-file', 'foundedOn', 'day'),
  writeReport: race<string | undefined>({
    by: 'head',
    flag: 'meanwhile',
    values: named,
    shown: ({ texts }: Texts) => texts.plan,
    open: async (phone) => {
      const of = { village: world.areas.village, from: '2026-10-15' };
      const { texts, versions } = await get<Texts>(phone, `report/texts?village=${of.village}&from=${of.from}`);
      return {
        stands: texts.plan,
        save: (plan) => post(phone, 'report/texts', { ...of, texts: { plan }, seen: versions }),
        saveUnseen: (plan) => post(phone, 'report/texts', { ...of, texts: { plan } }),
      };
    },
  }),
  tellInfo: race<string | undefined>({
    by: 'lead',
    flag: 'meanwhile',
    values: named,
    shown: (body: Info) => infoOf(body)?.value,
    open: async (phone) => {
      const area = world.areas.village;
      const entry = infoOf(await get<Info>(phone, `village-page?area=${area}`));
      const change = (value: string | undefined) => ({ kind: 'info', part: 'housePlace', value });
      return {
        stands: entry?.value,
        save: (value) =>
          post(phone, 'village-page/info', { area, changes: [{ entry: change(value), ...seen(entry?.version) }] }),
      };
    },
  }),
  tickChecklists: race<boolean | null | undefined>({
    by: 'head',
    flag: 'none',
    values: (_, stands) => {
      const [a = null, b = null] = answers.filter((one) => one !== stands);
      return [a, b];
    },
    shown: (body: Ticks) => tickOf(body)?.met,
    open: async (phone) => {
      const { village } = world.areas;
      const tick = tickOf(await get<Ticks>(phone, `checklists?village=${village}`));
      const of = { checklist: 'smartVillage', criterion: 'freeWifi', on: dayOf(world.clock.now()) };
      return {
        stands: tick?.met,
        save: (met) => post(phone, 'checklists', { village, changes: [{ ...of, met, ...seen(tick?.version) }] }),
      };
    },
  }),
  keepChecklist: race<string | undefined>({
    by: 'officer',
    flag: 'refused',
    values: named,
    shown: (body: Kept) => keptIn(body)?.name,
    open: async (phone) => {
      const area = world.areas.commune;
      const known = keptIn(await get<Kept>(phone, `checklists/kept?area=${area}`));
      const list = {
        id: checklist,
        decision: { number: '1/QĐ-UBND', day: '2026-01-01', read: 'xa.example.vn' },
        criteria: [{ kind: 'ticked', id: '2'.repeat(32), text: 'Nhà văn hóa có Wi-Fi' }],
      };
      const save = (name: string | undefined) =>
        post(phone, 'checklists/kept', { area, list: { ...list, name }, ...seen(known?.version) });
      return { stands: known?.name, save };
    },
  }),
  keepCampaign: race<string | undefined>({
    by: 'officer',
    flag: 'refused',
    values: named,
    shown: (body: Campaigns) => campaignIn(body)?.name,
    open: async (phone) => {
      const known = campaignIn(await get<Campaigns>(phone, 'campaigns'));
      const today = dayOf(world.clock.now());
      const rest = { id: campaign, area: world.areas.commune, topic: 'vneid', whom: {}, from: today, until: today };
      const save = (name: string | undefined) =>
        post(phone, 'campaigns', { campaign: { ...rest, name, share: 0.8 }, ...seen(known?.version) });
      return { stands: known?.name, save };
    },
  }),
  answerProposal: race<string | undefined>({
    by: 'officer',
    flag: 'meanwhile',
    values: named,
    shown: (body: Proposals) => proposalIn(body)?.answer ?? undefined,
    open: async (phone) => {
      const sent = proposalIn(await get<Proposals>(phone, 'proposals'));
      const of = { village: world.areas.village, proposal };
      return {
        stands: sent?.answer ?? undefined,
        save: (answer) => post(phone, 'proposals/answer', { ...of, answer, ...seen(sent?.version) }),
        saveUnseen: (answer) => post(phone, 'proposals/answer', { ...of, answer }),
      };
    },
  }),

  push: 'operations carry the versions of the fields they change, and what two changed becomes a conflict (merge)',
  sendReport: 'signs the figures and texts that were shown, by their hash (`seen`); others are not signed',
  receiveReport: 'receives the signature that was shown (`seen`); a later one is not received (reports.test.ts)',
  closeCampaign: 'adds that it is closed to what stands, and overwrites nothing of it; what is over stays so',
  endAnnouncement: 'ends it once; there is no value that another could have told',
  announce: 'tells something new, by its own id; nothing of before is changed',
  second: 'settles a request once, under its lock; one for a retention over another time is void (erased.test.ts)',
  erase: 'erases; what was changed since it was looked at is kept in the basket (sync/erasure)',
  bringBack: 'brings back what a basket holds, once, into records that are empty',
  setQuarantinedAside: 'judges what waits, once; nothing typed is replaced',
  releaseQuarantined: 'judges what waits, once; what it releases is merged like any other operation',
  confirm: 'settles somebody who waits, once, under a lock',
  invite: 'makes something new',
  takeBackInvitation: 'withdraws, once; there is no value that another could have set',
  withdrawPhone: 'withdraws, once; there is no value that another could have set',
  withdrawGrant: 'withdraws, once; there is no value that another could have set',
  withdrawPasskey: 'withdraws, once; there is no value that another could have set',
  addPasskey: 'adds something of one’s own',
  addArea: 'adds something new, by its own id; nothing of before is changed',
  exported: 'adds an entry to the audit log',
  sendRecording:
    'adds to a recording of one’s own; a piece that does not begin where the server’s end is changes nothing',
  judgeRecording: 'under the recording’s lock; refused is final, whichever of two came first',
  storeRecoveryKey: 'is one’s own phone’s, which alone knows the key',
  newDevice: 'is one’s own phone’s',
  setReminders: 'is one’s own phone’s',
};

const versioned = (Object.keys(saves) as WritingEndpoint[]).filter((name) => typeof saves[name] !== 'string');

it('every endpoint that writes is judged, or has a reason why nobody can lose anything', () => {
  const writing = (Object.keys(endpoints) as EndpointName[]).filter((name) => endpoints[name].method === 'POST');
  expect(Object.keys(saves).sort()).toEqual(writing.sort());
  for (const judged of Object.values(saves)) if (typeof judged === 'string') expect(judged.length).toBeGreaterThan(10);
});

describeAboveStorage('two people who save the same thing', (engine) => {
  beforeEach(async () => {
    world = await ServerWorld.open(engine);
    campaign = world.newId();
    proposal = await sendProposal(world);
  });

  describe.each(versioned)('%s', (name) => {
    const of = saves[name] as Race;
    const two = async () => {
      const { village, commune } = world.areas;
      const area = of.by === 'officer' ? commune : village;
      return [await world.phoneOf(of.by, area), await world.phoneOf(of.by, area)] as const;
    };
    const ok = (answer: LightMyRequestResponse) => {
      expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
      return answer.json<never>();
    };
    const isFlagged = (body: { meanwhile?: boolean; refused?: string }) =>
      of.flag === 'refused' ? body.refused === 'meanwhile' : body.meanwhile === true;

    it('at once: one is stored, the other is told what stands, and then decides', async () => {
      const [first, second] = await two();
      for (let round = 0; round < 6; round++) {
        const opened = [await of.open(first), await of.open(second)] as const;
        const wanted = of.values(round, opened[0].stands);
        const before = await changesNoted();
        const bodies = (await Promise.all([opened[0].save(wanted[0]), opened[1].save(wanted[1])])).map(ok);
        expect((await changesNoted()) - before, `round ${round}: stored once`).toBe(1);
        const stands = bodies.map(of.shown);
        expect(stands[0], `round ${round}: both are told the same`).toEqual(stands[1]);
        expect(wanted, `round ${round}: one of the two`).toContainEqual(stands[0]);
        const stored = stands[0] === wanted[0] ? 0 : 1;
        const late = 1 - stored;
        if (of.flag !== 'none')
          expect(bodies.map(isFlagged), `round ${round}`).toEqual(stored === 0 ? [false, true] : [true, false]);
        const again = await of.open(late === 0 ? first : second);
        expect(again.stands).toEqual(wanted[stored]);
        const decision = of.decision ? of.decision(round) : wanted[late];
        expect(of.shown(ok(await again.save(decision)))).toEqual(decision);
      }
    });

    it('one after the other: what was read before is not written over, sent twice it is no conflict', async () => {
      const [first, second] = await two();
      const stale = await of.open(second);
      const fresh = await of.open(first);
      const [a, b] = of.values(0, fresh.stands);
      expect(of.shown(ok(await fresh.save(a)))).toEqual(a);
      const repeated = ok(await fresh.save(a));
      expect([of.shown(repeated), isFlagged(repeated)]).toEqual([a, false]);
      expect(of.shown(ok(await stale.save(b)))).toEqual(a);
      // The clock stands still in this world: versions rise by themselves.
      expect(of.shown(ok(await (await of.open(first)).save(b)))).toEqual(b);
      expect(of.shown(ok(await fresh.save(a)))).toEqual(b);
    });

    it('a phone that knows no versions is taken as it comes', async () => {
      const [first, second] = await two();
      const stale = await of.open(second);
      const [a, b] = of.values(0, stale.stands);
      if (!stale.saveUnseen) return expect(of.flag, 'these have had versions from the start').toBeDefined();
      ok(await (await of.open(first)).save(a));
      const older = ok(await stale.saveUnseen(b));
      expect([of.shown(older), isFlagged(older)]).toEqual([b, false]);
    });
  });
});

/** Everything that is stored leaves an entry (noted.test.ts). */
const changesNoted = async (): Promise<number> => {
  const noted = world.deps.db
    .selectFrom('audit_log')
    .select('id')
    .where('action', 'in', [...changes]);
  return (await noted.execute()).length;
};

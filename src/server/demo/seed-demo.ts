import { generateKeyPairSync } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { pushLimits, type Ledger } from '../../protocol/push.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { insertArea } from '../accounts/areas.ts';
import { hashOf, newToken } from '../accounts/sessions/tokens.ts';
import type { SyncService } from '../sync/service.ts';
import { createDice } from './dice.ts';
import { tellStory, type DemoChange } from './demo-operations.ts';
import { demoPeople, head, knierLead, lead, member, secondMember, type DemoPerson } from './demo-people.ts';
import { demoAreas, knier, tanDong } from './demo-places.ts';
import { signReports } from './demo-reports.ts';
import { moreChanges } from './more-stories.ts';
import { moreVillages } from './more-villages.ts';
import { setDemoTargets } from './demo-targets.ts';
import { knierNames, vietnameseNames } from './names.ts';
import { planVillage } from './village-plan.ts';

export interface DemoDeps extends AccountDeps {
  /** The sync service under a given clock: the demo's data are pushed in the past. */
  readonly syncAt: (clock: Clock) => Pick<SyncService, 'push'>;
}

/**
 * Fills an empty database with the demo's villages, once. All data enter through push, as phones send them, so history,
 * versions and outcomes are real. Everything is derived from the start time, which is stored: after a crash the same
 * operations are sent again, and push recognises those it has.
 */
export async function seedDemo(deps: DemoDeps): Promise<void> {
  if ((await stateOf(deps, 'demo.done')) !== undefined) return;
  const begun = Number((await stateOf(deps, 'demo.begun')) ?? (await begin(deps)));
  for (const area of [...demoAreas, ...moreVillages.map((village) => village.area)]) await insertArea(deps.db, area);
  const morePeople = moreVillages.flatMap(({ head, lead }) => [head, lead]);
  for (const person of [...demoPeople, ...morePeople]) await addPerson(deps, person, begun);
  await setDemoTargets(deps, begun);
  await sendAll(deps, changesOf(begun), { people: demoPeople, every: fortnight });
  await sendAll(
    deps,
    moreVillages.flatMap((village, at) => moreChanges(village, at, begun)),
    { people: morePeople, every: 6 * fortnight, ledgers: ledgersOf(begun) },
  );
  for (const village of moreVillages) await signReports(deps, village, begun);
  await deps.db.insertInto('server_state').values({ key: 'demo.done', value: 'yes' }).execute();
}

async function stateOf({ db }: AccountDeps, key: string): Promise<string | undefined> {
  return (await db.selectFrom('server_state').select('value').where('key', '=', key).executeTakeFirst())?.value;
}

async function begin({ db, clock }: AccountDeps): Promise<string> {
  const otherAccount = await db.selectFrom('account').select('id').limit(1).executeTakeFirst();
  if (otherAccount)
    throw new Error(
      'This database holds real accounts already. ' +
        'The demo needs one of its own: set DATA_DIR or DATABASE_URL to another.',
    );
  const value = String(clock.now());
  await db.insertInto('server_state').values({ key: 'demo.begun', value }).execute();
  return value;
}

function changesOf(begun: number): DemoChange[] {
  const dice = createDice(6624505);
  const tanDongHouseholds = planVillage(
    {
      households: 196,
      clusters: ['Đầu thôn', 'Xóm Chợ', 'Gần nhà cộng đồng', 'Ven suối', 'Cuối thôn'],
      progress: { done: 143, partly: 6, refused: 4, away: 5 },
      naming: vietnameseNames,
    },
    dice,
  );
  const knierHouseholds = planVillage(
    {
      households: 92,
      clusters: ['Bến nước', 'Nhà dài', 'Rẫy trên'],
      progress: { done: 41, partly: 4, refused: 2, away: 3 },
      naming: knierNames,
    },
    dice,
  );
  const team = [member, lead, secondMember];
  return [
    ...tellStory(
      { village: tanDong.id, households: tanDongHouseholds, reach: { fibre: 0.62, signal: 0.75 }, lister: head, team },
      begun,
      dice,
    ),
    ...tellStory(
      {
        village: knier.id,
        households: knierHouseholds,
        reach: { fibre: 0.34, signal: 0.6 },
        lister: knierLead,
        team: [knierLead],
      },
      begun,
      dice,
    ),
  ];
}

async function addPerson({ db, random }: AccountDeps, person: DemoPerson, begun: number): Promise<void> {
  const skip = { account: person.account, created_at: begun };
  await db
    .insertInto('account')
    .values({ id: person.account, name: person.name, created_at: begun })
    .onConflict((c) => c.doNothing())
    .execute();
  await db
    .insertInto('account_grant')
    .values({ id: person.grant, ...skip, role: person.role, area: person.area ?? null, revoked_at: null })
    .onConflict((c) => c.doNothing())
    .execute();
  // A phone that nobody holds: its session token and its private key are discarded.
  const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  await db
    .insertInto('device')
    .values({
      id: person.device,
      ...skip,
      public_key: JSON.stringify({ kty, crv, x, y }),
      session_hash: hashOf(newToken(random)),
      previous_hash: null,
      session_expires: begun,
      ledger: null,
      last_contact: begun,
      revoked_at: null,
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

const day = 24 * 60 * 60 * 1000;
const fortnight = 14 * day;

/** What the phones of the leads said at the end that they had not sent. */
const ledgersOf = (begun: number): ReadonlyMap<DemoPerson, Ledger> =>
  new Map(
    moreVillages.flatMap(({ lead, holds }) =>
      holds
        ? [
            [
              lead,
              { unsent: 3 * holds.forms, forms: holds.forms, drafts: 0, oldest: begun - holds.days * day },
            ] as const,
          ]
        : [],
    ),
  );

interface Sending {
  readonly people: readonly DemoPerson[];
  /** Ms between two pushes of a phone. */
  readonly every: number;
  /** What a phone says with its last push; the others hold nothing. */
  readonly ledgers?: ReadonlyMap<DemoPerson, Ledger>;
}

/**
 * Each phone pushes several times in the demo's past, so that history, versions and rollups grow as in a real village.
 */
async function sendAll(
  deps: DemoDeps,
  changes: readonly DemoChange[],
  { people, every, ledgers = new Map() }: Sending,
): Promise<void> {
  const inOrder = [...changes].sort((a, b) => a.at - b.at);
  const nextSeq = new Map(people.map((person) => [person, 1]));
  while (inOrder.length > 0) {
    const until = (inOrder[0]?.at ?? 0) + every;
    const window = inOrder.splice(0, inOrder.filter(({ at }) => at < until).length);
    // Who wrote first sends first: the list of households is there before what was answered in them.
    const firstAt = (person: DemoPerson): number => window.find(({ by }) => by === person)?.at ?? Infinity;
    for (const person of [...people].sort((a, b) => firstAt(a) - firstAt(b) || 0)) {
      const isLast = !inOrder.some(({ by }) => by === person);
      for (const batch of batchesOf(window.filter(({ by }) => by === person))) {
        const firstSeq = nextSeq.get(person) ?? 1;
        await sendBatch(deps, person, firstSeq, batch, (isLast && ledgers.get(person)) || nothingHeld);
        nextSeq.set(person, firstSeq + batch.length);
      }
    }
  }
}

const nothingHeld: Ledger = { unsent: 0, drafts: 0 };

async function sendBatch(
  deps: DemoDeps,
  { device, account }: DemoPerson,
  firstSeq: number,
  batch: readonly DemoChange[],
  ledger: Ledger,
): Promise<void> {
  const arrives = (batch.at(-1)?.at ?? 0) + 60_000;
  const { push } = deps.syncAt({ now: () => arrives });
  const entries = batch.map(({ operation }, i) => ({ ...operation, seq: firstSeq + i }));
  const answer = await push({ device, account }, { protocol: PROTOCOL_VERSION, firstSeq, entries, ledger });
  if ('error' in answer) throw new Error(`The demo's data were refused: ${answer.error}`);
  for (const [i, { outcome }] of answer.outcomes.entries()) {
    const expected = batch[i]?.becomes ?? 'applied';
    if (outcome !== expected) throw new Error(`The demo's data became ${outcome} where ${expected} was meant`);
  }
}

/** Splits changes into pushes: whole groups, as many as fit into the limits of one push. */
function batchesOf(changes: readonly DemoChange[]): DemoChange[][] {
  const batches: DemoChange[][] = [];
  for (const group of groupsOf(changes)) {
    const last = batches.at(-1);
    if (last && last.length + group.length <= pushLimits.operations / 2) last.push(...group);
    else batches.push([...group]);
  }
  return batches;
}

function groupsOf(changes: readonly DemoChange[]): DemoChange[][] {
  const groups = new Map<string, DemoChange[]>();
  for (const change of changes)
    groups.set(change.operation.group, [...(groups.get(change.operation.group) ?? []), change]);
  return [...groups.values()];
}

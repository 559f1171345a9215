import { generateKeyPairSync } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { pushLimits } from '../../protocol/push.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { insertArea } from '../accounts/areas.ts';
import { hashOf, newToken } from '../accounts/tokens.ts';
import type { SyncService } from '../http/deps.ts';
import { createDice } from './dice.ts';
import { tellStory, type DemoChange } from './demo-operations.ts';
import { demoPeople, head, knierLead, lead, member, secondMember, type DemoPerson } from './demo-people.ts';
import { demoAreas, knier, tanDong } from './demo-places.ts';
import { knierNames, vietnameseNames } from './names.ts';
import { planVillage } from './village-plan.ts';

export interface DemoDeps extends AccountDeps {
  /** Push and pull under a clock of the caller's choice: the demo's data arrive in the past. */
  readonly syncAt: (clock: Clock) => Pick<SyncService, 'push'>;
}

/**
 * Fills an empty database with the demo's villages, once. All data come in through push, as phones send them, so
 * history, versions and outcomes are real. Everything follows from the moment it was begun, which is kept: begun
 * again after a crash it sends the same operations, and push knows which of them it has.
 */
export async function seedDemo(deps: DemoDeps): Promise<void> {
  if ((await stateOf(deps, 'demo.done')) !== undefined) return;
  const begun = Number((await stateOf(deps, 'demo.begun')) ?? (await begin(deps)));
  for (const area of demoAreas) await insertArea(deps.db, area);
  for (const person of demoPeople) await addPerson(deps, person, begun);
  await sendAll(deps, changesOf(begun));
  await deps.db.insertInto('server_state').values({ key: 'demo.done', value: 'yes' }).execute();
}

async function stateOf({ db }: AccountDeps, key: string): Promise<string | undefined> {
  return (await db.selectFrom('server_state').select('value').where('key', '=', key).executeTakeFirst())?.value;
}

async function begin({ db, clock }: AccountDeps): Promise<string> {
  const stranger = await db.selectFrom('account').select('id').limit(1).executeTakeFirst();
  if (stranger) throw new Error('This database holds real accounts already. The demo needs one of its own: set DATA_DIR or DATABASE_URL to another.');
  const value = String(clock.now());
  await db.insertInto('server_state').values({ key: 'demo.begun', value }).execute();
  return value;
}

function changesOf(begun: number): DemoChange[] {
  const dice = createDice(6624505);
  const tanDongHomes = planVillage(
    {
      homes: 196,
      clusters: ['Đầu thôn', 'Xóm Chợ', 'Gần nhà cộng đồng', 'Ven suối', 'Cuối thôn'],
      progress: { done: 143, partly: 6, refused: 4, away: 5 },
      naming: vietnameseNames,
    },
    dice,
  );
  const knierHomes = planVillage(
    { homes: 92, clusters: ['Bến nước', 'Nhà dài', 'Rẫy trên'], progress: { done: 41, partly: 4, refused: 2, away: 3 }, naming: knierNames },
    dice,
  );
  const team = [member, lead, secondMember];
  return [
    ...tellStory({ village: tanDong.id, homes: tanDongHomes, reach: { fibre: 0.62, signal: 0.75 }, lister: head, team }, begun, dice),
    ...tellStory({ village: knier.id, homes: knierHomes, reach: { fibre: 0.34, signal: 0.6 }, lister: knierLead, team: [knierLead] }, begun, dice),
  ];
}

async function addPerson({ db, random }: AccountDeps, person: DemoPerson, begun: number): Promise<void> {
  const skip = { account: person.account, created_at: begun };
  await db.insertInto('account').values({ id: person.account, name: person.name, created_at: begun }).onConflict((c) => c.doNothing()).execute();
  await db
    .insertInto('account_grant')
    .values({ id: person.grant, ...skip, role: person.role, area: person.area, revoked_at: null })
    .onConflict((c) => c.doNothing())
    .execute();
  // A phone that nobody holds: its session was never given out and its private key is forgotten here.
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

const fortnight = 14 * 24 * 60 * 60 * 1000;

/** Fortnight after fortnight, each phone sends what was done on it, so that the village grows as a real one does. */
async function sendAll(deps: DemoDeps, changes: readonly DemoChange[]): Promise<void> {
  const inOrder = [...changes].sort((a, b) => a.at - b.at);
  const nextSeq = new Map(demoPeople.map((person) => [person, 1]));
  while (inOrder.length > 0) {
    const until = (inOrder[0]?.at ?? 0) + fortnight;
    const window = inOrder.splice(0, inOrder.filter(({ at }) => at < until).length);
    for (const person of demoPeople) {
      for (const batch of batchesOf(window.filter((change) => change.by === person))) {
        const firstSeq = nextSeq.get(person) ?? 1;
        await sendBatch(deps, person, firstSeq, batch);
        nextSeq.set(person, firstSeq + batch.length);
      }
    }
  }
}

async function sendBatch(deps: DemoDeps, { device, account }: DemoPerson, firstSeq: number, batch: readonly DemoChange[]): Promise<void> {
  const arrives = (batch.at(-1)?.at ?? 0) + 60_000;
  const { push } = deps.syncAt({ now: () => arrives });
  const entries = batch.map(({ operation }, i) => ({ ...operation, seq: firstSeq + i }));
  const answer = await push({ device, account }, { protocol: PROTOCOL_VERSION, firstSeq, entries, ledger: { unsent: 0, drafts: 0 } });
  if ('error' in answer) throw new Error(`The demo's data were refused: ${answer.error}`);
  const odd = answer.outcomes.find(({ outcome }) => outcome !== 'applied');
  if (odd) throw new Error(`The demo's data were not applied: ${odd.outcome}`);
}

/** Whole groups, as many as fit into a push. */
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
  for (const change of changes) groups.set(change.operation.group, [...(groups.get(change.operation.group) ?? []), change]);
  return [...groups.values()];
}

import type { Uuid } from '../../../src/lib/ids.ts';
import { sameJson, type Json } from '../../../src/domain/record/json.ts';
import { isNothing, minus } from '../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { rollupOf } from '../../../src/domain/indicator/rollup.ts';
import { timelineOf } from '../../../src/domain/indicator/timeline.ts';
import { DELETED } from '../../../src/domain/record/record.ts';
import { MERGED_INTO, MOVED_TO, pointers } from '../../../src/domain/record/redirect.ts';
import { fromUtf8 } from '../../../src/store/cipher/bytes.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { toCounted } from '../../../src/server/rollup/update-rollup.ts';
import { candidatesOf } from '../../../src/server/sync/apply/conflict-row.ts';
import type { StoredRecord } from '../../../src/server/sync/storage.ts';
import { must } from './invariants.ts';
import type { Liar } from '../liar.ts';
import { keyOf, type Made, type SimLedger } from '../world/event-log.ts';
import type { SimPhone } from '../world/phone.ts';
import type { SimServer } from '../world/server.ts';
import { operationIn, operationsOn, reasonToWait, standingOn } from './stored.ts';
import type { Watcher } from './watch.ts';

/** The world once the network is up and everybody has synced. */
export interface AtRest {
  readonly server: SimServer;
  readonly phones: readonly SimPhone[];
  readonly ledger: SimLedger;
  readonly watcher: Watcher;
  readonly liar: Pick<Liar, 'isTheirs' | 'village'>;
  /** Operations whose only copy was destroyed on purpose. */
  readonly lostForGood: ReadonlySet<Uuid>;
}

/** What must hold then. Throws Broken with the invariant's name and a sentence. */
export async function checkAtRest(world: AtRest): Promise<void> {
  storedExactlyOnce(world);
  world.ledger.addUntold(operationsOn(world.server));
  noValueVanished(world);
  nothingWaitsInVain(world);
  rollupsAreRecounts(world);
  for (const phone of world.phones) await equalsTheServer(world, phone);
  for (const phone of world.phones) await draftsAreKept(world.ledger, phone);
  nothingOfTheErased(world);
}

/** Every operation from surviving storage is on the server, once, as it was saved; and nothing that nobody saved. */
function storedExactlyOnce({ server, ledger, lostForGood, liar }: AtRest): void {
  const check = must('stored exactly once');
  const times = new Map<Uuid, number>();
  const saved = new Map<string, Uuid>();
  for (const stored of server.disk.ops.values()) {
    if (liar.isTheirs(stored)) continue;
    const op = operationIn(stored.body);
    // Its id and outcome stay, its text does not.
    if (stored.outcome === 'erased') times.set(stored.opId, (times.get(stored.opId) ?? 0) + 1);
    if (!op) continue;
    times.set(op.opId, (times.get(op.opId) ?? 0) + 1);
    check(
      ledger.intentionOf(op) !== undefined,
      `${stored.opId} (${JSON.stringify(op.set)}) is stored, and nobody saved it`,
    );
    const key = keyOf(op.record, op.set);
    const duplicate = saved.get(key);
    check(
      duplicate === undefined ||
        duplicate === op.opId ||
        DELETED in op.set ||
        MERGED_INTO in op.set ||
        MOVED_TO in op.set,
      `${JSON.stringify(op.set)} was saved once and is stored as ${duplicate} and as ${op.opId}`,
    );
    saved.set(key, op.opId);
    const as = withoutSeq(op);
    const made = withoutSeq(ledger.made.get(op.opId)?.op ?? op);
    check(sameJson(as, made), `${op.opId} is stored as ${JSON.stringify(as)} and was saved as ${JSON.stringify(made)}`);
  }
  for (const [opId, count] of times) check(count === 1, `${opId} is stored ${count} times`);
  for (const [opId, made] of ledger.made) {
    if (!lostForGood.has(opId))
      check(
        times.has(opId),
        `${made.phone} saved ${opId} (${JSON.stringify(made.op.set)}), and the server does not have it`,
      );
  }
}

/** An operation's place in the numbering may change, nothing else of it. */
const withoutSeq = ({ seq: _, ...op }: Operation): Json => JSON.parse(JSON.stringify(op)) as Json;

/** What is parked waits for something that is really not here yet; what is set aside was for a reason. */
function nothingWaitsInVain({ server, ledger, watcher, liar }: AtRest): void {
  const check = must('one bad operation delays no other record');
  const groups = new Set([...ledger.made.values()].flatMap(({ op, poison }) => (poison ? [op.group] : [])));
  for (const stored of server.disk.ops.values()) {
    if (liar.isTheirs(stored)) continue;
    if (stored.outcome === 'parked')
      check(reasonToWait(server, stored) !== undefined, `${stored.opId} is parked although what it waits for is here`);
    if (stored.outcome !== 'quarantined') continue;
    const reason =
      groups.has(stored.group) ||
      watcher.excused.has(stored.opId) ||
      JSON.parse(stored.body) !== Object(JSON.parse(stored.body)) ||
      watcher.movesHouseholds;
    check(reason, `${stored.opId} is set aside for no reason`);
  }
}

/** No value vanishes: it shows, waits in a conflict, waits for the lead, or somebody who knew it wrote another. */
function noValueVanished({ server, ledger }: AtRest): void {
  for (const made of ledger.made.values()) {
    const stored = server.disk.ops.get(made.op.opId);
    if (
      !stored ||
      stored.outcome === 'quarantined' ||
      stored.outcome === 'parked' ||
      stored.outcome === 'setAside' ||
      stored.outcome === 'erased'
    )
      continue;
    const record = standingOn(server, made.op.village, made.op.record);
    const check = must('no value vanishes');
    check(record !== undefined, `${stored.outcome} ${made.op.opId} left no record`);
    if (!record) continue;
    const deleted = record.states[DELETED]?.value === true;
    for (const [field, said] of Object.entries(made.op.set)) {
      if (field === DELETED || field === MERGED_INTO || field === MOVED_TO) continue;
      const value = field === 'household' ? (standingOn(server, made.op.village, said as Uuid)?.id ?? said) : said;
      // Of a household that was merged, or separated since, a writer who saw one of the two has seen the other.
      const isIt = (shown: Json | undefined): boolean =>
        sameJson(shown, said) ||
        (field === 'household' && typeof shown === 'string' && ledger.sameAs(shown).has(said as Uuid));
      const shows = !deleted && sameJson(record.states[field]?.value, value);
      const kept = deleted && sameJson(record.states[field]?.value, value) && deletionKnew(ledger, made, field, isIt);
      const waits = candidatesIn(server, record.village, record.id).some((all) => made.op.opId in all);
      const answered = ledger.wasAnswered(made, field, isIt);
      check(
        shows || kept || waits || answered,
        `${made.phone}'s ${field}=${JSON.stringify(value)} of ${made.op.record} (${stored.outcome}) vanished`,
      );
    }
  }
}

/** True when the deleting phone had seen the value, or wrote it itself. */
const deletionKnew = (
  ledger: SimLedger,
  made: Made,
  field: string,
  isIt: (shown: Json | undefined) => boolean,
): boolean =>
  ledger
    .onSame(made.op.record)
    .some(
      (other) =>
        other.op.set[DELETED] === true &&
        (isIt(other.shown[field]) || ledger.isOwn(made, other) || other.settles.length > 0),
    );

function candidatesIn(server: SimServer, village: Uuid, record: Uuid) {
  return [...server.disk.records.values()]
    .filter((row) => row.village === village && row.kind === 'conflict' && row.states['record']?.value === record)
    .map((row) => candidatesOf(row));
}

/**
 * What was carried over with each push is what counting all rows gives. A village into which nobody pushed has none.
 */
function rollupsAreRecounts({ server }: AtRest): void {
  for (const [village, { rows }] of server.disk.rollups) {
    const records = [...server.disk.records.values()].filter((row) => row.village === village).map(toCounted);
    const again = rollupOf(timelineOf(records, indicators), indicators);
    const differ =
      rows.length !== again.length ||
      again.some((row, i) => row.day !== rows[i]?.day || !isNothing(minus(row.counts, rows[i].counts)));
    must('rollup = recount')(
      !differ,
      `${village} is rolled up as ${JSON.stringify(rows.map(({ day, counts }) => [day, counts.coverage]))}, ` +
        `counted as ${JSON.stringify(again.map(({ day, counts }) => [day, counts.coverage]))}`,
    );
  }
}

/** The phone holds exactly the village's rows, nothing of any other, and an empty outbox. */
async function equalsTheServer({ server, ledger }: AtRest, phone: SimPhone): Promise<void> {
  if (phone.erased) return;
  const check = must('quiescent phones equal the server');
  const held = new Map((await phone.page.confirmed.versions(phone.village)).map((row) => [row.id, row.version]));
  const there = [...server.disk.records.values()].filter((row) => row.village === phone.village);
  if (!isEntitled(server, phone)) {
    must('no foreign village')(
      held.size === 0,
      `${phone.name} keeps ${held.size} rows of a village it has no right to`,
    );
    return;
  }
  check(held.size === there.length, `${phone.name} has ${held.size} rows, the server ${there.length}`);
  for (const row of there)
    check(
      held.get(row.id) === row.version,
      `${phone.name} has ${row.id} at ${held.get(row.id)}, the server at ${row.version}`,
    );
  must('the outbox empties in bounded steps')(
    (await phone.page.outbox.ledger()).unsent === 0,
    `${phone.name}'s outbox is not empty`,
  );
  for (const { opId, outcome } of phone.disk.contents('ops')) {
    const now = server.disk.ops.get(opId)?.outcome ?? outcome; // that it is there was looked at
    check(now === outcome, `${phone.name} believes ${opId} to be ${outcome}, and it is ${now}`);
  }
  // What waits lies over the confirmed record on the phone that wrote it, and only there.
  const waiting = (await phone.page.outbox.outcomes()).filter(
    ({ outcome }) => outcome === 'quarantined' || outcome === 'parked',
  );
  const covered = coveredBy(
    waiting.flatMap(({ opId }) => ledger.made.get(opId)?.op ?? []),
    server,
    phone.village,
  );
  await showsTheSame(
    phone,
    there.filter(({ id }) => !covered.has(id)),
  );
}

const isEntitled = (server: SimServer, phone: SimPhone): boolean =>
  [...server.disk.grants.values()].some((grant) => grant.account === phone.account && !grant.revoked);

/**
 * What is shown otherwise while these wait: their records, the records these were merged into, and what a waiting merge
 * moves along.
 */
function coveredBy(waiting: readonly Operation[], server: SimServer, village: Uuid): ReadonlySet<Uuid> {
  const named = waiting.flatMap(({ record, set }) => [
    record,
    ...(typeof set[MERGED_INTO] === 'string' ? [set[MERGED_INTO]] : []),
  ]);
  const covered = new Set([...named, ...named.flatMap((id) => standingOn(server, village, id)?.id ?? [])]);
  if (!waiting.some(({ set }) => MERGED_INTO in set)) return covered;
  for (const { id, states } of server.disk.records.values())
    if (pointers.some((field) => covered.has(states[field]?.value as Uuid))) covered.add(id);
  return covered;
}

async function showsTheSame(phone: SimPhone, there: readonly StoredRecord[]): Promise<void> {
  const check = must('quiescent phones equal the server');
  const shown = new Map((await phone.page.records.list(phone.village)).map((record) => [record.id, record]));
  for (const row of there) {
    const record = shown.get(row.id);
    if (row.kind === 'erased') {
      check(record === undefined, `${phone.name} shows ${row.id}, which is erased`);
      continue;
    }
    if (row.states[DELETED]?.value === true) {
      check(record === undefined, `${phone.name} shows deleted ${row.id}`);
      continue;
    }
    const fields = Object.fromEntries(Object.entries(row.states).map(([name, state]) => [name, state.value]));
    const versions = Object.fromEntries(Object.entries(row.states).map(([name, state]) => [name, state.version]));
    check(
      sameJson(record?.fields, fields),
      `${phone.name} shows ${row.id} as ${JSON.stringify(record?.fields)}, the server ${JSON.stringify(fields)}`,
    );
    const { [DELETED]: _base, ...bases } = record?.bases ?? {};
    const { [DELETED]: _version, ...confirmed } = versions;
    check(
      sameJson(bases, confirmed),
      `${phone.name} would set ${row.id} on ${JSON.stringify(bases)}, the server has ${JSON.stringify(confirmed)}`,
    );
    check(record?.onlyHere === false, `${phone.name} says ${row.id} is only here`);
  }
}

/**
 * Of whom was erased there is nothing, on the server nor on any phone, but the ids and what became of each operation.
 */
function nothingOfTheErased({ server, phones, ledger, liar }: AtRest): void {
  const check = must('nothing is left of the erased');
  const { erased, ops, records } = server.disk;
  if (erased.size === 0) return;
  // What a liar erases in a village of its own is erased there and nowhere else.
  const said = [...erased.values()]
    .filter(({ village }) => village !== liar.village)
    .flatMap(({ id }) =>
      ledger
        .on(id)
        .flatMap(({ op }) =>
          Object.values(op.set).filter((value) => typeof value === 'string' && value.startsWith('v')),
        ),
    );
  const telling = (text: string): unknown => said.find((value) => text.includes(JSON.stringify(value)));
  for (const op of ops.values()) {
    // Filed in a village of theirs, it names a record of another.
    check(
      liar.isTheirs(op) ||
        op.record === undefined ||
        !erased.has(`${op.village ?? ''} ${op.record}`) ||
        (op.outcome === 'erased' && op.body === ''),
      `${op.opId} about ${op.record} is ${op.outcome}, and its text is ${JSON.stringify(op.body)}`,
    );
    check(telling(op.body) === undefined, `${op.opId} still says ${op.body}`);
  }
  for (const row of records.values())
    check(
      telling(JSON.stringify(row.states)) === undefined,
      `the ${row.kind} ${row.id} still says ${JSON.stringify(row.states)}`,
    );
  for (const phone of phones) {
    if (phone.erased) continue;
    // The simulation's cipher leaves what is sealed readable, for looks like this one.
    for (const table of ['rows', 'ops'] as const) {
      for (const { ciphertext } of phone.disk.contents(table)) {
        const text = fromUtf8(ciphertext);
        check(telling(text) === undefined, `${phone.name} keeps in ${table}: ${text}`);
      }
    }
  }
}

async function draftsAreKept(ledger: SimLedger, phone: SimPhone): Promise<void> {
  if (phone.erased) return;
  for (const [id, rev] of ledger.drafts.get(phone.name) ?? []) {
    const draft = await phone.page.drafts.get(id);
    must('no value vanishes')(
      (draft?.rev ?? 0) >= rev,
      `${phone.name} said that draft ${id} is kept at ${rev}, and has it at ${draft?.rev ?? 'nothing'}`,
    );
  }
}

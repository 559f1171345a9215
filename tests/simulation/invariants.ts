import * as v from 'valibot';
import type { Uuid } from '../../src/lib/ids.ts';
import { sameJson } from '../../src/domain/json.ts';
import { DELETED } from '../../src/domain/record.ts';
import { operation, type Operation } from '../../src/protocol/operation.ts';
import { laterOutcomes, type OutcomeKind } from '../../src/protocol/outcome.ts';
import { candidatesOf } from '../../src/server/sync/conflict-row.ts';
import type { StoredRecord } from '../../src/server/sync/storage.ts';
import type { SimLedger } from './ledger.ts';
import type { SimPhone } from './phone.ts';
import type { SimServer } from './server.ts';

/** What must hold once the network is up and everybody has synced. Throws with a sentence. */
export async function checkAtRest(server: SimServer, phones: readonly SimPhone[], ledger: SimLedger, lostForGood: ReadonlySet<Uuid>): Promise<void> {
  everythingMadeIsStored(server, ledger, lostForGood);
  ledger.addUntold(operationsOn(server), 'untold');
  nothingVanished(server, ledger);
  nothingWaitsInVain(server);
  for (const phone of phones) await isLevel(server, phone);
}

/** What is parked waits for something that is really not here yet. */
function nothingWaitsInVain(server: SimServer): void {
  for (const op of server.disk.ops.values()) {
    if (op.outcome !== 'parked' || !op.village || !op.waitsFor) continue;
    const behind = server.disk.ops.get(op.waitsFor);
    const arrived = behind ? behind.outcome !== 'parked' && behind.outcome !== 'quarantined' : recordOf(server, op.village, op.waitsFor) !== undefined;
    must(!arrived, `${op.opId} is parked although what it waits for is here`);
  }
}

function operationsOn(server: SimServer): Operation[] {
  return [...server.disk.ops.values()].map((op) => v.safeParse(operation, JSON.parse(op.body))).flatMap((parsed) => (parsed.success ? [parsed.output] : []));
}

/** Every operation from surviving storage is on the server, with one outcome. */
function everythingMadeIsStored(server: SimServer, ledger: SimLedger, lostForGood: ReadonlySet<Uuid>): void {
  for (const [opId, made] of ledger.made) {
    if (lostForGood.has(opId)) continue;
    must(server.disk.ops.has(opId), `${made.phone} saved ${opId} (${JSON.stringify(made.op.set)}), and the server does not have it`);
  }
}

/** No value vanishes: it shows, waits in a conflict, waits for the lead, or somebody who knew it wrote another. */
function nothingVanished(server: SimServer, ledger: SimLedger): void {
  for (const made of ledger.made.values()) {
    const stored = server.disk.ops.get(made.op.opId);
    if (!stored || stored.outcome === 'quarantined' || stored.outcome === 'parked') continue;
    const record = recordOf(server, made.op.village, made.op.record);
    must(record !== undefined, `${stored.outcome} ${made.op.opId} left no record`);
    if (!record) continue;
    const deleted = record.states[DELETED]?.value === true;
    for (const [field, value] of Object.entries(made.op.set)) {
      if (field === DELETED) continue;
      const shows = !deleted && sameJson(record.states[field]?.value, value);
      const kept = deleted && sameJson(record.states[field]?.value, value) && deletionKnew(ledger, made.op.record, made.phone, field, value);
      const candidates = Object.values(candidatesIn(server, made.op.village, made.op.record));
      const waits = candidates.some((all) => made.op.opId in all);
      must(shows || kept || waits || ledger.wasAnswered(made, field, value), `${made.phone}'s ${field}=${JSON.stringify(value)} of ${made.op.record} (${stored.outcome}) vanished`);
    }
  }
}

/** Whoever deleted the record had seen the value, or wrote it themselves. */
const deletionKnew = (ledger: SimLedger, record: Uuid, phone: string, field: string, value: unknown): boolean =>
  ledger.on(record).some((other) => other.op.set[DELETED] === true && (sameJson(other.shown[field], value as string) || other.phone === phone || other.settles.length > 0));

function candidatesIn(server: SimServer, village: Uuid, record: Uuid) {
  return [...server.disk.records.values()]
    .filter((row) => row.village === village && row.kind === 'conflict' && row.states['record']?.value === record)
    .map((row) => candidatesOf(row));
}

const recordOf = (server: SimServer, village: Uuid, id: Uuid): StoredRecord | undefined => server.disk.records.get(`${village} ${id}`);

/** The phone holds exactly the village's rows, nothing of any other, and an empty outbox. */
async function isLevel(server: SimServer, phone: SimPhone): Promise<void> {
  if (phone.erased) return;
  const held = new Map((await phone.page.confirmed.versions(phone.village)).map((row) => [row.id, row.version]));
  const there = [...server.disk.records.values()].filter((row) => row.village === phone.village);
  const entitled = [...server.disk.grants.values()].some((grant) => grant.account === phone.account);
  if (!entitled) {
    must(held.size === 0, `${phone.name} keeps ${held.size} rows of a village it has no right to`);
    return;
  }
  must(held.size === there.length, `${phone.name} has ${held.size} rows, the server ${there.length}`);
  for (const row of there) must(held.get(row.id) === row.version, `${phone.name} has ${row.id} at ${held.get(row.id)}, the server at ${row.version}`);
  must((await phone.page.outbox.ledger()).unsent === 0, `${phone.name}'s outbox is not empty`);
  if ((await phone.page.outbox.outcomes()).some(({ outcome }) => outcome === 'quarantined' || outcome === 'parked')) return;
  await showsTheSame(phone, there);
}

async function showsTheSame(phone: SimPhone, there: readonly StoredRecord[]): Promise<void> {
  const shown = new Map((await phone.page.records.list(phone.village)).map((record) => [record.id, record]));
  for (const row of there) {
    const record = shown.get(row.id);
    if (row.states[DELETED]?.value === true) {
      must(record === undefined, `${phone.name} shows deleted ${row.id}`);
      continue;
    }
    const fields = Object.fromEntries(Object.entries(row.states).map(([name, state]) => [name, state.value]));
    const versions = Object.fromEntries(Object.entries(row.states).map(([name, state]) => [name, state.version]));
    must(sameJson(record?.fields, fields), `${phone.name} shows ${row.id} as ${JSON.stringify(record?.fields)}, the server ${JSON.stringify(fields)}`);
    const { [DELETED]: _base, ...bases } = record?.bases ?? {};
    const { [DELETED]: _version, ...confirmed } = versions;
    must(sameJson(bases, confirmed), `${phone.name} would set ${row.id} on ${JSON.stringify(bases)}, the server has ${JSON.stringify(confirmed)}`);
    must(record?.onlyHere === false, `${phone.name} says ${row.id} is only here`);
  }
}

/** Outcomes move only forward. A restored backup begins anew, so its moves are not compared. */
export function watchOutcomes(): (server: SimServer) => void {
  let epoch = 0;
  let before = new Map<Uuid, OutcomeKind>();
  return (server) => {
    const now = new Map([...server.disk.ops].map(([id, op]) => [id, op.outcome]));
    if (server.disk.epoch === epoch) {
      for (const [id, was] of before) {
        const is = now.get(id);
        must(is !== undefined, `operation ${id} is gone from the server`);
        must(is === was || (is !== undefined && laterOutcomes[was].includes(is)), `outcome of ${id} went from ${was} to ${is}`);
      }
    }
    epoch = server.disk.epoch;
    before = now;
  };
}

export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

import type { Uuid } from '../../lib/ids.ts';
import type { Fields } from '../../domain/record.ts';
import { grantsFor, type Grant } from '../../domain/roles.ts';
import type { Problem } from '../../protocol/problem.ts';
import { digestText, type Cursor, type PullPage, type PullQuery, type PullRow } from '../../protocol/pull.ts';
import { OLDEST_PULLING } from '../../protocol/version.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import type { PullTx, StoredRecord } from './storage.ts';

/** Rows a page: about 100 KB before compression. */
export const pageRows = 500;

// Above every UUID: all rows of the cursor's version are behind it.
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The next page of a village for one device, from one snapshot. A village the person has no right to is answered as
 * one that does not exist (promise 4).
 */
export function handlePull(deps: SyncDeps, context: SyncContext, query: PullQuery, me: string): Promise<PullPage | Problem> {
  if (query.protocol !== undefined && query.protocol < OLDEST_PULLING) return Promise.resolve({ error: 'update' });
  return deps.storage.snapshot(async (tx): Promise<PullPage | Problem> => {
    const grant = grantFor(await tx.grants(context.account), query);
    const head = grant && (await tx.villageVersion(query.village));
    if (!grant || head === undefined) return { error: 'notFound' };
    const epoch = await tx.epoch();
    const collected = await tx.collected(query.village);
    // What was collected since it had last received everything, or since it began, it may hold as it was before.
    const begins = query.version === 0 && query.id === '';
    const missed = !begins && Math.max(query.held, query.collected ?? 0) < collected;
    // A cursor ahead of the village comes from before a restore, even if the epoch was not raised by hand.
    const holds = query.epoch === epoch && query.grant === grant.id && query.version <= head && !missed;
    const from = holds && !begins ? query : { version: 0, id: '', held: 0, collected };
    const echoes = query.seq !== undefined && from.held > 0 && query.seq === (await tx.lastSeq(context.device));
    const most = deps.pageRows ?? pageRows;
    const found = await tx.recordsAfter(query.village, from.version, from.id, most + 1);
    const records = found.slice(0, most);
    const last = records.at(-1);
    const more = found.length > most && last !== undefined;
    const cursor: Cursor = more
      ? { epoch, grant: grant.id, version: last.version, id: last.id, held: from.held, ...(from.held === 0 && from.collected ? { collected: from.collected } : {}) }
      : { epoch, grant: grant.id, version: head, id: LAST_ID, held: head };
    const backedUp = more ? undefined : await tx.backedUp();
    const firstVersion = from.id === LAST_ID ? from.version + 1 : from.version;
    return {
      restart: !holds,
      rows: records.map((record) => rowFor(record, echoes ? context.device : undefined, from.held)),
      outcomes: await tx.outcomesBetween(query.village, context.account, firstVersion, cursor.version),
      cursor,
      more,
      // A phone that stood here already has checked this very state.
      ...(more || isWhere(query, cursor) ? {} : { digest: await digestOf(tx, deps, query.village) }),
      ...(backedUp === undefined ? {} : { backedUp }),
      ...(more || collected === 0 ? {} : { collected }),
      now: deps.clock.now(),
      me,
    };
  });
}

const isWhere = (query: PullQuery, cursor: Cursor): boolean =>
  query.epoch === cursor.epoch && query.grant === cursor.grant && query.version === cursor.version && query.id === cursor.id;

/** The grant the cursor was made under while it is in force, else any that allows it. */
function grantFor(grants: readonly Grant[], query: PullQuery): Grant | undefined {
  const valid = grantsFor('syncRecords', grants, [query.village]);
  return valid.find((grant) => grant.id === query.grant) ?? valid.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

/** @param device whose own changes it can work out itself */
function rowFor(record: StoredRecord, device: Uuid | undefined, held: number): PullRow {
  const { id, version, echo } = record;
  if (device && echo?.device === device && echo.base <= held) return { id, version };
  const states = Object.entries(record.states);
  const older = states.filter(([, state]) => state.version !== version).map(([name, state]) => [name, state.version] as const);
  const fields: Fields = Object.fromEntries(states.map(([name, state]) => [name, state.value]));
  return { id, version, kind: record.kind, fields, ...(older.length > 0 ? { fieldVersions: Object.fromEntries(older) } : {}) };
}

async function digestOf(tx: PullTx, deps: SyncDeps, village: Uuid): Promise<{ count: number; hash: string }> {
  const rows = await tx.versions(village);
  return { count: rows.length, hash: deps.sha256(digestText(rows)).slice(0, 32) };
}


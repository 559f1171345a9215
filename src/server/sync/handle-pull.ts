import type { Uuid } from '../../lib/ids.ts';
import type { Fields } from '../../domain/record/record.ts';
import { grantsFor, type Grant } from '../../domain/access/roles.ts';
import type { Problem } from '../../protocol/problem.ts';
import { limits } from '../../protocol/limits.ts';
import { digestText, type Cursor, type PullPage, type PullQuery, type PullRow } from '../../protocol/pull.ts';
import { OLDEST_PULLING } from '../../protocol/version.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import type { PullTx, StoredRecord } from './storage.ts';

/** Rows per page: about 100 KB before compression. */
export const pageRows = limits.pageRows.value;

// Greater than every UUID: a cursor with this id is behind all rows of its version.
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The next page of a village for one device, from one snapshot. A village the person has no right to is answered as
 * one that does not exist (promise 4).
 */
export function handlePull(
  deps: SyncDeps,
  context: SyncContext,
  query: PullQuery,
  me: string,
): Promise<PullPage | Problem> {
  if (query.protocol !== undefined && query.protocol < OLDEST_PULLING) return Promise.resolve({ error: 'update' });
  return deps.storage.snapshot(async (tx): Promise<PullPage | Problem> => {
    const grant = grantFor(await tx.grants(context.account), query);
    const head = grant && (await tx.villageVersion(query.village));
    if (!grant || head === undefined) return { error: 'notFound' };
    const epoch = await tx.epoch();
    const collected = await tx.collected(query.village);
    // The phone may hold records whose tombstones were collected since it last received everything, or since it began.
    const begins = query.version === 0 && query.id === '';
    const missed = !begins && Math.max(query.held, query.collected ?? 0) < collected;
    // A cursor ahead of the village comes from before a restore, even if the epoch was not raised by hand.
    const holds = query.epoch === epoch && query.grant === grant.id && query.version <= head && !missed;
    const from = holds && !begins ? query : { version: 0, id: '', held: 0, collected };
    const echoes = query.seq !== undefined && from.held > 0 && query.seq === (await tx.lastSeq(context.device));
    const most = deps.pageRows ?? pageRows;
    const { records, more: follows } = await tx.recordsAfter(query.village, from.version, from.id, {
      rows: most,
      bytes: limits.pageBytes.value,
    });
    const last = records.at(-1);
    const more = follows && last !== undefined;
    const cursor: Cursor = more
      ? {
          epoch,
          grant: grant.id,
          version: last.version,
          id: last.id,
          held: from.held,
          ...(from.held === 0 && from.collected ? { collected: from.collected } : {}),
        }
      : { epoch, grant: grant.id, version: head, id: LAST_ID, held: head };
    const backedUp = more ? undefined : await tx.backedUp();
    const firstVersion = from.id === LAST_ID ? from.version + 1 : from.version;
    return {
      restart: !holds,
      rows: records.map((record) => rowFor(record, echoes ? context.device : undefined, from.held)),
      outcomes: await tx.outcomesBetween(query.village, context.account, firstVersion, cursor.version),
      cursor,
      more,
      // A phone whose cursor did not move has already checked this state's digest.
      ...(more || isWhere(query, cursor) ? {} : { digest: await digestOf(tx, deps, query.village) }),
      ...(backedUp === undefined ? {} : { backedUp }),
      ...(more || collected === 0 ? {} : { collected }),
      now: deps.clock.now(),
      me,
    };
  });
}

const isWhere = (query: PullQuery, cursor: Cursor): boolean =>
  query.epoch === cursor.epoch &&
  query.grant === cursor.grant &&
  query.version === cursor.version &&
  query.id === cursor.id;

/** The cursor's grant while it is in force, else any grant that allows the pull. */
function grantFor(grants: readonly Grant[], query: PullQuery): Grant | undefined {
  const valid = grantsFor('syncRecords', grants, [query.village]);
  return valid.find((grant) => grant.id === query.grant) ?? valid.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

/** @param device the device that can compute its own changes from an echo */
function rowFor(record: StoredRecord, device: Uuid | undefined, held: number): PullRow {
  const { id, version, echo } = record;
  if (device && echo?.device === device && echo.base <= held) return { id, version };
  const states = Object.entries(record.states);
  const older = states
    .filter(([, state]) => state.version !== version)
    .map(([name, state]) => [name, state.version] as const);
  const fields: Fields = Object.fromEntries(states.map(([name, state]) => [name, state.value]));
  return {
    id,
    version,
    kind: record.kind,
    fields,
    ...(older.length > 0 ? { fieldVersions: Object.fromEntries(older) } : {}),
  };
}

async function digestOf(tx: PullTx, deps: SyncDeps, village: Uuid): Promise<{ count: number; hash: string }> {
  const rows = await tx.versions(village);
  return { count: rows.length, hash: deps.sha256(digestText(rows)).slice(0, 32) };
}

import type { Clock } from '../../lib/clock.ts';
import { isTombstone } from '../../domain/record/record.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PullPage, PullRow } from '../../protocol/pull.ts';
import {
  bySeq,
  clockOffsetIn,
  clockOffsetKey,
  opAssociatedData,
  unlocked,
  type OpBody,
  type StoreContext,
} from '../engine/context.ts';
import type { ReadTx, StoredHead, StoredOp, StoredRow } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import { applyOutcomes, retainedBytesIn } from '../operations/apply-outcomes.ts';
import { echoedRow, isPassed, type ConfirmedRecord, type OwnOp } from '../operations/overlay.ts';
import { allVersions, inBatches, openRow, sealRow } from './sealed-row.ts';

/** The stored state that a page is applied to. */
export interface PageBefore {
  readonly head: StoredHead | undefined;
  /** Own operations of the village that are shown over its rows, and those the page has outcomes of. */
  readonly ops: readonly StoredOp[];
  /** Rows that unchanged echoes build on. */
  readonly rows: readonly StoredRow[];
  /** Rows old enough to be collected, should they be tombstones. */
  readonly old: readonly StoredRow[];
  /** By the corrected clock, Unix ms. */
  readonly now: number;
}

/** The rows and operations a page changes; sealed, ready to be written. */
export interface PagePlan {
  readonly rows: readonly StoredRow[];
  readonly changed: readonly StoredOp[];
  readonly erased: readonly StoredOp[];
  /** Tombstones that are collected. */
  readonly collected: readonly StoredRow[];
  /** By how much the sum of retained bytes changes. */
  readonly retainedBytes: number;
}

const isEcho = (row: PullRow): boolean => row.fields === undefined || row.kind === undefined;

/** Reads everything that `planPage` needs, in one transaction over heads, rows, ops and meta. */
export async function readBefore(tx: ReadTx, clock: Clock, village: Uuid, page: PullPage): Promise<PageBefore> {
  const head = await tx.get('heads', [village]);
  const offset = clockOffsetIn(await tx.get('meta', clockOffsetKey));
  const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
  const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
  // Retained operations of an erased record are deleted too.
  const retained =
    erasedIn(page).size === 0 ? [] : await tx.range('ops', { index: 'byVillage', prefix: [village, 'retained'] });
  const named = await tx.getMany(
    'ops',
    page.outcomes.map(({ opId }) => [opId]),
  );
  const echoes = page.restart ? [] : page.rows.filter(isEcho);
  const rows = await tx.getMany(
    'rows',
    echoes.map(({ id }) => [village, id]),
  );
  const collected = collectedIn(page, head);
  const held = collected === undefined ? [] : await tx.range('rows', { prefix: [village] });
  const old = held.filter(({ version }) => version <= (collected ?? 0));
  const ops = new Map([...unsent, ...overlaid, ...retained, ...named].flatMap((op) => (op ? [[op.opId, op]] : [])));
  return {
    head,
    ops: [...ops.values()].sort(bySeq),
    rows: rows.filter((row) => row !== undefined),
    old,
    now: clock.now() + offset,
  };
}

/** Computes and seals all that `page` changes: no WebCrypto may be awaited inside the transaction that writes it. */
export async function planPage(
  context: StoreContext,
  bodies: OpBodies,
  village: Uuid,
  page: PullPage,
  before: PageBefore,
): Promise<PagePlan> {
  const afterOutcomes = applyOutcomes(before.ops, page.outcomes);
  const { updated, opened, erased } = await separateErased(bodies, afterOutcomes, erasedIn(page));
  const own = updated.flatMap((stored, i) => (opened[i] ? [{ stored, body: opened[i] }] : []));
  const rows = await planRows(context, village, page, before, own);
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const settled = await inBatches(
    updated.map((op, i) => [op, opened[i]] as const),
    ([op, body]) =>
      isSettled(op, body) ? retain(context, { ...op, keptSince: before.now }, body) : Promise.resolve(op),
  );
  const untouched = new Set(before.ops);
  const changed = settled.filter((op) => !untouched.has(op));
  const collected = await tombstonesAmong(context, before.old);
  return { rows, changed, erased, collected, retainedBytes: retainedBytesIn(changed) - retainedBytesIn(erased) };

  function isSettled(op: StoredOp, body: OpBody | undefined): boolean {
    const rowVersion = body && versions.get(body.record);
    return op.village === village && op.state === 'overlaid' && isPassed(op, rowVersion, page.cursor);
  }
}

/** The version up to which tombstones are still to be collected; undefined when there are none to collect. */
export const collectedIn = ({ collected, restart }: PullPage, head: StoredHead | undefined): number | undefined =>
  collected !== undefined && !restart && collected > (head?.collected ?? 0) ? collected : undefined;

async function tombstonesAmong(context: StoreContext, rows: readonly StoredRow[]): Promise<StoredRow[]> {
  const cipher = unlocked(context);
  const opened = await inBatches(rows, (row) => openRow(cipher, row));
  return rows.filter((_, i) => opened[i] && isTombstone(opened[i]));
}

/** Records that the page says are erased. Their drafts go with them. */
export const erasedIn = (page: PullPage): ReadonlySet<Uuid> =>
  new Set(page.rows.filter(({ kind }) => kind === 'erased').map(({ id }) => id));

/**
 * Separates the operations of erased records, which are deleted. Unsent ones stay until they are sent: the server
 * answers them with `erased`, and the numbering has no gap.
 */
async function separateErased(
  bodies: OpBodies,
  afterOutcomes: ReturnType<typeof applyOutcomes>,
  gone: ReadonlySet<Uuid>,
) {
  const opened = await bodies.read(afterOutcomes.updated);
  const isGone = afterOutcomes.updated.map((op, i) => op.state !== 'unsent' && gone.has(opened[i]?.record ?? ''));
  return {
    updated: afterOutcomes.updated.filter((_, i) => !isGone[i]),
    opened: opened.filter((_, i) => !isGone[i]),
    erased: [...afterOutcomes.erased, ...afterOutcomes.updated.filter((_, i) => isGone[i])],
  };
}

/** An operation that the rows include is resealed with the data key: a copied disk reveals only unsent ones. */
async function retain(context: StoreContext, op: StoredOp, body: OpBody | undefined): Promise<StoredOp> {
  if (!body) return { ...op, state: 'retained' };
  return {
    ...op,
    state: 'retained',
    sealedBy: 'data',
    ...(await unlocked(context).seal(JSON.stringify(body), opAssociatedData(op))),
  };
}

async function planRows(
  context: StoreContext,
  village: Uuid,
  page: PullPage,
  before: PageBefore,
  own: readonly OwnOp[],
): Promise<StoredRow[]> {
  const cipher = unlocked(context);
  const opened = await inBatches(before.rows, (row) => openRow(cipher, row));
  const known = new Map(opened.flatMap((row) => (row ? [[row.id, row]] : [])));
  const rows = page.rows.flatMap((row) => confirmedBy(row, village, known.get(row.id), own) ?? []);
  const rev = (before.head?.rev ?? 0) + 1;
  return inBatches(rows, (row) => sealRow(cipher, row, rev));
}

/** Undefined for an echo that own operations do not explain: left out, so that the digest fetches the full row. */
function confirmedBy(
  row: PullRow,
  village: Uuid,
  known: ConfirmedRecord | undefined,
  own: readonly OwnOp[],
): ConfirmedRecord | undefined {
  const { id, version, fields } = row;
  const kind = row.kind ?? known?.kind;
  if (fields && kind)
    return { id, village, kind, version, fields, fieldVersions: allVersions(fields, version, row.fieldVersions) };
  return echoedRow(
    known,
    version,
    own.filter(({ body }) => body.record === id),
  );
}

import type { Uuid } from '../../lib/ids.ts';
import { summaryEdition } from '../../domain/search/record-summary.ts';
import { unlocked, type StoreContext } from '../engine/context.ts';
import type { ReadTx, StoredChunk, StoredHead, StoredOp, WriteTx } from '../engine/engine.ts';
import type { ListNote, ShownAs } from '../phone-store.ts';
import { chunkAssociatedData } from './chunk-data.ts';

// Above the numbers of every derivation (derivation.ts).
const noteNumber = 200_000;
// Raised with the summaries, and with what screens note of them.
const noteEdition = summaryEdition * 100 + 1;

/** The village's records and the own operations over them, as its list was made of them. */
export interface ShownState {
  readonly head: StoredHead | undefined;
  readonly ops: readonly StoredOp[];
}

export const shownTables = ['heads', 'ops'] as const;

export async function readShown(tx: ReadTx, village: Uuid): Promise<ShownState> {
  const head = await tx.get('heads', [village]);
  const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
  const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
  return { head, ops: [...unsent, ...overlaid] };
}

/** Rows raise `rev`, an operation more has the greatest number, and one goes only with a change of rows. */
export function shownAs({ head, ops }: ShownState): ShownAs {
  const last = ops.reduce((most, { fork, seq }) => Math.max(most, fork * 2 ** 32 + seq), 0);
  return { rev: head?.rev ?? 0, ops: `${ops.length} ${last}` };
}

const isSame = (a: ShownAs, b: ShownAs): boolean => a.rev === b.rev && a.ops === b.ops;

export function createListNote(context: StoreContext, village: Uuid): ListNote {
  const { engine } = context;
  const tables = [...shownTables, 'chunks'] as const;
  let known: string | undefined;

  return {
    async read() {
      const cipher = unlocked(context);
      const { now, row } = await engine.transaction('read', tables, (tx) => readNote(tx, village));
      if (row?.edition !== noteEdition) return undefined;
      const opened = await cipher.open(row, chunkAssociatedData(row));
      if (opened === undefined) return undefined; // damaged: the list is read as without a note
      known = opened;
      const [madeOf, text] = JSON.parse(opened) as [ShownAs, string];
      return isSame(madeOf, now) ? text : undefined;
    },
    async keep(madeOf, text) {
      const content = JSON.stringify([madeOf, text]);
      if (content === known) return;
      const cipher = unlocked(context);
      const clear = { village, no: noteNumber, of: 1, upTo: madeOf.rev, edition: noteEdition };
      const row = { ...clear, ...(await cipher.seal(content, chunkAssociatedData(clear))) };
      const isKept = await engine.transaction('relaxed', tables, (tx) => putNote(tx, row, madeOf));
      if (isKept) known = content;
    },
  };
}

async function readNote(tx: ReadTx, village: Uuid) {
  return { now: shownAs(await readShown(tx, village)), row: await tx.get('chunks', [village, noteNumber]) };
}

/** Somebody may have been erased since the text was made: then their name must not be written again. */
async function putNote(tx: WriteTx, row: StoredChunk, madeOf: ShownAs): Promise<boolean> {
  if (!isSame(shownAs(await readShown(tx, row.village)), madeOf)) return false;
  await tx.put('chunks', [row]);
  return true;
}

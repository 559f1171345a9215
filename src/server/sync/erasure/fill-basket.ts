import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Counts } from '../../../domain/indicator/counts.ts';
import { MERGED_INTO } from '../../../domain/record/redirect.ts';
import { DELETED } from '../../../domain/record/record.ts';
import type { SyncDeps } from '../deps.ts';
import type { StoredOp, StoredRecord, SyncTx } from '../storage.ts';
import type { Workspace } from '../workspace.ts';
import { createSealing, type Sealing } from './sealed-content.ts';

/** That an erasure can be brought back. */
export interface Keeping {
  /** Gone for good from then on (Unix ms). */
  readonly until: number;
  /** Absent: the server repeats an erasure after a restore. */
  readonly account?: Uuid | undefined;
}

/** Everything that an erasure takes away. */
export interface Erasure {
  /** The ids that were asked for. */
  readonly asked: readonly Uuid[];
  /** The ids that it marks as erased. */
  readonly named: readonly Uuid[];
  readonly records: readonly StoredRecord[];
  readonly ops: readonly StoredOp[];
  readonly residue: ReadonlyMap<Day, Counts>;
}

/** What a basket's sealed content holds, as JSON. */
export interface BasketContent {
  readonly records: readonly StoredRecord[];
  readonly ops: readonly StoredOp[];
  readonly residue: readonly (readonly [Day, Counts])[];
}

/** Names shown of one basket; a larger one says how many records it holds. */
const mostNames = 10;

/** What the waste basket is sealed with. */
export const sealingOf = async (tx: Pick<SyncTx, 'secret'>, { secrets }: SyncDeps): Promise<Sealing> =>
  createSealing(secrets ?? { current: await tx.secret(), former: [] });

/** Puts what is about to be erased into the village's waste basket, sealed. @param at that of its marks, Unix ms */
export async function fillBasket(
  tx: SyncTx,
  deps: SyncDeps,
  work: Workspace,
  { asked, named, records, ops, residue }: Erasure,
  { until, account }: Keeping,
  at: number,
): Promise<void> {
  if (records.length === 0 && ops.length === 0) return;
  const id = deps.uuidFromText(`basket ${work.village} ${work.version}`);
  const sealing = await sealingOf(tx, deps);
  const mentions = await tx.mentionsOf(ops.map(({ opId }) => opId));
  const content: BasketContent = {
    records,
    ops: ops.map((op) => {
      const about = mentions.get(op.opId);
      return about ? { ...op, mentions: about } : op;
    }),
    residue: [...residue],
  };
  const before = new Set((await tx.erasedAmong(named)).flatMap((one) => (one.village === work.village ? one.id : [])));
  await tx.keepBasket({
    id,
    village: work.village,
    at,
    until,
    account,
    households: records.filter((one) => one.kind === 'household' && isShown(one)).length,
    people: records.filter((one) => one.kind === 'person' && isShown(one)).length,
    names: sealing.seal(namesIn(records, asked), id, 'names'),
    content: sealing.seal(content, id, 'content'),
    ids: named.filter((one) => !before.has(one)),
  });
}

const isShown = ({ states }: StoredRecord): boolean =>
  states[DELETED]?.value !== true && typeof states[MERGED_INTO]?.value !== 'string';

/** The name of each record that was asked for: the head's of a household, a person's own. */
export const namesIn = (records: readonly StoredRecord[], asked: readonly Uuid[]): string[] =>
  records
    .filter(({ id }) => asked.includes(id))
    .map(({ states }) => states['headName']?.value ?? states['name']?.value)
    .filter((name) => typeof name === 'string' && name !== '')
    .slice(0, mostNames) as string[];

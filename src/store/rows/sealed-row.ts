import { nextTask } from '../../lib/next-task.ts';
import type { Fields } from '../../domain/record/record.ts';
import { associatedData, type Cipher } from '../cipher/cipher.ts';
import type { StoredRow } from '../engine/engine.ts';
import type { ConfirmedRecord } from '../operations/overlay.ts';

const rowAssociatedData = (row: Pick<StoredRow, 'village' | 'id' | 'localRev'>): string =>
  associatedData('rows', row.village, row.id, row.localRev);

/** A row's sealed content. As on the wire, `older` holds versions only of fields older than the row's version. */
interface RowText {
  readonly fields: Fields;
  readonly older: { readonly [field: string]: number };
}

export async function sealRow(cipher: Cipher, row: ConfirmedRecord, localRev: number): Promise<StoredRow> {
  const { id, village, kind, version, fields } = row;
  const older = Object.fromEntries(Object.entries(row.fieldVersions).filter(([, at]) => at !== version));
  const text: RowText = { fields, older };
  return {
    id,
    village,
    kind,
    version,
    localRev,
    ...(await cipher.seal(JSON.stringify(text), rowAssociatedData({ village, id, localRev }))),
  };
}

/** Undefined when the row cannot be read (damaged, or sealed with another key). */
export async function openRow(cipher: Cipher, stored: StoredRow): Promise<ConfirmedRecord | undefined> {
  const text = await cipher.open(stored, rowAssociatedData(stored));
  if (text === undefined) return undefined;
  const { fields, older } = JSON.parse(text) as RowText;
  const { id, village, kind, version } = stored;
  return { id, village, kind, version, fields, fieldVersions: allVersions(fields, version, older) };
}

/** The version of every field: `version`, except for those in `older`. */
export function allVersions(
  fields: Fields,
  version: number,
  older: { readonly [field: string]: number } | undefined,
): Record<string, number> {
  const versions: Record<string, number> = {};
  for (const field of Object.keys(fields)) versions[field] = older?.[field] ?? version;
  return versions;
}

// A batch keeps WebCrypto's threads busy and a cheap phone's page for some 30 ms; between two, the page can draw and
// take input. Fewer items than `atOnce` are done in one go.
const batch = 100;
const atOnce = 500;

/** Opens or seals many items; the results are in the order of `items`. */
export async function inBatches<A, B>(items: readonly A[], one: (item: A) => Promise<B>): Promise<B[]> {
  if (items.length <= atOnce) return Promise.all(items.map(one));
  const done: B[] = [];
  for (let from = 0; from < items.length; from += batch) {
    for (const result of await Promise.all(items.slice(from, from + batch).map(one))) done.push(result);
    await nextTask();
  }
  return done;
}

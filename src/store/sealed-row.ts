import type { Fields } from '../domain/record.ts';
import { place, type Cipher } from './cipher.ts';
import type { StoredRow } from './engine.ts';
import type { ConfirmedRecord } from './overlay.ts';

const rowPlace = (row: Pick<StoredRow, 'village' | 'id' | 'localRev'>): string => place('rows', row.village, row.id, row.localRev);

/** What a row's sealed text says; like on the wire, versions only of fields that did not change at the row's own. */
interface RowText {
  readonly fields: Fields;
  readonly older: { readonly [field: string]: number };
}

export async function sealRow(cipher: Cipher, row: ConfirmedRecord, localRev: number): Promise<StoredRow> {
  const { id, village, kind, version, fields } = row;
  const older = Object.fromEntries(Object.entries(row.fieldVersions).filter(([, at]) => at !== version));
  const text: RowText = { fields, older };
  return { id, village, kind, version, localRev, ...(await cipher.seal(JSON.stringify(text), rowPlace({ village, id, localRev }))) };
}

/** Undefined when the row cannot be read (damaged, or sealed with another key). */
export async function openRow(cipher: Cipher, stored: StoredRow): Promise<ConfirmedRecord | undefined> {
  const text = await cipher.open(stored, rowPlace(stored));
  if (text === undefined) return undefined;
  const { fields, older } = JSON.parse(text) as RowText;
  const { id, village, kind, version } = stored;
  return { id, village, kind, version, fields, fieldVersions: allVersions(fields, version, older) };
}

/** Every field's version out of the exceptions to `version`. */
export function allVersions(fields: Fields, version: number, older: { readonly [field: string]: number } | undefined): Record<string, number> {
  const versions: Record<string, number> = {};
  for (const field of Object.keys(fields)) versions[field] = older?.[field] ?? version;
  return versions;
}

// So many at once keep WebCrypto's threads busy without holding ten thousand promises.
const batch = 500;

/** Opens or seals many, in order. */
export async function inBatches<A, B>(items: readonly A[], one: (item: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (let from = 0; from < items.length; from += batch) done.push(...(await Promise.all(items.slice(from, from + batch).map(one))));
  return done;
}

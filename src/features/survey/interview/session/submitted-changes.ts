import type { Uuid } from '../../../../lib/ids.ts';
import type { PhoneRecord } from '../../../../store/phone-store.ts';
import type { SubmittedSection } from '../survey-outcome.ts';

/** A group that is being submitted, or was, and that the records read so far do not show. */
export interface SubmittedGroup {
  readonly village: Uuid;
  readonly changes: readonly SubmittedSection[];
  /** The operations by record, once they are on disk. */
  readonly opIds?: ReadonlyMap<Uuid, Uuid>;
}

/**
 * The records as they will be read once these groups are: steps and later answers depend on what was just submitted.
 * A change of a record that was merged into another shows in that one.
 */
export function withSubmitted(
  records: readonly PhoneRecord[],
  groups: readonly SubmittedGroup[],
): readonly PhoneRecord[] {
  if (groups.length === 0) return records;
  const shown = new Map(records.map((record) => [record.id, record]));
  const canonicalIds = new Map(records.flatMap(({ id, merged }) => (merged ?? []).map((gone) => [gone.id, id])));
  for (const { village, changes, opIds } of groups)
    for (const { record, kind, set } of changes) {
      const id = canonicalIds.get(record) ?? record;
      const before = shown.get(id);
      const opId = opIds?.get(record);
      const bases = opId === undefined ? {} : Object.fromEntries(Object.keys(set).map((field) => [field, opId]));
      shown.set(id, {
        ...(before ?? { id, village, kind }),
        fields: { ...before?.fields, ...set },
        bases: { ...before?.bases, ...bases },
        onlyHere: true,
      });
    }
  return [...shown.values()];
}

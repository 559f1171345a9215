import type { Uuid } from '../../lib/ids.ts';
import type { RecordKind } from '../../domain/record/record.ts';
import type { StoredRecord } from '../sync/storage.ts';

/** The kinds of record that a rollup is counted from. */
export const countedKinds: readonly RecordKind[] = [
  'household',
  'person',
  'tally',
  'visit',
  'session',
  'proposal',
  'residue',
];

/** Those of which each counts by itself, whatever household it was raised from. */
export const countedAlone: readonly RecordKind[] = ['session', 'proposal', 'residue'];

/** Those that belong to a household and are counted with it. */
const householdKinds: readonly RecordKind[] = ['person', 'tally', 'visit'];

/** The household that a record is or belongs to, as far as it is counted by household. */
export function householdOf({ id, kind, states }: Pick<StoredRecord, 'id' | 'kind' | 'states'>): Uuid | undefined {
  if (kind === 'household') return id;
  const household = householdKinds.includes(kind) ? states['household']?.value : undefined;
  return typeof household === 'string' ? household : undefined;
}

import { useMemo } from 'react';
import { openConflicts, type Conflict } from '../../domain/merge/conflict.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import type { Loaded } from '../../phone/live.ts';
import { useDisputed, usePhone, type Phone } from '../../phone/hooks.ts';

/** An open conflict with the records that it is about. */
export interface ShownConflict extends Conflict {
  readonly householdName: string | undefined;
  readonly personName: string | undefined;
  readonly responsible: Uuid | undefined;
}

export interface Conflicts {
  readonly all: readonly ShownConflict[];
  /**
   * The conflicts that this person is to resolve: all of the village for lead and head, those of their own households
   * for a member.
   */
  readonly mine: readonly ShownConflict[];
  readonly recordsById: ReadonlyMap<Uuid, PhoneRecord>;
}

/** The village of this person. @throws for those who hold none: their bar has no way here */
export function useVillageHere(): Uuid {
  const { village } = usePhone();
  if (!village) throw new Error('This person has no village whose records they keep.');
  return village.id;
}

export const looksAfterAll = ({ role }: Pick<Phone, 'role'>): boolean => role === 'lead' || role === 'head';

export function useConflicts(): Loaded<Conflicts> {
  const phone = usePhone();
  const records = useDisputed(useVillageHere());
  return useMemo(
    () => (records.state === 'ready' ? { state: 'ready', value: conflictsIn(records.value, phone) } : records),
    [records, phone],
  );
}

function conflictsIn(records: readonly PhoneRecord[], phone: Pick<Phone, 'role' | 'me'>): Conflicts {
  const recordsById = new Map(records.map((record) => [record.id, record]));
  const text = (record: Uuid | undefined, field: string): string | undefined => {
    const value = record === undefined ? undefined : recordsById.get(record)?.fields[field];
    return typeof value === 'string' ? value : undefined;
  };
  const all = openConflicts(records).map((conflict) => ({
    ...conflict,
    householdName: text(conflict.household, 'headName'),
    personName: text(conflict.person, 'name'),
    responsible: text(conflict.household, 'responsible'),
  }));
  const mine = looksAfterAll(phone) ? all : all.filter(({ responsible }) => responsible === phone.me.account);
  return { all, mine, recordsById };
}

import { assert } from '../../../lib/assert.ts';
import type { MemoryState } from './state.ts';
import type { SyncTx, StoredRecord } from '../storage.ts';

export function usageTx(
  now: () => MemoryState,
  before: (statement: string) => Promise<void> | void,
): Pick<SyncTx, 'accountOf' | 'spent' | 'spend'> {
  return {
    accountOf: async (device) => {
      await before('accountOf');
      const known = now().devices.get(device);
      assert(known, 'accountOf a known device');
      return known.account;
    },
    spent: async (account, day) => (
      await before('spent'),
      now().usage.get(`${account} ${day}`) ?? { operations: 0, bytes: 0 }
    ),
    spend: async (account, day, { operations, bytes }) => {
      await before('spend');
      const had = now().usage.get(`${account} ${day}`) ?? { operations: 0, bytes: 0 };
      now().usage.set(`${account} ${day}`, { operations: had.operations + operations, bytes: had.bytes + bytes });
    },
  };
}

/** Sizes are those of the rows' JSON. */
export function pageOf(
  all: readonly StoredRecord[],
  { rows, bytes }: { readonly rows: number; readonly bytes: number },
): { records: StoredRecord[]; more: boolean } {
  const first = all.slice(0, rows);
  let upTo = 0;
  const over = first.findIndex(({ states }, i) => (upTo += JSON.stringify(states).length) > bytes && i > 0);
  const records = over < 0 ? first : first.slice(0, over);
  return { records, more: records.length < all.length };
}

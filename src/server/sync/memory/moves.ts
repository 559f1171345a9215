import { isTombstone } from '../../../domain/record/record.ts';
import type { MemoryState } from './state.ts';
import { recordKey } from './records.ts';
import { fieldsOf } from '../kysely/rows.ts';
import type { MovesTx } from '../storage.ts';

/** Moved records and collected tombstones (see MovesTx). */
export function movesTx(now: () => MemoryState, before: (statement: string) => Promise<void> | void): MovesTx {
  return {
    collect: async (village, upTo) => {
      await before('collect');
      const gone = [...now().records.values()].filter(
        (record) =>
          record.village === village &&
          record.version <= upTo &&
          isTombstone({ kind: record.kind, fields: fieldsOf(record) }),
      );
      for (const { id } of gone) now().records.delete(recordKey(village, id));
      now().collected.set(village, Math.max(now().collected.get(village) ?? 0, upTo));
      return gone.length;
    },
    movedAmong: async (ids) => (
      await before('movedAmong'),
      [...now().moved.values()].filter(({ id }) => ids.includes(id))
    ),
    rememberMoved: async (moved) => {
      await before('rememberMoved');
      for (const one of moved) now().moved.set(recordKey(one.village, one.id), one);
    },
    forgetMoved: async (places) => {
      await before('forgetMoved');
      for (const { village, id } of places) now().moved.delete(recordKey(village, id));
    },
  };
}

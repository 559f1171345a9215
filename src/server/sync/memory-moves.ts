import { isTombstone } from '../../domain/record.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { MemoryState } from './memory-storage.ts';
import { fieldsOf } from './rows.ts';
import type { PushTx } from './storage.ts';

const key = (village: Uuid, id: Uuid): string => `${village} ${id}`;

/** What leaves a village, and what is left of it there (see PushTx). */
export function movesTx(now: () => MemoryState, before: (statement: string) => Promise<void> | void): Pick<PushTx, 'collect' | 'movedAmong' | 'rememberMoved' | 'forgetMoved'> {
  return {
    collect: async (village, upTo) => {
      await before('collect');
      const gone = [...now().records.values()].filter((record) => record.village === village && record.version <= upTo && isTombstone({ kind: record.kind, fields: fieldsOf(record) }));
      for (const { id } of gone) now().records.delete(key(village, id));
      now().collected.set(village, Math.max(now().collected.get(village) ?? 0, upTo));
      return gone.length;
    },
    movedAmong: async (ids) => (await before('movedAmong'), [...now().moved.values()].filter(({ id }) => ids.includes(id))),
    rememberMoved: async (moved) => {
      await before('rememberMoved');
      for (const one of moved) now().moved.set(key(one.village, one.id), one);
    },
    forgetMoved: async (places) => {
      await before('forgetMoved');
      for (const { village, id } of places) now().moved.delete(key(village, id));
    },
  };
}

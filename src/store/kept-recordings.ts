import type { Recording } from '../domain/guide/recording.ts';
import type { Uuid } from '../lib/ids.ts';
import { associatedData } from './cipher/cipher.ts';
import { unlocked, type StoreContext } from './engine/context.ts';
import type { KeptRecording, KeptRecordings } from './phone-store.ts';

const prefix = 'recording:';
const recordingAssociatedData = (key: string): string => associatedData('meta', '', key, 0);

/** Recordings in the table `meta`, sealed with the data key. */
export function createKeptRecordings(context: StoreContext): KeptRecordings {
  const { engine } = context;
  return {
    async list() {
      const cipher = unlocked(context);
      const stored = await engine.transaction('read', ['meta'], (tx) => tx.range('meta', { prefix: [] }));
      const opened = await Promise.all(
        stored.map(async ({ key, nonce, ciphertext }) =>
          key.startsWith(prefix) && nonce && ciphertext
            ? cipher.open({ nonce, ciphertext }, recordingAssociatedData(key))
            : undefined,
        ),
      );
      return opened.filter((text) => text !== undefined).map((text) => JSON.parse(text) as KeptRecording);
    },
    async get(id: Uuid) {
      const key = prefix + id;
      const cipher = unlocked(context);
      const row = await engine.transaction('read', ['meta'], (tx) => tx.get('meta', [key]));
      if (!row?.nonce || !row.ciphertext) return undefined;
      const text = await cipher.open({ nonce: row.nonce, ciphertext: row.ciphertext }, recordingAssociatedData(key));
      return text === undefined ? undefined : (JSON.parse(text) as KeptRecording);
    },
    async save(recording: Recording, data: string) {
      const key = prefix + recording.id;
      const sealed = await unlocked(context).seal(
        JSON.stringify({ recording, data } satisfies KeptRecording),
        recordingAssociatedData(key),
      );
      await engine.transaction('write', ['meta'], (tx) => tx.put('meta', [{ key, ...sealed }]));
    },
    remove: (id: Uuid) => engine.transaction('write', ['meta'], (tx) => tx.delete('meta', [[prefix + id]])),
  };
}

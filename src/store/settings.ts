import type { MeResponse } from '../protocol/join.ts';
import { place } from './cipher.ts';
import { unlocked, type StoreContext } from './context.ts';
import type { PlainSettings, Settings } from './phone-store.ts';

const mePlace = place('meta', '', 'me', 0);

export function createSettings(context: StoreContext): Settings {
  const { engine } = context;
  return {
    async me() {
      const cipher = unlocked(context);
      const stored = await engine.transaction('read', ['meta'], (tx) => tx.get('meta', ['me']));
      if (!stored?.nonce || !stored.ciphertext) return undefined;
      const text = await cipher.open({ nonce: stored.nonce, ciphertext: stored.ciphertext }, mePlace);
      return text === undefined ? undefined : (JSON.parse(text) as MeResponse);
    },
    async saveMe(me) {
      const sealed = await unlocked(context).seal(JSON.stringify(me), mePlace);
      await engine.transaction('write', ['meta'], (tx) => tx.put('meta', [{ key: 'me', ...sealed }]));
    },
    async get<K extends keyof PlainSettings>(key: K) {
      const stored = await engine.transaction('read', ['meta'], (tx) => tx.get('meta', [key]));
      return stored?.value as PlainSettings[K] | undefined;
    },
    // What the server or the next sync would tell again may be lost with the power.
    async set(key, value) {
      await engine.transaction('relaxed', ['meta'], (tx) => tx.put('meta', [{ key, value }]));
    },
  };
}

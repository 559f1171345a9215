import type { Uuid } from '../lib/ids.ts';
import { place, type Sealed } from './cipher.ts';
import { unlocked, type StoreContext } from './context.ts';
import type { WriteTx } from './engine.ts';
import { forgetErased } from './forget-erased.ts';
import type { PlainSettings, SealedSettings, Settings } from './phone-settings.ts';

const sealedPlace = (key: keyof SealedSettings): string => place('meta', '', key, 0);

export function createSettings(context: StoreContext): Settings {
  const { engine } = context;
  const settings: Settings = {
    me: () => settings.open('me'),
    // In one step: what the tag of this word stands for is not told again.
    async saveMe({ erased = [], ...me }) {
      const sealed = await unlocked(context).seal(JSON.stringify(me), sealedPlace('me'));
      await engine.transaction('write', ['meta', 'ops'], (tx) => keepMe(tx, sealed, erased));
    },
    async open<K extends keyof SealedSettings>(key: K) {
      const cipher = unlocked(context);
      const stored = await engine.transaction('read', ['meta'], (tx) => tx.get('meta', [key]));
      if (!stored?.nonce || !stored.ciphertext) return undefined;
      const text = await cipher.open({ nonce: stored.nonce, ciphertext: stored.ciphertext }, sealedPlace(key));
      return text === undefined ? undefined : (JSON.parse(text) as SealedSettings[K]);
    },
    async seal(key, value) {
      const sealed = await unlocked(context).seal(JSON.stringify(value), sealedPlace(key));
      await engine.transaction('write', ['meta'], (tx) => tx.put('meta', [{ key, ...sealed }]));
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
  return settings;
}

async function keepMe(tx: WriteTx, sealed: Sealed, erased: readonly Uuid[]): Promise<void> {
  await forgetErased(tx, erased);
  await tx.put('meta', [{ key: 'me', ...sealed }]);
}

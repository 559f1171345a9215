import type { Uuid } from '../lib/ids.ts';
import { associatedData, type Sealed } from './cipher/cipher.ts';
import { unlocked, type StoreContext } from './engine/context.ts';
import type { WriteTx } from './engine/engine.ts';
import { forgetErased } from './rows/forget-erased.ts';
import type { PlainSettings, SealedSettings, Settings } from './phone-settings.ts';

const sealedAssociatedData = (key: keyof SealedSettings): string => associatedData('meta', '', key, 0);

export function createSettings(context: StoreContext): Settings {
  const { engine } = context;
  const settings: Settings = {
    me: () => settings.open('me'),
    // In one transaction: the server does not repeat `erased` once this phone has its tag.
    async saveMe({ erased = [], ...me }) {
      const sealed = await unlocked(context).seal(JSON.stringify(me), sealedAssociatedData('me'));
      await engine.transaction('write', ['meta', 'ops'], (tx) => keepMe(tx, sealed, erased));
    },
    async open<K extends keyof SealedSettings>(key: K) {
      const cipher = unlocked(context);
      const stored = await engine.transaction('read', ['meta'], (tx) => tx.get('meta', [key]));
      if (!stored?.nonce || !stored.ciphertext) return undefined;
      const text = await cipher.open({ nonce: stored.nonce, ciphertext: stored.ciphertext }, sealedAssociatedData(key));
      return text === undefined ? undefined : (JSON.parse(text) as SealedSettings[K]);
    },
    async seal(key, value) {
      const sealed = await unlocked(context).seal(JSON.stringify(value), sealedAssociatedData(key));
      await engine.transaction('write', ['meta'], (tx) => tx.put('meta', [{ key, ...sealed }]));
    },
    async get<K extends keyof PlainSettings>(key: K) {
      const stored = await engine.transaction('read', ['meta'], (tx) => tx.get('meta', [key]));
      return stored?.value as PlainSettings[K] | undefined;
    },
    // Relaxed: a setting lost in a power cut comes again from the server or the next sync.
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

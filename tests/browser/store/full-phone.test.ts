import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import type { Fields } from '../../../src/domain/record/record.ts';
import { createDexiePhone } from './dexie-phone.ts';
import { createTestClock, draftOf, recordId, setHousehold } from './phone.ts';

const household = recordId(1);

// Chromium remembers for 30 s how much room it saw, or until an origin has had no connection for 2 s.
const connectionsForgotten = 3000;
const noticed = { timeout: 45_000, interval: 250 };

test('on a full phone the answer is refused and all that was there stays', { timeout: 60_000 }, async () => {
  const limit = (quotaSize?: number) =>
    cdp().send(
      'Storage.overrideQuotaForOrigin' as never,
      { origin: location.origin, ...(quotaSize !== undefined && { quotaSize }) } as never,
    );
  await new Promise((resolve) => setTimeout(resolve, connectionsForgotten));
  const { usage = 0 } = await navigator.storage.estimate();
  await limit(usage + 1_000_000);
  const phone = await createDexiePhone(createTestClock());
  try {
    const store = await phone.openTab();
    const long = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`X${n}`, 'x'.repeat(2000)]));
    const saveAnother = async (answers: Fields) => {
      const before = (await store.drafts.get(household))?.rev ?? 0;
      return store.drafts.save(draftOf(household, before + 1, answers));
    };
    await saveAnother({ H1: 'yes' });
    await expect.poll(() => saveAnother(long), noticed).toEqual({ kind: 'full' });
    const kept = (await store.drafts.get(household))!;
    expect(await store.drafts.save(draftOf(household, kept.rev + 1, long))).toEqual({ kind: 'full' });
    await expect(
      store.records.submit([setHousehold(household, { headName: 'A' })], {
        put: draftOf(household, kept.rev + 1, long),
      }),
    ).rejects.toMatchObject({ problem: { kind: 'full' } });
    expect(await store.drafts.get(household)).toEqual(kept);
    expect(await store.outbox.ledger()).toMatchObject({ unsent: 0, drafts: 1 });
    await limit();
    await expect.poll(() => saveAnother({ H1: 'yes' }), noticed).toBeUndefined();
  } finally {
    await limit();
    await phone.dispose();
  }
});

import { expect, test } from 'vitest';
import { askToPersist, storageState } from '../../../src/store/engine/storage-care.ts';

const MB = 1024 * 1024;

test('a browser that can keep storage is asked to', async () => {
  expect(await askToPersist({ persist: () => Promise.resolve(true) })).toBe('kept');
  expect(await askToPersist({ persist: () => Promise.resolve(false) })).toBe('mayBeEvicted');
});

test('WebKit, which has none of it, is not asked', async () => {
  const nothingKnown = { persistence: 'unknown', usage: undefined, quota: undefined, low: false };
  expect(await askToPersist(undefined)).toBe('unknown');
  expect(await askToPersist({})).toBe('unknown');
  expect(await storageState(undefined)).toEqual(nothingKnown);
  expect(await storageState({})).toEqual(nothingKnown);
});

test('little room left is said', async () => {
  const storage = (usage: number, quota: number) => ({
    persisted: () => Promise.resolve(true),
    estimate: () => Promise.resolve({ usage, quota }),
  });
  expect(await storageState(storage(5 * MB, 500 * MB))).toEqual({
    persistence: 'kept',
    usage: 5 * MB,
    quota: 500 * MB,
    low: false,
  });
  expect(await storageState(storage(490 * MB, 500 * MB))).toMatchObject({ low: true });
});

test('a browser that refuses to tell, as in a page that is left, is taken for one that knows nothing', async () => {
  const refuse = () => Promise.reject(new DOMException('the page goes away', 'AbortError'));
  const storage = { persist: refuse, persisted: refuse, estimate: refuse };
  expect(await askToPersist(storage)).toBe('unknown');
  expect(await storageState(storage)).toEqual({
    persistence: 'unknown',
    usage: undefined,
    quota: undefined,
    low: false,
  });
});

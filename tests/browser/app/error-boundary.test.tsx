import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ErrorBoundary } from '../../../src/app/ErrorBoundary.tsx';
import { isStoreName } from '../../../src/store/index.ts';
import { show } from '../ui/stage.tsx';

const kept = 'Những gì đã lưu còn nguyên trên máy.';
const store = 'thonso-019b0000-0000-7000-8000-000000000001';

function Broken(): never {
  throw new Error('broken on purpose');
}

const done = (request: IDBOpenDBRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      request.result?.close();
      resolve();
    };
    request.onerror = () => reject(request.error!);
  });

afterEach(() => done(indexedDB.deleteDatabase(store)));

test('says that what was saved is still here only where a local store is', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React tells of the error too
  await done(indexedDB.open(store));
  show(
    <ErrorBoundary resetKey="a">
      <Broken />
    </ErrorBoundary>,
  );
  await expect.element(page.getByRole('alert')).toHaveTextContent(kept);
});

test('promises nothing where the browser has deleted it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const stores = async () =>
    (await indexedDB.databases()).flatMap(({ name = '' }) => (isStoreName(name) ? [name] : []));
  // Of tests in other files.
  for (const name of await stores()) await done(indexedDB.deleteDatabase(name));
  const asked = vi.spyOn(indexedDB, 'databases');
  show(
    <ErrorBoundary resetKey="b">
      <Broken />
    </ErrorBoundary>,
  );
  await expect.element(page.getByRole('alert')).toHaveTextContent('Trang này gặp trục trặc');
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  await asked.mock.results[0]?.value;
  expect(await stores()).toEqual([]);
  await expect.element(page.getByRole('alert')).not.toHaveTextContent(kept);
});

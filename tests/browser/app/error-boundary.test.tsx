import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ErrorBoundary } from '../../../src/app/ErrorBoundary.tsx';
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
  const asked = vi.spyOn(indexedDB, 'databases');
  show(
    <ErrorBoundary resetKey="b">
      <Broken />
    </ErrorBoundary>,
  );
  await expect.element(page.getByRole('alert')).toHaveTextContent('Trang này gặp trục trặc');
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(await asked.mock.results[0]?.value).toEqual([]);
  await expect.element(page.getByRole('alert')).not.toHaveTextContent(kept);
});

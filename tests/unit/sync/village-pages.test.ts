import { expect, it } from 'vitest';
import { freshOrKept, type PageSources } from '../../../src/sw/village-pages.ts';

/** A cache that lists its entries in the order in which they were put, as browsers do. */
function memoryCache() {
  const pages = new Map<string, Response>();
  const cache = {
    match: async (path: string) => pages.get(path)?.clone(),
    put: async (path: string, answer: Response) => void pages.set(path, answer),
    delete: async (path: string) => pages.delete(path),
    keys: async () => [...pages.keys()],
  };
  return { pages, caches: { open: async () => cache as unknown as Cache } };
}

const never = () => new Promise<never>(() => undefined);
const page =
  (text: string, status = 200): (() => Promise<Response>) =>
  () =>
    Promise.resolve(new Response(text, { status }));
const open = async (
  memory: ReturnType<typeof memoryCache>,
  fetch: PageSources['fetch'],
  wait: PageSources['wait'] = never,
  path = '/thon/a',
): Promise<string> =>
  (await freshOrKept(new Request('http://x/thon/a'), path, { fetch, caches: memory.caches, wait })).text();

it('shows the server’s page, and keeps it for when there is no network', async () => {
  const memory = memoryCache();
  expect(await open(memory, page('first'))).toBe('first');
  expect(await open(memory, page('second'))).toBe('second');
  expect(await open(memory, () => Promise.reject(new TypeError('offline')))).toBe('second');
  expect(await open(memory, page('trouble', 503))).toBe('second');
});

it('does not wait for ever for a slow network', async () => {
  const memory = memoryCache();
  await open(memory, page('kept'));
  expect(await open(memory, never, async () => undefined)).toBe('kept');
});

it('fails like the network where nothing is kept', async () => {
  await expect(open(memoryCache(), () => Promise.reject(new TypeError('offline')))).rejects.toThrow('offline');
});

it('forgets a page that is gone, and all but the last twelve', async () => {
  const memory = memoryCache();
  await open(memory, page('kept'));
  expect(await open(memory, page('gone', 404))).toBe('gone');
  expect(memory.pages.size).toBe(0);
  for (let i = 0; i < 14; i++) await open(memory, page(String(i)), never, `/thon/${i}`);
  expect([...memory.pages.keys()]).toEqual(Array.from({ length: 12 }, (_, i) => `/thon/${i + 2}`));
});

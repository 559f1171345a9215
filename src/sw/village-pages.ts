/** The pages of villages that were opened on this phone; `public/thon.js` puts the first one in. */
export const villageCache = 'thon-so-villages';

/** A phone opens its own village's page, perhaps a neighbour's: older ones go. */
const mostPages = 12;
/** After so long without an answer the kept page is shown, ms. */
const patience = 4000;

/** What page requests need of the worker's surroundings. */
export interface PageSources {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly caches: Pick<CacheStorage, 'open'>;
  /** Resolves after so many ms. */
  readonly wait: (millis: number) => Promise<void>;
}

const here: PageSources = {
  fetch: (request) => fetch(request),
  get caches() {
    return caches;
  },
  wait: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

/**
 * The page as the server has it now, which is kept; where no answer comes in time, the one kept. A page that is gone is
 * forgotten. @throws like `fetch`, when there is neither
 */
export async function freshOrKept(request: Request, path: string, sources: PageSources = here): Promise<Response> {
  const cache = await sources.caches.open(villageCache);
  const kept = await cache.match(path);
  const fresh = sources.fetch(request).then(async (answer) => {
    if (answer.ok) await keep(cache, path, answer.clone());
    else if (answer.status === 404) await cache.delete(path);
    return answer;
  });
  if (!kept) return fresh;
  // A server in trouble answers too, with less than what is here.
  const usable = fresh.then(
    (answer) => (answer.status < 500 ? answer : kept),
    () => kept,
  );
  return Promise.race([usable, sources.wait(patience).then(() => kept)]);
}

async function keep(cache: Cache, path: string, answer: Response): Promise<void> {
  // A cache lists its entries in the order in which they were put: the page goes to the end.
  await cache.delete(path);
  await cache.put(path, answer);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - mostPages))) await cache.delete(old);
}

import {
  cleanupOutdatedCaches,
  getCacheKeyForURL,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { isVillagePage, pageFor } from './cache-policy.ts';
import { freshOrKept } from './village-pages.ts';

const isBuilt = (file: string): boolean => getCacheKeyForURL(file) !== undefined;

/**
 * Precaches what was built and answers by the cache policy. Workbox's router matches GET only and stays out of
 * everything that no route matches.
 */
export function serveFromCache(built: (PrecacheEntry | string)[]): void {
  cleanupOutdatedCaches();
  registerRoute(
    ({ request, sameOrigin, url }) => request.mode === 'navigate' && sameOrigin && isVillagePage(url.pathname),
    ({ request, url }) => freshOrKept(request, url.pathname),
  );
  registerRoute(
    ({ request, sameOrigin, url }) =>
      request.mode === 'navigate' && sameOrigin && pageFor(url.pathname, isBuilt) !== undefined,
    async ({ request, url }) => {
      const page = pageFor(url.pathname, isBuilt);
      // The browser may have evicted the cache under a living worker.
      return (page === undefined ? undefined : await matchPrecache(page)) ?? fetch(request);
    },
  );
  precacheAndRoute(built, { directoryIndex: '', cleanURLs: false });
}

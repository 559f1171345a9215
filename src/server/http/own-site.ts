import type { FastifyRequest } from 'fastify';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * False when a browser's headers say that the request comes from another site's page. A second defence beside the
 * SameSite=Strict cookie. Clients that send neither header are not browsers.
 */
export function isOwnSite(request: FastifyRequest, publicUrl: string): boolean {
  if (!changing.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === publicUrl || hostOf(origin) === request.host;
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

import type { FastifyRequest } from 'fastify';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * True unless a browser says that another site's page is asking. The session cookie is SameSite=Strict already;
 * this holds where a browser does not keep to that. Clients that send neither header are no browsers.
 */
export function isOwnSite(request: FastifyRequest, publicUrl: string): boolean {
  if (!changing.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === publicUrl || hostOf(origin) === request.host;
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

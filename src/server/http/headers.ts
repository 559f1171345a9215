import type { FastifyHelmetOptions } from '@fastify/helmet';
import { policyName } from '../../lib/trusted-types.ts';

/** Nothing but our own files, and no inline script or style anywhere. */
const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'media-src': ["'self'", 'blob:'],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  // No text becomes markup or a script's address, but by the one policy of src/lib/trusted-types.ts.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': [policyName],
};

/** Headers of every answer, files and API alike. */
export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
  // Not for subdomains, because other sites of the province may use them.
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  crossOriginEmbedderPolicy: false,
};

/**
 * Disables browser features that the app does not use, also for injected scripts. The microphone is used to record
 * steps of guides.
 */
export const permissionsPolicy = 'camera=(), geolocation=(), microphone=(self), payment=(), usb=(), browsing-topics=()';

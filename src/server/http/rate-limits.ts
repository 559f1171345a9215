import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Limits } from './deps.ts';

/** Seconds to wait when the limit is reached, else undefined. */
export type Limit = (request: FastifyRequest, how?: { readonly increment: boolean }) => Promise<number | undefined>;

const minute = 60_000;

export interface RateLimits {
  readonly address: Limit;
  readonly device: Limit;
  readonly join: Limit;
  readonly wrongInvitations: Limit;
}

/** Counters live in this process: several processes together allow several times as much, which is no harm. */
export function createRateLimits(app: FastifyInstance, limits: Limits): RateLimits {
  // Without a key the plugin takes the address, an IPv6 one by its network: a whole /64 is one customer's.
  const limit = (max: number, timeWindow: number, keyGenerator?: (request: FastifyRequest) => string): Limit => {
    const check = app.createRateLimit({ max, timeWindow, ipv6Subnet: 64, ...(keyGenerator && { keyGenerator }) });
    return async (request, how) => {
      const found = await check(request, how);
      return !found.isAllowed && found.isExceeded ? found.ttlInSeconds : undefined;
    };
  };
  return {
    address: limit(limits.address, minute),
    device: limit(limits.device, minute, (request) => request.session?.device ?? request.ip),
    join: limit(limits.join, minute),
    // `max - 1`: looked at without counting, the last allowed failure must already close the door.
    wrongInvitations: limit(limits.wrongInvitations - 1, 10 * minute),
  };
}

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

/** Counters live where `addRoutes` has put them: in the database all processes share, or in this process. */
export function createRateLimits(app: FastifyInstance, limits: Limits): RateLimits {
  // Without a key the plugin takes the address, an IPv6 one by its network: a whole /64 is one customer's.
  const limit = (limitName: string, max: number, timeWindow: number, keyGenerator?: (request: FastifyRequest) => string): Limit => {
    const options = { limitName, max, timeWindow, ipv6Subnet: 64, ...(keyGenerator && { keyGenerator }) };
    const check = app.createRateLimit(options);
    return async (request, how) => {
      const found = await check(request, how);
      return !found.isAllowed && found.isExceeded ? found.ttlInSeconds : undefined;
    };
  };
  return {
    address: limit('address', limits.address, minute),
    device: limit('device', limits.device, minute, (request) => request.session?.device ?? request.ip),
    join: limit('join', limits.join, minute),
    // `max - 1`: looked at without counting, the last allowed failure must already close the door.
    wrongInvitations: limit('wrongInvitations', limits.wrongInvitations - 1, 10 * minute),
  };
}

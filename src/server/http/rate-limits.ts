import type { FastifyInstance, FastifyRequest } from 'fastify';
import { codeLimit } from './code-limits.ts';
import type { Limit, Limits } from './limits.ts';
import { networkOf } from './network-of.ts';

const minute = 60_000;

export interface RateLimits {
  readonly address: Limit;
  readonly device: Limit;
  /** One try of an invitation's code. */
  readonly code: Limit;
  /** One report that a guide's step looks different. */
  readonly guideReport: Limit;
}

/** Counters are in the database, for all processes, or in this process; `addRoutes` decides which. */
export function createRateLimits(app: FastifyInstance, limits: Limits): RateLimits {
  // Without a key the plugin takes the address, an IPv6 one by its network: a whole /64 is one customer's.
  const limit = (
    limitName: string,
    max: number,
    timeWindow: number,
    keyGenerator?: (request: FastifyRequest) => string,
    countsAhead = 1,
  ): Limit => {
    const options = { limitName, countsAhead, max, timeWindow, ipv6Subnet: 64, ...(keyGenerator && { keyGenerator }) };
    const check = app.createRateLimit(options);
    return async (request) => {
      const found = await check(request);
      return !found.isAllowed && found.isExceeded ? found.ttlInSeconds : undefined;
    };
  };
  return {
    address: limit('address', limits.address, minute, undefined, shareOf(limits.address)),
    device: limit(
      'device',
      limits.device,
      minute,
      (request) => request.session?.device ?? request.ip,
      shareOf(limits.device),
    ),
    code: codeLimit([
      limit('code', limits.codes.address, 10 * minute),
      limit('code network', limits.codes.network, 10 * minute, (request) => networkOf(request.ip)),
      limit('code all', limits.codes.all, 10 * minute, () => 'all'),
    ]),
    guideReport: limit('guide report', limits.guideReports, 10 * minute),
  };
}

/**
 * How many requests are counted ahead: with as many processes as a large server has, a limit is reached a few per cent
 * early. Guesses at codes are counted one by one.
 */
const shareOf = (max: number): number => Math.max(1, Math.floor(max / 60));

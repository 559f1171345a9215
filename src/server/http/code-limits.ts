import type { FastifyRequest } from 'fastify';
import type { Limit } from './limits.ts';

/**
 * Counts a try of a code before the code is checked, from the narrowest limit to the widest: a try refused by one limit
 * does not count for the next. Concurrent tries are counted one by one.
 * @returns seconds to wait when one of the limits is reached, else undefined
 */
export const codeLimit =
  (limits: readonly Limit[]) =>
  async (request: FastifyRequest): Promise<number | undefined> => {
    for (const limit of limits) {
      const wait = await limit(request);
      if (wait !== undefined) return wait;
    }
    return undefined;
  };

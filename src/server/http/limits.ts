import type { FastifyRequest } from 'fastify';

/** Seconds to wait when the limit is reached, else undefined. */
export type Limit = (request: FastifyRequest) => Promise<number | undefined>;

/**
 * What guessing an invitation's code costs: tries in ten minutes. A link's token cannot be guessed and is not counted.
 */
export interface CodeLimits {
  readonly address: number;
  readonly network: number;
  /** From everywhere together. */
  readonly all: number;
}

/** Requests a minute. Generous: behind one address of a mobile network live thousands of phones. */
export interface Limits {
  readonly address: number;
  readonly device: number;
  readonly codes: CodeLimits;
  /** Reports in ten minutes that a guide's step looks different. */
  readonly guideReports: number;
}

export const defaultLimits: Limits = {
  address: 3000,
  device: 240,
  codes: { address: 30, network: 120, all: 3000 },
  guideReports: 60,
};

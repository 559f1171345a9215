/** The only source of time. Milliseconds since 1970-01-01T00:00:00Z. Tests and the simulation pass their own. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = {
  // oxlint-disable-next-line no-restricted-properties -- the one place where the system's clock is read
  now: () => Date.now(),
};

/** Source of random bytes; the simulation passes a seeded one. */
export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Web Crypto's generator, present in browsers, workers and Node ≥ 20. */
export const systemRandom: Random = {
  bytes: (length) => cryptoOf(globalThis).getRandomValues(new Uint8Array(length)),
};

interface HasCrypto {
  crypto: { getRandomValues<T extends Uint8Array>(into: T): T };
}

// The pure rooms compile against no runtime's library, so the global's shape is stated here.
function cryptoOf(scope: object): HasCrypto['crypto'] {
  return (scope as HasCrypto).crypto;
}

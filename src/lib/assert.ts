/** Throws when `condition` does not hold. For bugs only: expected failures are returned, not thrown. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}

/** For the default branch of an exhaustive switch: a new variant stops compiling until it is handled. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}

import type { Random } from '../../lib/clock.ts';

const first = 2_000;
const longest = 5 * 60_000;
// Upper bound, because a proxy's wrong header must not stop a phone for days.
const longestRetryAfter = 60 * 60_000;

/**
 * The wait after `failures` failures in a row, ms: between half and all of 2 s · 2^(failures−1), at most five minutes.
 * Half is fixed as a minimum, half is random so that phones leaving a dead zone together do not retry together ("equal
 * jitter", aws.amazon.com/blogs/architecture, 2015).
 * @param retryAfterSeconds the server's Retry-After: the wait is never shorter, and up to a fifth longer
 */
export function backoffMillis(failures: number, random: Random, retryAfterSeconds?: number): number {
  const ceiling = Math.min(longest, first * 2 ** Math.min(30, Math.max(0, failures - 1)));
  const chance = fraction(random);
  const own = ceiling / 2 + (ceiling / 2) * chance;
  if (retryAfterSeconds === undefined || !(retryAfterSeconds > 0)) return Math.round(own);
  const asked = Math.min(longestRetryAfter, retryAfterSeconds * 1000);
  return Math.round(Math.max(own, asked * (1 + 0.2 * chance)));
}

/** 0 ≤ x < 1 from four random bytes. */
function fraction(random: Random): number {
  const bytes = random.bytes(4);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32;
}

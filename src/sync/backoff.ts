import type { Random } from '../lib/clock.ts';

const first = 2_000;
const longest = 5 * 60_000;
// A proxy's careless header must not silence a phone for days.
const longestRetryAfter = 60 * 60_000;

/**
 * How long to wait after `failures` failures in a row, ms: between half and all of 2 s · 2^(failures−1), at most five
 * minutes. Half is fixed so that a wait is a wait, half is random so that a village coming out of a dead zone
 * together does not knock together ("equal jitter", aws.amazon.com/blogs/architecture, 2015).
 * @param retryAfterSeconds the server's own word: never earlier than that, and up to a fifth later
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

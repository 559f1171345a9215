import { dayOf } from '../../lib/day.ts';
import { limits } from '../../protocol/limits.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { Entry } from './read-entries.ts';
import type { DeviceState, SyncTx, Usage } from './storage.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** The cost of storing these entries; entries that are stored already cost nothing again. */
export const costOf = (entries: readonly Entry[]): Usage => ({
  operations: entries.length,
  bytes: entries.reduce((sum, { raw }) => sum + raw.length, 0),
});

/**
 * Checks a push against its sender's limits: an account's operations and bytes a day, many times what a village needs;
 * and the days and bytes in which a revoked phone may still send its outbox.
 *
 * @returns the refusal, or undefined
 */
export async function overBudget(
  tx: SyncTx,
  device: DeviceState,
  cost: Usage,
  now: number,
): Promise<Problem | undefined> {
  if (cost.operations === 0) return undefined;
  if (device.revoked && isSpent(device.closed, cost, now)) return { error: 'revoked' };
  const spent = await tx.spent(device.account, dayOf(now));
  const isOver =
    spent.operations + cost.operations > limits.accountOperations.value ||
    spent.bytes + cost.bytes > limits.accountBytes.value;
  return isOver ? { error: 'slowDown' } : undefined;
}

const isSpent = (closed: DeviceState['closed'], cost: Usage, now: number): boolean =>
  closed !== undefined &&
  (now - closed.since > limits.closedDays.value * dayLength || closed.bytes + cost.bytes > limits.closedBytes.value);

/** Of a revoked phone: when it first pushed after revocation, and all bytes including this push. */
export const closedAfter = (
  { revoked, closed }: DeviceState,
  { bytes }: Usage,
  now: number,
): Pick<DeviceState, 'closed'> =>
  revoked ? { closed: { since: closed?.since ?? now, bytes: (closed?.bytes ?? 0) + bytes } } : {};

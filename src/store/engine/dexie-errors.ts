import { ConnectionLostError, StorageFullError, StorageLostError } from './errors.ts';

const lossNames = new Set([
  'UnknownError',
  'InvalidStateError',
  'DatabaseClosedError',
  'OpenFailedError',
  'ConnectionLostError',
  // The browser has aborted the transaction for reasons of its own; this app never aborts one it still wants.
  'AbortError',
  'TimeoutError',
]);

/** The names of an error and of the errors inside it: Dexie puts the browser's own in `inner`, or in `failures`. */
function namesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error || error instanceof DOMException) || depth > 4) return [];
  const { inner, failures = [] } = error as { readonly inner?: unknown; readonly failures?: readonly unknown[] };
  return [error.name, ...[inner, ...failures.slice(0, 1)].flatMap((one) => namesOf(one, depth + 1))];
}

/** A new connection may help: iOS closes those of apps in the background with one of these errors, on any request. */
export const isConnectionLoss = (error: unknown): boolean => namesOf(error).some((name) => lossNames.has(name));

/** The store's own error for an error of IndexedDB or Dexie; any other error unchanged. */
export function typed(error: unknown): unknown {
  const names = namesOf(error);
  if (names.includes('StorageLostError')) return new StorageLostError('the database is gone', { cause: error });
  if (names.includes('QuotaExceededError')) return new StorageFullError('no room left', { cause: error });
  if (isConnectionLoss(error))
    return new ConnectionLostError('the connection to the database is lost', { cause: error });
  return error;
}

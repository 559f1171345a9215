import { ConnectionLostError, StorageFullError, StorageLostError } from './errors.ts';

const lossNames = new Set(['UnknownError', 'InvalidStateError', 'DatabaseClosedError', 'OpenFailedError', 'ConnectionLostError']);

/** Names of an error and of what it wraps: Dexie hides the browser's error in `inner`. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at: unknown = error; at instanceof Error && names.length < 5; at = (at as { inner?: unknown }).inner) names.push(at.name);
  return names;
}

/** iOS ends connections of apps in the background with one of these, on any request. */
export const isConnectionLoss = (error: unknown): boolean => namesOf(error).some((name) => lossNames.has(name));

/** The store's own error for what IndexedDB and Dexie report in many ways; others pass unchanged. */
export function typed(error: unknown): unknown {
  const names = namesOf(error);
  if (names.includes('StorageLostError')) return new StorageLostError('the database is gone', { cause: error });
  if (names.includes('QuotaExceededError')) return new StorageFullError('no room left', { cause: error });
  if (isConnectionLoss(error)) return new ConnectionLostError('the connection to the database is lost', { cause: error });
  return error;
}

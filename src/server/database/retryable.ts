/** The embedded database's thread has ended; writes that were not acknowledged may or may not be stored. */
export class EmbeddedDatabaseStopped extends Error {
  readonly code = 'EMBEDDED_DATABASE_STOPPED';
}

// SQLSTATE codes: PostgreSQL manual, appendix A. Classes are their first two characters.
const retryableClasses = ['08', '53', '58']; // connection; no disk, memory or connections left; the disk itself
const retryableStates = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '40003', // statement_completion_unknown
  '55P03', // lock_not_available
  '57014', // query_canceled: statement_timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting or stopping
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
  '25006', // read_only_sql_transaction: a replica, in the middle of a switch
]);

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMBEDDED_DATABASE_STOPPED',
]);

// Errors of pg and pg-pool that have no code, only a message; a test checks the messages of the pinned version.
const retryableMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end',
  'driver has already been destroyed',
];

/**
 * True when the same request may succeed later although nothing about it changes: the connection was lost, the database
 * is restarting, full or busy, or two transactions collided. The server answers 503 and the phone keeps its operations.
 * False for faults of the request or of the program.
 */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && isRetryableCode(code, 'syscall' in error && error.syscall === 'connect')) return true;
  if (retryableMessages.some((message) => error.message.startsWith(message))) return true;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isRetryable);
  return error.cause !== undefined && isRetryable(error.cause);
}

function isRetryableCode(code: string, connecting: boolean): boolean {
  // ENOENT from connect() means that PostgreSQL's Unix socket is missing; from elsewhere it is a bug.
  if (code === 'ENOENT') return connecting;
  if (networkCodes.has(code) || retryableStates.has(code)) return true;
  return /^[0-9A-Z]{5}$/.test(code) && retryableClasses.includes(code.slice(0, 2));
}

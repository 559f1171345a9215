import type { SaveProblem } from '../phone-store.ts';

/** The phone has no room left; nothing was changed. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** The database is gone or came back empty under a running app: evicted by the browser, or erased in another tab. */
export class StorageLostError extends Error {
  override readonly name = 'StorageLostError';
}

/** The connection died (iOS kills it in the background). Whether the last transaction committed is not known. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/** The call needs the data key, and the enrolment is locked. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
}

/** A submit was refused: another tab saved the draft meanwhile, or there is no room. Nothing was changed. */
export class SubmitRefusedError extends Error {
  override readonly name = 'SubmitRefusedError';
  constructor(readonly problem: SaveProblem) {
    super(`submit refused: ${problem.kind}`);
  }
}

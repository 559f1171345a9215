import type { SaveProblem } from './phone-store.ts';

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

/** Asked for something that needs the data key while the enrolment is locked. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
}

/** A freeze that could not be done: another tab saved the draft meanwhile, or there is no room. Nothing was changed. */
export class FreezeRefusedError extends Error {
  override readonly name = 'FreezeRefusedError';
  constructor(readonly problem: SaveProblem) {
    super(`freeze refused: ${problem.kind}`);
  }
}

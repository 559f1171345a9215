/** Messages between the server's thread and the embedded database's thread. Bytes are PostgreSQL's wire protocol. */
export type ToEngine =
  /** A new client: roll back and reset the settings of the one before. */
  | { readonly kind: 'session'; readonly session: number }
  | { readonly kind: 'request'; readonly session: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'stop' };

export type FromEngine =
  | { readonly kind: 'ready' }
  /** The engine does not start; the message is for the operator. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'session'; readonly session: number }
  | { readonly kind: 'response'; readonly session: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Sent just before the thread ends itself with one of `exitCodes`. */
  | { readonly kind: 'died'; readonly message: string };

/** What the engine thread is started with. */
export interface EngineData {
  /** PGlite's own directory, inside DATA_DIR. */
  readonly directory: string;
}

/** The engine thread's exit codes (sysexits.h). */
export const exitCodes = { stopped: 0, refused: 64, crashed: 70, syncFailed: 74 } as const;

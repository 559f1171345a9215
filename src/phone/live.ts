import type { Observable } from '../sync/index.ts';

/** The state of something a screen has asked the store for. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  /** The store could not be read: a bug or a broken disk. No stored data is lost by it. */
  | { readonly state: 'failed'; readonly error: unknown };

/** A value read from the store that is kept up to date while it has listeners. */
export interface Live<T> extends Observable<Loaded<T>> {
  /**
   * Resolves when everything committed before the call is in the value, so that the next screen can show it. Without
   * listeners the value is dropped instead, and the next listener waits for a new one.
   */
  refresh(): Promise<void>;
}

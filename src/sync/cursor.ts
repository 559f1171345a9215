import type { Cursor } from '../protocol/pull.ts';

/** Whether both stand at the same place of the same epoch and grant. */
export const sameCursor = (a: Cursor | undefined, b: Cursor): boolean =>
  a?.epoch === b.epoch && a.grant === b.grant && a.version === b.version && a.id === b.id && a.held === b.held;

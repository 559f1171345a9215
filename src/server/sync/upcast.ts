import { SCHEMA_VERSION } from '../../protocol/version.ts';
import type { Operation } from '../../protocol/operation.ts';

/** What the fields of one schema version are called and look like in the next. */
export type Step = (op: Operation) => Operation;

/**
 * Steps by the version they lead away from. An operation is stored as it came and read through these, so a step may be
 * corrected later and must never throw. Versions 2 and 3 only added fields: nothing of the one before means anything else in them.
 */
const steps: Readonly<Record<number, Step>> = { 1: (op) => op, 2: (op) => op };

/** An operation in the words of this server's schema; one of a newer phone stays as it is. */
export function upcast(op: Operation, table: Readonly<Record<number, Step>> = steps, until: number = SCHEMA_VERSION): Operation {
  let current = op;
  for (let version = op.schemaVersion; version < until; version++) current = { ...(table[version]?.(current) ?? current), schemaVersion: version + 1 };
  return current;
}

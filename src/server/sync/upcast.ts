import { SCHEMA_VERSION } from '../../protocol/version.ts';
import type { Operation } from '../../protocol/operation.ts';

/** Rewrites an operation of one schema version for the next version. */
export type Step = (op: Operation) => Operation;

/**
 * Steps by the version that they start from. Operations are stored as they came and read through these steps, so a step
 * may be corrected later and must never throw. Versions 2, 3 and 4 only added fields and kinds; what was there kept its
 * meaning.
 */
const steps: Readonly<Record<number, Step>> = { 1: (op) => op, 2: (op) => op, 3: (op) => op };

/** The operation in this server's schema version; one from a newer phone is returned unchanged. */
export function upcast(
  op: Operation,
  table: Readonly<Record<number, Step>> = steps,
  until: number = SCHEMA_VERSION,
): Operation {
  let current = op;
  for (let version = op.schemaVersion; version < until; version++)
    current = { ...(table[version]?.(current) ?? current), schemaVersion: version + 1 };
  return current;
}

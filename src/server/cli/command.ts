import type { Config } from '../config.ts';

/** Where a command writes its lines: results, and what went wrong. */
export interface Printer {
  out(line: string): void;
  err(line: string): void;
}

/**
 * One of the program's own commands. It prints its result.
 * @throws UsageError when the arguments are not understood; any other error when the command cannot be done
 */
export type Command = (args: readonly string[], config: Config, printer: Printer) => Promise<void>;

import type { Logger } from '../../src/server/database/logger.ts';

export const quietLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** A logger whose entries a test can read. */
export function recordingLogger(): Logger & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  const at =
    (level: LogEntry['level']) =>
    (_details: object, message: string): void =>
      void entries.push({ level, message });
  return { entries, info: at('info'), warn: at('warn'), error: at('error') };
}

import { createLogger, type Logger } from 'vite';

/**
 * Vite's logger without one irrelevant warning: rules that CSS Modules generate (`composes`) have no source file, which
 * matters only for relative `url()`s, and ours are in plain style sheets.
 */
export function createBuildLogger(): Logger {
  const logger = createLogger('warn');
  const warnOnce = logger.warnOnce.bind(logger);
  logger.warnOnce = (message, options) => {
    if (!message.includes('did not pass the `from` option')) warnOnce(message, options);
  };
  return logger;
}

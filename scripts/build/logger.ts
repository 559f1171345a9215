import { createLogger, type Logger } from 'vite';

/**
 * Vite's warnings, without one that means nothing here: what CSS Modules write by themselves (`composes`) has no
 * source file, which matters only to relative `url()`s, and ours are in plain style sheets.
 */
export function createBuildLogger(): Logger {
  const logger = createLogger('warn');
  const warnOnce = logger.warnOnce.bind(logger);
  logger.warnOnce = (message, options) => {
    if (!message.includes('did not pass the `from` option')) warnOnce(message, options);
  };
  return logger;
}

/** The part of pino's logger that the database uses; Fastify's `app.log` fits. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

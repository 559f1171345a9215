/** The command was not understood; the message says how it is written. */
export class UsageError extends Error {}

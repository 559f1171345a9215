/** A command's arguments were not understood; the message describes the correct usage. */
export class UsageError extends Error {}

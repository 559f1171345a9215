/**
 * Version of the wire. Raise it whenever a message's shape changes (a test hashes the shapes); the server keeps
 * accepting pushes of every older version, for ever: an old phone's work is stored before it is told to update.
 */
export const PROTOCOL_VERSION = 5;

/** The oldest version that understands what a pull brings (outcomes and markers that 1 does not know). */
export const OLDEST_PULLING = 2;

/** Version of the records' fields; the server upcasts what older phones send. */
export const SCHEMA_VERSION = 3;

/**
 * Version of the wire. Raise it whenever a message's shape changes (a test hashes the shapes); the server keeps
 * accepting pushes of every older version, for ever: an old phone's work is stored before it is told to update.
 */
export const PROTOCOL_VERSION = 11;

/** The oldest version that understands what a pull brings: those before do not know proposals (decision 213). */
export const OLDEST_PULLING = 8;

/** Version of the records' fields; the server upcasts what older phones send. */
export const SCHEMA_VERSION = 4;

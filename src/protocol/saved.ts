import * as v from 'valibot';

/**
 * The version of a stored value: the time of its last change, which rises with each; 0 is a value that was never set.
 * What a phone reads carries it, and a save names the one that it was made on top of (`seen`). A save of something that
 * somebody else has changed since stores nothing, and its answer, with what stands now, says `meanwhile`.
 */
export const version = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Beside what is stored; absent from an older server. */
export const versioned = v.object({ version: v.optional(version) });

/** Beside a change; absent from phones before version 11, whose changes are taken as they come. */
export const onTop = v.object({ seen: v.optional(version) });

/** Nothing was stored, because somebody else has changed something of it since. */
export const meanwhile = v.optional(v.literal(true));

/**
 * A list whose last used comes first, at most `most` long, with `one` used now: those that it stands for go.
 *
 * @param list undefined: nothing was used yet
 */
export const latestFirst = <T>(
  list: readonly T[] | undefined,
  one: T,
  isSame: (other: T) => boolean,
  most: number,
): T[] => [one, ...(list ?? []).filter((other) => !isSame(other))].slice(0, most);

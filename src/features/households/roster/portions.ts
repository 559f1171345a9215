// Each portion is one group: small enough for one push, and for a cheap phone to react to touches in between.
const portion = 25;

export interface Steps<Done = number> {
  readonly yieldToMain: () => Promise<void>;
  /** Called with the counts on disk so far. */
  readonly onDone: (done: Done) => void;
}

/** Items in portions of so many records each; one item is never divided. */
export function portionsOf<T>(items: readonly T[], records: (item: T) => number): T[][] {
  const portions: T[][] = [];
  let room = 0;
  for (const item of items) {
    const size = records(item);
    if (room < size || portions.length === 0) {
      portions.push([]);
      room = portion;
    }
    portions[portions.length - 1]!.push(item);
    room -= size;
  }
  return portions;
}

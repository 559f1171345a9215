// A sheet with borders down to its last row is fifty megabytes without content. Scanning its bytes is some ten times as
// fast as parsing them, and only portions that may have a value are parsed.

// The browser may unpack more at once than a cheap phone parses between two frames.
const portionBytes = 32_768;
const code = (sign: string): number => sign.charCodeAt(0);

/** Ends of tags around a value or a text ("v>", "t>"), the end of the rows ("sheetData>"), merged cells. */
const telling = [
  ['v', '>'],
  ['t', '>'],
  ['a', '>'],
  ['m', 'e'],
].map(([first, second]) => [code(first!), code(second!)] as const);

function has(bytes: Uint8Array, [first, second]: readonly [number, number]): boolean {
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (bytes[at + 1] === second) return true;
  return false;
}

const rowTag = [...'row r='].map(code);
const isRowTag = (bytes: Uint8Array, at: number): boolean => rowTag.every((byte, i) => bytes[at + i] === byte);

/** The offset of the first or the last row that has a number, or -1. */
function rowIn(bytes: Uint8Array, isLast: boolean): number {
  const [from, step] = isLast ? [bytes.length - rowTag.length, -1] : [0, 1];
  for (let at = from; at >= 0 && at < bytes.length; at += step)
    if (isRowTag(bytes, at)) return bytes.lastIndexOf(code('<'), at);
  return -1;
}

/**
 * The portions of a sheet's XML without empty rows. Of a portion without content its beginning stays, which may end the
 * row before it, and its last row, which may continue in the next portion.
 */
export async function* worthReading(bytes: AsyncGenerator<Uint8Array> | undefined): AsyncGenerator<Uint8Array> {
  if (!bytes) return;
  let isWide: boolean | undefined;
  for await (const all of bytes) {
    // UTF-16 has zeros between its characters and is rare, so it is read whole.
    isWide ??= all.subarray(0, 4).some((byte) => byte === 0 || byte >= 0xfe);
    for (let at = 0; at < all.length; at += portionBytes) {
      const portion = all.subarray(at, at + portionBytes);
      const first = isWide || telling.some((pair) => has(portion, pair)) ? -1 : rowIn(portion, false);
      if (first < 0) {
        yield portion;
        continue;
      }
      yield portion.subarray(0, first);
      yield portion.subarray(rowIn(portion, true));
    }
  }
}

/** How many bytes the packed text has unpacked (a varint), and where it begins. */
function lengthOf(packed: Buffer): { readonly length: number; readonly at: number } | undefined {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = packed[i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { length, at: i + 1 };
  }
  return undefined;
}

// Larger than anything that lies in a profile; a wrong guess must not ask for gigabytes.
const longest = 64 * 1024 * 1024;

/**
 * Unpacks snappy's raw format (google/snappy, format_description.txt).
 * @param open more may follow behind the packed bytes
 * @returns undefined for what is not in that format
 */
export function snappyBytes(packed: Buffer, { open = false } = {}): Buffer | undefined {
  const start = lengthOf(packed);
  if (!start || start.length > longest) return undefined;
  const out = Buffer.alloc(start.length);
  let [at, to] = [start.at, 0];
  while (to < out.length) {
    const tag = packed[at++];
    if (tag === undefined) return undefined;
    const kind = tag & 3;
    if (kind === 0) {
      let length = tag >> 2;
      if (length >= 60) {
        const bytes = length - 59;
        if (at + bytes > packed.length) return undefined;
        length = packed.readUIntLE(at, bytes);
        at += bytes;
      }
      length += 1;
      if (at + length > packed.length || to + length > out.length) return undefined;
      packed.copy(out, to, at, at + length);
      [at, to] = [at + length, to + length];
      continue;
    }
    const bytes = kind === 3 ? 4 : kind;
    if (at + bytes > packed.length) return undefined;
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | packed[at]! : packed.readUIntLE(at, bytes);
    at += bytes;
    if (offset === 0 || offset > to || to + length > out.length) return undefined;
    for (let i = 0; i < length; i++, to++) out[to] = out[to - offset]!; // may overlap itself: byte by byte
  }
  return open || at === packed.length ? out : undefined;
}

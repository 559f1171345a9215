import { rosterLimits } from '../../../../domain/roster/table.ts';
import { RefusedFile } from '../refused.ts';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly header: number;
}

export interface ZipFile {
  readonly names: readonly string[];
  /**
   * One file's bytes as they unpack, undefined where there is no such file; names are compared without regard to case,
   * as Excel does. The unpacked bytes of all files are counted, whatever the archive declares, so a bomb ends with
   * `RefusedFile` and only one piece is in memory at a time.
   */
  read(name: string): AsyncGenerator<Uint8Array> | undefined;
}

const endOfDirectory = 0x06054b50;
const endOfDirectory64 = 0x06064b50;
const locator64 = 0x07064b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const mostEntries = 5000;
const mostDirectory = 4_000_000;
const inOther = 0xffffffff;

const viewOf = async (file: Blob, from: number, to: number): Promise<DataView> =>
  new DataView(await file.slice(Math.max(0, from), to).arrayBuffer());

/**
 * Reads a ZIP archive (PKWARE APPNOTE 6.3, Zip64 too) by its directory; only the requested files come into
 * memory. The browser unpacks (`deflate-raw`, in Chrome 103 and Safari 16.4).
 * @throws RefusedFile when it is no archive, or is encrypted
 */
export async function openZip(file: Blob): Promise<ZipFile> {
  const entries = new Map((await directoryOf(file)).map((entry) => [entry.name.toLowerCase(), entry]));
  let unpacked = 0;

  async function* unpack(entry: Entry): AsyncGenerator<Uint8Array> {
    const at = await dataOf(file, entry);
    const data = file.slice(at, at + entry.compressed);
    if (entry.method !== 0 && entry.method !== 8) throw new RefusedFile('damaged');
    const reader = (
      entry.method === 0 ? data.stream() : data.stream().pipeThrough(new DecompressionStream('deflate-raw'))
    ).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        count(value.length);
        yield value;
      }
    } catch (error) {
      if (error instanceof RefusedFile) throw error;
      // A stream tells by a TypeError alone that what it unpacks is damaged, and in WebKit also that the file is gone:
      // moved, or in a cloud that is out of reach. Then this read fails too.
      await data.slice(0, 1).arrayBuffer();
      throw new RefusedFile('damaged');
    } finally {
      await reader.cancel().catch(() => undefined); // already failed: reported above
    }
  }

  function count(more: number): void {
    unpacked += more;
    if (unpacked > rosterLimits.unpacked) throw new RefusedFile('tooBig');
  }

  return {
    names: [...entries.values()].map(({ name }) => name),
    read(name) {
      const entry = entries.get(name.toLowerCase());
      return entry && unpack(entry);
    },
  };
}

interface Directory {
  readonly count: number;
  readonly at: number;
  readonly size: number;
}

async function directoryOf(file: Blob): Promise<Entry[]> {
  const { count, at: from, size } = await findDirectory(file);
  if (count > mostEntries || size > mostDirectory) throw new RefusedFile('tooBig');
  const view = await viewOf(file, from, from + size);
  let at = 0;
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== directoryEntry) throw new RefusedFile('damaged');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [nameLength, extra, comment] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ];
    if (at + 46 + nameLength + extra > view.byteLength) throw new RefusedFile('damaged');
    if (flags & 1) throw new RefusedFile('locked');
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, nameLength)).replace(/\\/g, '/');
    entries.push({ name, method, ...sizesOf(view, at, nameLength, extra) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** A size that needs more than four bytes has all ones there, and the number in the Zip64 field, in this order. */
function sizesOf(
  view: DataView,
  at: number,
  nameLength: number,
  extra: number,
): { readonly compressed: number; readonly header: number } {
  let [compressed, header] = [view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const isLong = view.getUint32(at + 24, true) === inOther;
  if (compressed !== inOther && header !== inOther) return { compressed, header };
  for (
    let field = at + 46 + nameLength;
    field + 4 <= at + 46 + nameLength + extra;
    field += 4 + view.getUint16(field + 2, true)
  ) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4 + (isLong ? 8 : 0);
    const next = (): number => {
      if (value + 8 > view.byteLength) throw new RefusedFile('damaged');
      const read = Number(view.getBigUint64(value, true));
      value += 8;
      return read;
    };
    if (compressed === inOther) compressed = next();
    if (header === inOther) header = next();
  }
  return { compressed, header };
}

/** Finds the directory's end, searching backwards: a comment of up to 64 KB may follow it. */
async function findDirectory(file: Blob): Promise<Directory> {
  const from = Math.max(0, file.size - 22 - 65_535 - 20);
  const view = await viewOf(file, from, file.size);
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== endOfDirectory) continue;
    const short = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      at: view.getUint32(at + 16, true),
    };
    const is64 = at >= 20 && view.getUint32(at - 20, true) === locator64;
    return is64 ? directory64(file, Number(view.getBigUint64(at - 12, true))) : short;
  }
  throw new RefusedFile('damaged');
}

async function directory64(file: Blob, at: number): Promise<Directory> {
  const view = await viewOf(file, at, at + 56);
  if (view.byteLength < 56 || view.getUint32(0, true) !== endOfDirectory64) throw new RefusedFile('damaged');
  return {
    count: Number(view.getBigUint64(32, true)),
    size: Number(view.getBigUint64(40, true)),
    at: Number(view.getBigUint64(48, true)),
  };
}

/** The offset of an entry's data: after its own header, whose lengths may differ from the directory's. */
async function dataOf(file: Blob, { header, compressed }: Entry): Promise<number> {
  const view = await viewOf(file, header, header + 30);
  if (view.byteLength < 30 || view.getUint32(0, true) !== localHeader) throw new RefusedFile('damaged');
  const at = header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (at + compressed > file.size) throw new RefusedFile('damaged');
  return at;
}

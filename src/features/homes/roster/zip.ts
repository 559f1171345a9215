import { rosterLimits } from '../../../domain/roster/table.ts';

/** Why a file was refused. Words: `homes:roster.refused.<reason>`. */
export type RefusedReason = 'tooBig' | 'notRead' | 'oldExcel' | 'locked' | 'empty';

export class RefusedFile extends Error {
  constructor(readonly reason: RefusedReason) {
    super(`the file was refused: ${reason}`);
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly header: number;
}

export interface ZipFile {
  readonly names: readonly string[];
  /**
   * One file's bytes as they unpack, undefined where there is no such file. What all of them unpack to is counted as it
   * comes, whatever the archive says of it: a bomb ends with `RefusedFile`, having held one piece at a time.
   */
  read(name: string): AsyncGenerator<Uint8Array> | undefined;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const mostEntries = 2000;

/**
 * Reads a ZIP archive (PKWARE APPNOTE 6.3) by its directory. Unpacking is the browser's own (`deflate-raw`, in Chrome 103
 * and Safari 16.4): no library for it to be loaded, kept up or trusted.
 * @throws RefusedFile for what is no archive, or is encrypted
 */
export function openZip(bytes: Uint8Array<ArrayBuffer>): ZipFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map(directoryOf(view).map((entry) => [entry.name, entry]));
  let unpacked = 0;

  async function* unpack(entry: Entry): AsyncGenerator<Uint8Array> {
    const at = dataOf(view, entry);
    const data = bytes.subarray(at, at + entry.compressed);
    if (entry.method === 0) {
      count(data.length);
      yield data;
      return;
    }
    if (entry.method !== 8) throw new RefusedFile('notRead');
    const source = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = source.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        count(value.length);
        yield value;
      }
    } catch (error) {
      if (error instanceof RefusedFile) throw error;
      throw new RefusedFile('notRead'); // damaged data: a TypeError of the stream
    } finally {
      await reader.cancel().catch(() => undefined); // already failed: said above
    }
  }

  function count(more: number): void {
    unpacked += more;
    if (unpacked > rosterLimits.unpacked) throw new RefusedFile('tooBig');
  }

  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      return entry && unpack(entry);
    },
  };
}

function directoryOf(view: DataView): Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > mostEntries) throw new RefusedFile('tooBig');
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== directoryEntry) throw new RefusedFile('notRead');
    const [flags, method, compressed] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [nameLength, extra, comment, header] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    if (at + 46 + nameLength > view.byteLength) throw new RefusedFile('notRead');
    if (flags & 1) throw new RefusedFile('locked');
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength)).replace(/\\/g, '/');
    entries.push({ name, method, compressed, header });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** The directory's end is found from the back; a comment of up to 64 KB may follow it. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw new RefusedFile('notRead');
}

/** Where an entry's data begins: behind its own header, whose lengths may differ from the directory's. */
function dataOf(view: DataView, { header, compressed }: Entry): number {
  if (header + 30 > view.byteLength || view.getUint32(header, true) !== localHeader) throw new RefusedFile('notRead');
  const at = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (at + compressed > view.byteLength) throw new RefusedFile('notRead');
  return at;
}

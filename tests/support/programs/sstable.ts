import { snappyBytes } from './snappy.ts';

// A LevelDB table (google/leveldb, doc/table_format.md): blocks, an index of them, and a footer of 48 bytes.
const footerLength = 48;
const magic = Buffer.from('57fb808b247547db', 'hex');
const [plain, snappy] = [0, 1];

/** The unpacked data blocks of a LevelDB table; none for a file that is something else. */
export function blocksOfTable(file: Buffer): Buffer[] {
  if (file.length < footerLength || !file.subarray(file.length - magic.length).equals(magic)) return [];
  const footer = cursorOver(file.subarray(file.length - footerLength));
  footer.handle(); // of the block of filters
  const index = blockAt(file, footer.handle());
  return index ? handlesIn(index).flatMap((handle) => blockAt(file, handle) ?? []) : [];
}

interface Handle {
  readonly offset: number;
  readonly size: number;
}

function blockAt(file: Buffer, { offset, size }: Handle): Buffer | undefined {
  const block = file.subarray(offset, offset + size);
  const type = file[offset + size];
  if (type === plain) return block;
  return type === snappy ? snappyBytes(block) : undefined;
}

/** The values of an index block are handles. */
function handlesIn(index: Buffer): Handle[] {
  const restarts = index.readUInt32LE(index.length - 4);
  const end = index.length - 4 - 4 * restarts;
  const at = cursorOver(index.subarray(0, end));
  const handles: Handle[] = [];
  while (!at.isOver()) {
    at.varint(); // of the key, what it shares with the one before
    const [key, value] = [at.varint(), at.varint()];
    const entry = cursorOver(at.bytes(key + value).subarray(key));
    handles.push(entry.handle());
  }
  return handles;
}

function cursorOver(bytes: Buffer) {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes.readUInt8(at++);
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  return {
    varint,
    handle: (): Handle => ({ offset: varint(), size: varint() }),
    bytes: (length: number): Buffer => bytes.subarray(at, (at += length)),
    isOver: () => at >= bytes.length,
  };
}

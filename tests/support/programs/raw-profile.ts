import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync, constants } from 'node:zlib';
import { snappyBytes } from './snappy.ts';
import { blocksOfTable } from './sstable.ts';

/**
 * The files of a browser's profile in which one of the texts stands: as it is, or as what Chromium packs things into.
 * That is a block of a LevelDB table (snappy), a value of IndexedDB inside one (snappy again), a gzip stream of the
 * HTTP cache. Texts are looked for in UTF-8, UTF-16 (strings of V8, form data of a tab), JSON's escapes, and composed
 * or not.
 * @returns the files' paths below `profile`, with the text
 */
export function filesWithTexts(profile: string, texts: readonly string[]): string[] {
  const wanted = texts.map((text) => ({ text, forms: formsOf(text) }));
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const layers = layersOf(readFileSync(path));
      return wanted
        .filter(({ forms }) => layers.some((bytes) => forms.some((form) => bytes.includes(form))))
        .map(({ text }) => `${relative(profile, path)}: ${text}`);
    });
}

function formsOf(text: string): Buffer[] {
  const escaped = [...text]
    .map((letter) => (letter < '\u0080' ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  const written = [...new Set([text.normalize('NFC'), text.normalize('NFD'), escaped, encodeURIComponent(text)])];
  return written.flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le')]);
}

/** The bytes themselves, and everything packed in them that can be unpacked. */
function layersOf(bytes: Buffer): Buffer[] {
  const blocks = blocksOfTable(bytes);
  return [bytes, ...blocks, ...[bytes, ...blocks].flatMap(valuesOf), ...streamsOf(bytes)];
}

// What Blink writes before a compressed value of IndexedDB (third_party/blink, idb_value_wrapping.cc).
const compressedValue = Buffer.from([0xff, 0x11, 0x02]);

const valuesOf = (bytes: Buffer): Buffer[] =>
  placesOf(bytes, compressedValue)
    .map((at) => snappyBytes(bytes.subarray(at + compressedValue.length), { open: true }))
    .filter((value) => value !== undefined);

const gzipStart = Buffer.from([0x1f, 0x8b, 0x08]);

const streamsOf = (bytes: Buffer): Buffer[] =>
  placesOf(bytes, gzipStart).flatMap((at) => {
    try {
      return [gunzipSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH })];
    } catch {
      return []; // three bytes that happen to look like a beginning
    }
  });

function placesOf(bytes: Buffer, start: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) places.push(at);
  return places;
}

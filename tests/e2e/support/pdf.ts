import { inflateSync } from 'node:zlib';

/**
 * How many pages a PDF has: one `/Type /Page` each (ISO 32000-1, 7.7.3.3), in the open (Chromium's) or in a compressed
 * object stream (Firefox's).
 */
export function pagesOf(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  const objects = [...text.matchAll(/\/ObjStm[^]*?stream\r?\n/g)].map(({ 0: { length }, index }) =>
    inflateSync(pdf.subarray(index + length)).toString('latin1'),
  );
  return [text, ...objects].flatMap((part) => part.match(/\/Type\s*\/Page\b/g) ?? []).length;
}

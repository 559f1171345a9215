import { randomBytes } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openZip } from '../../../src/features/households/roster/readers/zip.ts';
import { RefusedFile } from '../../../src/features/households/roster/refused.ts';
import { zip } from '../../support/xlsx.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'roster-gone-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function readToItsEnd(pieces: AsyncGenerator<Uint8Array>): Promise<void> {
  for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
}

// The remedies differ: a damaged file is asked for again, one that is out of reach is downloaded first.
test('a file that is moved away while it is read is not called damaged', async () => {
  const path = join(folder, 'list.xlsx');
  writeFileSync(path, zip({ 'xl/sharedStrings.xml': randomBytes(4_000_000).toString('hex') }));
  const archive = await openZip(await openAsBlob(path));
  const pieces = archive.read('xl/sharedStrings.xml')!;
  await pieces.next();
  writeFileSync(path, '');
  const reading = readToItsEnd(pieces);
  await expect(reading).rejects.toThrow();
  await expect(reading).rejects.not.toBeInstanceOf(RefusedFile);
});

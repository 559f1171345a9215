import { describe, expect, test } from 'vitest';
import { broken } from './lint.ts';

describe('inside an IndexedDB transaction only the database is awaited', () => {
  const RULE = 'thon-so/only-dexie-in-transaction';
  const inside = (body: string): string => `export const run = (db: any, cipher: any) => db.transaction('rw', db.rows, async (tx: any) => {\n${body}\n});\n`;
  test.each<[string, string, boolean]>([
    ['a call on the database', inside('await db.rows.put(1);'), true],
    ['a chain on the transaction', inside("await tx.table('rows').where('id').equals(1).first();"), true],
    ['encrypting', inside('await cipher.seal(1);'), false],
    ['WebCrypto', inside('await crypto.subtle.digest("SHA-256", new Uint8Array());'), false],
    ['the network', inside("await fetch('/x');"), false],
    ['a timer', inside('await new Promise((done) => setTimeout(done, 1));'), false],
    ['several at once', inside('await Promise.all([db.rows.get(1)]);'), false],
    ['in a function within', inside('const later = async () => { await cipher.seal(1); };\nawait db.rows.put(later);'), false],
    ['awaiting something plain', inside('await cipher;'), false],
    ['encrypting before it', 'export const run = async (db: any, cipher: any) => { const row = await cipher.seal(1); await db.transaction("rw", db.rows, async () => { await db.rows.put(row); }); };\n', true],
  ])('%s: %s', async (_, code, fine) => {
    for (const file of ['src/store/written-by-the-test.ts', 'src/sync/written-by-the-test.ts']) {
      expect((await broken(file, code)).includes(RULE)).toBe(!fine);
    }
  });
});

describe('time and chance are passed in', () => {
  const RULE = 'no-restricted-properties';
  const code = (what: string): string => `export const x = ${what};\n`;
  test.each(['src/lib', 'src/domain', 'src/protocol', 'src/sync', 'src/store', 'src/server'])('in %s', async (room) => {
    const file = `${room}/written-by-the-test.ts`;
    expect(await broken(file, code('Date.now()'))).toContain(RULE);
    expect(await broken(file, code('Math.random()'))).toContain(RULE);
    expect(await broken(file, code('Math.max(1, 2)'))).not.toContain(RULE);
  });
});

test('a room has a small face: export * is refused', async () => {
  expect(await broken('src/domain/written-by-the-test.ts', "export * from './day.ts';\n")).toContain('no-restricted-syntax');
});

test('a circle of imports is refused', async () => {
  // answer.ts imports day.ts; here day.ts imports answer.ts back.
  expect(await broken('src/domain/day.ts', "import { answer } from './answer.ts';\nexport const day = answer;\n")).toContain('import-x/no-cycle');
});

test('a picture without words is refused', async () => {
  expect(await broken('src/ui/Written.tsx', 'export const Y = () => <img src="/x.png" />;\n')).toContain('jsx-a11y/alt-text');
});

import { describe, expect, test, vi } from 'vitest';
import { broken } from './lint.ts';

// Each asks a linter in a process of its own: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 });

describe('inside an IndexedDB transaction only the database is awaited', () => {
  const RULE = 'thon-so/only-dexie-in-transaction';
  const inside = (body: string): string =>
    `export const run = (db: any, cipher: any) => db.transaction('rw', db.rows, async (tx: any) => {\n${body}\n});\n`;
  test.each<[string, string, boolean]>([
    ['a call on the database', inside('await db.rows.put(1);'), true],
    ['a chain on the transaction', inside("await tx.table('rows').where('id').equals(1).first();"), true],
    ['encrypting', inside('await cipher.seal(1);'), false],
    ['WebCrypto', inside('await crypto.subtle.digest("SHA-256", new Uint8Array());'), false],
    ['the network', inside("await fetch('/x');"), false],
    ['a timer', inside('await new Promise((done) => setTimeout(done, 1));'), false],
    ['several at once', inside('await Promise.all([db.rows.get(1)]);'), false],
    [
      'in a function within',
      inside('const later = async () => { await cipher.seal(1); };\nawait db.rows.put(later);'),
      false,
    ],
    ['awaiting something plain', inside('await cipher;'), false],
    [
      'encrypting before it',
      'export const run = async (db: any, cipher: any) => { const row = await cipher.seal(1); ' +
        'await db.transaction("rw", db.rows, async () => { await db.rows.put(row); }); };\n',
      true,
    ],
  ])('%s: %s', (_, code, fine) => {
    const judged = broken(['src/store/written.ts', 'src/sync/written.ts'].map((file) => [file, code]));
    expect(judged.map((rules) => rules.includes(RULE))).toEqual([!fine, !fine]);
  });
});

describe('time and chance are passed in', () => {
  const RULE = 'no-restricted-properties';
  const code = (what: string): string => `export const x = ${what};\n`;
  test.each(['src/lib', 'src/domain', 'src/protocol', 'src/sync', 'src/store', 'src/server'])('in %s', (room) => {
    const [clock, chance, neither] = broken([
      [`${room}/clock.ts`, code('Date.now()')],
      [`${room}/chance.ts`, code('Math.random()')],
      [`${room}/neither.ts`, code('Math.max(1, 2)')],
    ]);
    expect(clock).toContain(RULE);
    expect(chance).toContain(RULE);
    expect(neither).not.toContain(RULE);
  });
});

test('a room has a small face: export * is refused', () => {
  expect(broken([['src/domain/written.ts', "export * from './day.ts';\n"]])[0]).toContain('thon-so/no-export-all');
});

test('no line is longer than 120 characters', () => {
  const RULE = 'thon-so/max-line';
  const long = (before: string, after: string, length: number, filler = 'x'): string =>
    before + filler.repeat(length - before.length - after.length) + after;
  const cases: readonly [title: string, code: string, fine: boolean][] = [
    ['code of 120', long("export const text = '", "';", 120), true],
    ['code of 121', long("export const text = '", "';", 121), false],
    ['120 Vietnamese letters', long("export const text = '", "';", 120, 'ộ'), true],
    ['the same letters, taken apart', long("export const text = '", "';", 120, 'ộ').normalize('NFD'), true],
    ['120 characters outside of the basic plane', long("export const text = '", "';", 120, '𝒙'), true],
    ['a comment of 121', long('// ', '\nexport {};', 121 + '\nexport {};'.length), false],
    ['a line within a template', `export const text = \`\n${long('', '', 121)}\n\`;`, false],
    ['an import of a long path', long("import { answer } from './", ".ts';", 160) + '\nexport { answer };', true],
    ['a URL by itself in a comment', long('// https://example.org/', '', 160) + '\nexport {};', true],
    ['a URL by itself in a string', `export const page =\n  ${long("'https://example.org/", "';", 160)}`, true],
    ['a URL with words before it', long('// See https://example.org/', '', 160) + '\nexport {};', false],
  ];
  const judged = broken(cases.map(([, code], at) => [`src/server/written-${at}.ts`, `${code}\n`]));
  expect(cases.map(([title], at) => [title, !judged[at]!.includes(RULE)])).toEqual(
    cases.map(([title, , fine]) => [title, fine]),
  );
});

test('a circle of imports is refused', () => {
  const judged = broken([
    ['src/domain/record/json.ts', "import { answer } from './answer.ts';\nexport const json = answer;\n"],
    ['src/domain/record/answer.ts', "import { json } from './json.ts';\nexport const answer = json;\n"],
  ]);
  expect(judged.flat()).toContain('import/no-cycle');
});

test('a circle of types alone is refused, too', () => {
  const judged = broken([
    ['src/domain/record/json.ts', "import type { Answer } from './answer.ts';\nexport type Json = Answer;\n"],
    ['src/domain/record/answer.ts', "import type { Json } from './json.ts';\nexport type Answer = Json;\n"],
  ]);
  expect(judged.flat()).toContain('import/no-cycle');
});

test('a picture without words is refused', () => {
  expect(broken([['src/ui/Written.tsx', 'export const Y = () => <img src="/x.png" />;\n']])[0]).toContain(
    'jsx-a11y/alt-text',
  );
});

test('a hook that is not always called is refused', () => {
  expect(
    broken([
      [
        'src/ui/Written.tsx',
        "import { useState } from 'react';\nexport function Y({ on }: { on: boolean }) {\n" +
          '  if (on) useState(0);\n  return null;\n}\n',
      ],
    ])[0],
  ).toContain('react-hooks/rules-of-hooks');
});

test('a promise that nobody waits for is refused', () => {
  const files: [string, string][] = [
    ['src/store/floats.ts', 'export function save(write: () => Promise<void>): void {\n  write();\n}\n'],
  ];
  expect(broken(files, '--type-aware')[0]).toContain('typescript/no-floating-promises');
});

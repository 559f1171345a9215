import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { broken, hasModule, moduleOf, root, specifier, zoneTargets } from './lint.ts';

const ARROW = 'import-x/no-restricted-paths';
const feature = (name: string): string => `src/features/${name}`;
const below = ['src/ui', 'src/i18n', 'src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib', 'locales'];

/** The picture of the rooms as docs/architecture.md draws it, written again so that a slip in rooms.js shows. */
const allowed: Record<string, readonly string[]> = {
  'src/lib': [],
  'src/domain': ['src/lib'],
  'src/protocol': ['src/domain', 'src/lib'],
  'src/store': ['src/protocol', 'src/domain', 'src/lib'],
  'src/sync': ['src/store', 'src/protocol', 'src/domain', 'src/lib'],
  'src/i18n': ['src/lib', 'locales'],
  'src/ui': ['src/i18n', 'src/lib'],
  'src/sw': ['src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib'],
  'src/server': ['src/protocol', 'src/domain', 'src/lib', 'locales'],
  [feature('survey')]: below,
  [feature('guides')]: below,
  [feature('progress')]: below,
  [feature('team')]: below,
  [feature('settings')]: below,
  [feature('rights')]: below,
  'src/app': [feature('survey'), feature('guides'), feature('progress'), feature('team'), feature('settings'), feature('rights'), ...below],
};
const rooms = Object.keys(allowed);
const targets = [...rooms, 'locales', 'tests/unit/lint', 'scripts'];
const arrows = rooms.flatMap((from) => targets.filter((to) => to !== from).map((to) => [from, to, allowed[from]!.includes(to)] as const));

const importing = (from: string, to: string, code = (of: string) => `import { x } from '${of}';\nexport const y = x;\n`): Promise<string[]> => {
  const file = `${from}/written-by-the-test.ts`;
  return broken(file, code(specifier(file, moduleOf(to))));
};

describe('an import from one room into another', () => {
  it('finds something to import in every room', () => {
    expect(targets.filter((room) => !hasModule(room))).toEqual([]);
  });

  test.each(arrows.filter(([, , may]) => may))('%s may import %s', async (from, to) => {
    expect(await importing(from, to)).not.toContain(ARROW);
  });

  test.each(arrows.filter(([, , may]) => !may))('%s may not import %s', async (from, to) => {
    expect(await importing(from, to)).toContain(ARROW);
  });

  test.each(rooms)('%s may import itself', async (room) => {
    expect(await importing(room, room)).not.toContain(ARROW);
  });
});

describe('a forbidden arrow is seen however it is written', () => {
  test.each<[string, (of: string) => string]>([
    ['import', (of) => `import { x } from '${of}';\nexport const y = x;\n`],
    ['import type', (of) => `import type { X } from '${of}';\nexport type Y = X;\n`],
    ['import for its effect', (of) => `import '${of}';\n`],
    ['import()', (of) => `export const load = (): Promise<unknown> => import('${of}');\n`],
    ['export from', (of) => `export { x } from '${of}';\n`],
  ])('%s', async (_, code) => {
    expect(await importing('src/domain', 'src/server', code)).toContain(ARROW);
  });

  it('in a component too', async () => {
    const file = 'src/features/progress/Written.tsx';
    const code = `import { x } from '${specifier(file, moduleOf('src/features/survey'))}';\nexport const Y = () => <p>{x}</p>;\n`;
    expect(await broken(file, code)).toContain(ARROW);
  });
});

describe('the composition root', () => {
  test.each([
    ['src/app', true],
    ['src/features/survey', false],
    ['src/store', false],
    ['src/server', false],
  ])('src/main.tsx imports %s: %s', async (to, may) => {
    const code = `import { x } from '${specifier('src/main.tsx', moduleOf(to))}';\nexport const y = x;\n`;
    expect((await broken('src/main.tsx', code)).includes(ARROW)).toBe(!may);
  });
});

it('packages are free: lint judges our own rooms only', async () => {
  expect(await broken('src/domain/written-by-the-test.ts', "import * as v from 'valibot';\nexport const s = v.string();\n")).toEqual([]);
});

// A room that nobody named has no zone, and everything in it would be allowed.
it('every folder of src is a room that rooms.js names', async () => {
  const zones = await zoneTargets();
  const folders = (under: string): string[] => readdirSync(path.join(root, under), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${under}/${entry.name}`);
  const actual = [...folders('src').filter((name) => name !== 'src/features'), ...folders('src/features')];
  expect(actual.filter((name) => !zones.includes(name))).toEqual([]);
});

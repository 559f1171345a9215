import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import { broken, hasModule, moduleOf, root, specifier } from './lint.ts';

// Each asks a linter in a process of its own: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const ARROW = 'thon-so/rooms';
const feature = (name: string): string => `src/features/${name}`;
const features = [
  'survey',
  'guides',
  'progress',
  'team',
  'settings',
  'review',
  'rights',
  'households',
  'recordings',
  'passkeys',
  'village',
  'campaigns',
  'criteria',
];
const below = [
  'src/ui',
  'src/i18n',
  'src/phone',
  'src/sync',
  'src/store',
  'src/protocol',
  'src/domain',
  'src/lib',
  'locales',
];

/** The picture of the rooms as docs/architecture.md draws it, written again so that a slip in rooms.js shows. */
const allowed: Record<string, readonly string[]> = {
  'src/lib': [],
  'src/domain': ['src/lib'],
  'src/protocol': ['src/domain', 'src/lib'],
  'src/store': ['src/protocol', 'src/domain', 'src/lib'],
  'src/sync': ['src/store', 'src/protocol', 'src/domain', 'src/lib'],
  'src/i18n': ['src/lib', 'locales'],
  'src/phone': ['src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib', 'src/i18n'],
  'src/ui': ['src/i18n', 'src/lib'],
  'src/sw': ['src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib', 'locales'],
  'src/server': ['src/protocol', 'src/domain', 'src/lib', 'locales'],
  ...Object.fromEntries(features.map((name) => [feature(name), below])),
  'src/app': [...features.map(feature), ...below],
};
const rooms = Object.keys(allowed);
const targets = [...rooms, 'locales', 'tests/unit/lint', 'scripts'];
const arrows = rooms.flatMap((from) =>
  targets.filter((to) => to !== from).map((to) => [from, to, allowed[from]!.includes(to)] as const),
);

/** A module of room `from` that imports one of room `to`. */
const importing = (
  from: string,
  to: string,
  code = (of: string) => `import { x } from '${of}';\nexport const y = x;\n`,
  name = `to-${to.replaceAll('/', '-')}.ts`,
): [string, string] => {
  const file = `${from}/${name}`;
  return [file, code(specifier(file, moduleOf(to)))];
};

test('the features drawn are the folders that exist', () => {
  expect([...features].sort()).toEqual(readdirSync(path.join(root, 'src/features')).sort());
});

describe('an import from one room into another', () => {
  const pairs = [...arrows, ...rooms.map((room) => [room, room, true] as const)];
  const judged = broken(pairs.map(([from, to]) => importing(from, to)));

  it('finds something to import in every room', () => {
    expect(targets.filter((room) => !hasModule(room))).toEqual([]);
  });

  test.each(pairs.map(([from, to, may], at) => [from, may ? 'may' : 'may not', to, judged[at]!, may] as const))(
    '%s %s import %s',
    (_from, _may, _to, rules, may) => {
      expect(rules.includes(ARROW)).toBe(!may);
    },
  );
});

describe('a forbidden arrow is seen however it is written', () => {
  const ways: [string, (of: string) => string][] = [
    ['import', (of) => `import { x } from '${of}';\nexport const y = x;\n`],
    ['import type', (of) => `import type { X } from '${of}';\nexport type Y = X;\n`],
    ['import for its effect', (of) => `import '${of}';\n`],
    ['import()', (of) => `export const load = (): Promise<unknown> => import('${of}');\n`],
    ['import() of a type', (of) => `export type Y = import('${of}').X;\n`],
    ['export from', (of) => `export { x } from '${of}';\n`],
    ['export * from', (of) => `export * as x from '${of}';\n`],
    ['the address of a worker', (of) => `export const x = new URL('${of}', import.meta.url);\n`],
    ['a component', (of) => `import { x } from '${of}';\nexport const Y = () => <p>{x}</p>;\n`],
  ];
  const judged = broken(
    ways.map(([name, code]) => importing('src/domain', 'src/server', code, `${name.replaceAll(/\W/g, '-')}.tsx`)),
  );
  test.each(ways.map(([name], at) => [name, judged[at]!] as const))('%s', (_, rules) => {
    expect(rules).toContain(ARROW);
  });
});

describe('the composition root', () => {
  test.each([
    ['src/app', true],
    ['src/features/survey', false],
    ['src/store', false],
    ['src/server', false],
  ])('src/main.tsx imports %s: %s', (to, may) => {
    const [rules] = broken([
      ['src/main.tsx', `import { x } from '${specifier('src/main.tsx', moduleOf(to))}';\nexport const y = x;\n`],
    ]);
    expect(rules!.includes(ARROW)).toBe(!may);
  });
});

it('packages are free: lint judges our own rooms only', () => {
  expect(broken([['src/domain/written.ts', "import * as v from 'valibot';\nexport const s = v.string();\n"]])).toEqual([
    [],
  ]);
});

// A room that nobody named has no arrows, and everything in it would be allowed.
it('every folder of src is a room that rooms.js names', () => {
  const folders = (under: string): string[] =>
    readdirSync(path.join(root, under), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${under}/${entry.name}`);
  const actual = [...folders('src').filter((name) => name !== 'src/features'), ...folders('src/features')];
  const judged = broken(actual.map((name) => importing(name, 'scripts')));
  expect(actual.filter((_, at) => !judged[at]!.includes(ARROW))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/tour.md'), 'utf8');

/** The rows of the tour: a file below `src`, and the function of it that the row is about. */
const hops = [...page.matchAll(/^\| `([\w./-]+\.tsx?)` \| `(\w+)` \|/gm)].map(([, file, name]) => ({
  file: file!,
  name: name!,
}));

it('tells three flows', () => {
  expect(hops.length).toBeGreaterThan(40);
});

it.each(hops)('$file has $name', ({ file, name }) => {
  const text = readFileSync(join(root, 'src', file), 'utf8');
  const declared = new RegExp(`(function\\*?|const|async|^)\\s+${name}\\b|\\b${name}(:|\\()`, 'm');
  expect(text).toMatch(declared);
});

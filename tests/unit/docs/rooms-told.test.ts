import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** The rows of the table of rooms: a folder below `src`, and what the row says of its parts. */
const rows = [...page.matchAll(/^\| `(src\/[\w/]+)` \|[^|]*\|([^|]*)\|$/gm)].map(([, room, parts]) => ({
  room: room!,
  parts: parts!,
}));

const foldersIn = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe('docs/architecture.md tells the rooms that are there', () => {
  it('has a row for every room, and names every feature', () => {
    const named = rows.map(({ room }) => room);
    expect(foldersIn('src').filter((name) => name !== 'features' && !named.includes(`src/${name}`))).toEqual([]);
    expect(foldersIn('src/features').filter((name) => !page.includes(name))).toEqual([]);
  });

  it.each(rows)('names every folder of $room', ({ room, parts }) => {
    expect(foldersIn(room).filter((name) => !parts.includes(`\`${name}\``))).toEqual([]);
  });
});

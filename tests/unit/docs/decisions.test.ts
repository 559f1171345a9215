import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../docs/decisions');
const names = readdirSync(folder)
  .filter((name) => /^\d{4}-.+\.md$/.test(name))
  .sort();

interface Title {
  readonly name: string;
  readonly number: number;
  readonly title: string;
  readonly day: string;
}

/** `# 3. Deleting is the field (2026-11-22)` */
function titleOf(name: string): Title {
  const [first = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
  const [, number, title, day] = /^# (\d+)\. (.+) \((\d{4}-\d\d-\d\d)\)$/.exec(first) ?? [];
  if (number === undefined || title === undefined || day === undefined)
    throw new Error(`${name} begins with: ${first}`);
  return { name, number: Number(number), title, day };
}

const index = (titles: readonly Title[]): string => `# Decisions

Each is dated and short, and is superseded by a later one instead of being changed in what it decides; titles, words and
file names follow the [glossary](../glossary.md). This list is made from the files:
\`npx vitest run --project unit tests/unit/docs -u\` writes it anew.

| | decision | day |
| --- | --- | --- |
${titles.map(({ name, number, title, day }) => `| ${number} | [${title}](${name}) | ${day} |`).join('\n')}
`;

it('has the number of each decision in its file’s name', () => {
  expect(names.filter((name) => titleOf(name).number !== Number(name.slice(0, 4)))).toEqual([]);
});

it('docs/decisions/README.md lists them all', async () => {
  await expect(index(names.map(titleOf))).toMatchFileSnapshot(join(folder, 'README.md'));
});

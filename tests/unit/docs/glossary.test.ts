import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/glossary.md'), 'utf8');

const textOf = (folder: string, suffix: RegExp): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => suffix.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

const screens = textOf('locales/vi', /\.json$/).toLowerCase();
const code = textOf('src', /\.tsx?$/);

const [concepts = '', kept = ''] = page.split('## Names that stay');
const cellsOf = (text: string): string[][] =>
  [...text.matchAll(/^\| (.+) \|$/gm)].map(([, row]) => row!.split(' | ').map((cell) => cell.trim()));
const rows = cellsOf(concepts).filter(([screen]) => screen !== 'on screen');
const namesIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

describe('docs/glossary.md', () => {
  it('has rows of three cells', () => {
    expect(rows.length).toBeGreaterThan(90);
    expect(rows.filter((cells) => cells.length !== 3)).toEqual([]);
  });

  it('names words that stand on the screen', () => {
    const words = rows.filter(([screen]) => screen !== '–').flatMap(([screen]) => screen!.split(', '));
    const parts = words.filter((word) => !word.includes('{{') && !word.includes('}}'));
    expect(parts.filter((word) => !screens.includes(word.toLowerCase()))).toEqual([]);
  });

  it('names words that stand in the code', () => {
    const names = rows.flatMap(([, cell]) => namesIn(cell!));
    const missing = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
    expect(missing).toEqual([]);
  });

  it('tells each thing once', () => {
    const names = rows.flatMap(([, cell]) => namesIn(cell!));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('keeps only names that are there', () => {
    const names = cellsOf(kept).flatMap(([cell]) => namesIn(cell!));
    const parts = names.flatMap((name) => name.split(/[.…]/)).filter((part) => part !== '');
    expect(names.length).toBeGreaterThan(15);
    expect(parts.filter((part) => !code.includes(part))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { namespaces } from '../../../src/i18n/index.ts';

/** Lists are words to search by: as many in each language as people there use. */
type Tree = { readonly [key: string]: string | readonly string[] | Tree };
const files = import.meta.glob<Tree>('../../../locales/{vi,en}/**/*.json', { eager: true, import: 'default' });

const file = (language: 'vi' | 'en', name: string): Tree => files[`../../../locales/${language}/${name}.json`] ?? {};
const names = (language: 'vi' | 'en'): string[] =>
  Object.keys(files)
    .flatMap((path) => path.match(new RegExp(`locales/${language}/(.+)\\.json$`))?.[1] ?? [])
    .sort();

const isList = (value: readonly string[] | Tree): value is readonly string[] => Array.isArray(value);

/** `{ a: { b: 'x' } }` → `[['a.b', 'x']]` */
const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    return isList(value) ? [] : flatten(value, `${prefix}${key}.`);
  });

// Vietnamese has one plural form and English two: compare what they are forms of.
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keys = (tree: Tree): string[] => [...new Set(flatten(tree).map(([key]) => withoutPlural(key)))].sort();
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort();

// Names and codes that are the same words in both languages.
const sameInBoth = new RegExp(
  [
    '^(Thôn Số|Zalo|eTax Mobile|VNeID|QR|PIN|SMS|Wi-Fi|Tiếng Việt|English',
    String.raw`[\d\s/:.,()%–-]*|(\{\{\w+\}\}[\s/·:,.()–-]*)+)$`,
  ].join('|'),
);

describe('the texts', () => {
  it('are in the same files in Vietnamese and English', () => {
    expect(names('en')).toEqual(names('vi'));
    expect(names('vi')).toEqual(expect.arrayContaining([...namespaces]));
  });

  describe.each(names('vi'))('%s', (name) => {
    const [vi, en] = [file('vi', name), file('en', name)];

    it('has the same keys in both languages', () => {
      // A guide's English may add a note that says what the app's Vietnamese words mean.
      const gloss = (key: string): boolean =>
        name.startsWith('guides/') && key.endsWith('.note') && !keys(vi).includes(key);
      expect(keys(en).filter((key) => !gloss(key))).toEqual(keys(vi));
    });

    it('has the same placeholders in both languages', () => {
      const byKey = (tree: Tree): Record<string, string[]> => {
        const found: Record<string, Set<string>> = {};
        for (const [key, text] of flatten(tree))
          for (const one of placeholders(text)) (found[withoutPlural(key)] ??= new Set()).add(one);
        return Object.fromEntries(Object.entries(found).map(([key, set]) => [key, [...set].sort()]));
      };
      expect(byKey(en)).toEqual(byKey(vi));
    });

    it('says something in every text, and the other language says it in other words', () => {
      const english = new Map(flatten(en));
      const suspicious = flatten(vi).filter(
        ([key, text]) =>
          text.trim() === '' ||
          english.get(key)?.trim() === '' ||
          (english.get(key) === text && !sameInBoth.test(text)),
      );
      expect(suspicious).toEqual([]);
    });

    it('is composed Unicode (NFC) without stray spaces', () => {
      const odd = [...flatten(vi), ...flatten(en)].filter(
        ([, text]) => text !== text.normalize('NFC') || text !== text.trim() || / {2}/.test(text),
      );
      expect(odd).toEqual([]);
    });
  });
});

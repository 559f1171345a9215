import { describe, expect, it } from 'vitest';
import type { GuideTexts } from '../../../src/domain/guide/guide.ts';
import { bestMatches } from '../../../src/domain/guide/search.ts';

type Titles = Record<string, { title: string; summary: string }>;
const texts = import.meta.glob<GuideTexts>('../../../locales/{vi,en}/guides/*.json', {
  eager: true,
  import: 'default',
});
const titles = import.meta.glob<Titles>('../../../locales/{vi,en}/guides.json', { eager: true, import: 'catalogue' });

/** As the index page writes it (GuidesPage.tsx). */
const indexOf = (language: 'vi' | 'en') =>
  Object.entries(titles[`../../../locales/${language}/guides.json`]!).map(([id, { title, summary }]) => {
    const { search } = texts[`../../../locales/${language}/guides/${id}.json`]!;
    return { id, search, text: [title, summary, ...search].join(';') };
  });

function find(query: string, language: 'vi' | 'en' = 'vi'): string[] {
  const index = indexOf(language);
  return bestMatches(
    index.map(({ text }) => text),
    query,
  ).map((at) => index[at]!.id);
}

describe('searching the guides', () => {
  it.each(['vi', 'en'] as const)('every everyday word in %s finds its guide', (language) => {
    for (const { id, search } of indexOf(language))
      for (const words of search) expect(find(words, language), words).toContain(id);
  });

  it.each([
    ['đóng thuế đất', 'etax-mobile'],
    ['DONG THUE DAT', 'etax-mobile'],
    ['tôi muốn đóng thuế đất thì làm sao', 'etax-mobile'],
    ['mất sim', 'been-scammed'],
    ['mat sim', 'been-scammed'],
    ['bị lừa', 'been-scammed'],
    ['bảo hiểm y', 'vssid'],
    ['lắp SIM sang máy khác', 'sim-in-own-name'],
    ['nhà mạng gọi', 'sim-in-own-name'],
    ['căn cước cho con', 'family-help'],
    ['quên mật khẩu', 'vneid'],
  ])('“%s” finds %s', (query, id) => {
    expect(find(query)).toContain(id);
  });

  it('“mất sim” finds the guides on a lost SIM, and not every guide with a password and a SIM', () => {
    expect(find('mất sim').toSorted()).toEqual(['been-scammed', 'sim-in-own-name']);
  });

  it('nothing typed shows all, nonsense shows none', () => {
    expect(find('  ')).toHaveLength(indexOf('vi').length);
    expect(find('xyzzy')).toEqual([]);
  });
});

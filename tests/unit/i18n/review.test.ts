import { describe, expect, it } from 'vitest';
import {
  countReviews,
  createI18n,
  loadTexts,
  markFallback,
  reviewProblems,
  statusOf,
} from '../../../src/i18n/index.ts';
import type { FlatTexts, Reviews } from '../../../src/i18n/index.ts';
import written from '../../../locales/rad/review/strings.json';

type Tree = { readonly [key: string]: string | Tree };
const files = import.meta.glob<Tree>('../../../locales/{vi,rad}/*.json', { eager: true, import: 'default' });

const flatten = (tree: Tree, prefix: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
const textsOf = (language: string): FlatTexts =>
  Object.fromEntries(
    Object.entries(files).flatMap(([path, tree]) => {
      const namespace = path.match(new RegExp(`locales/${language}/([^/]+)\\.json$`))?.[1];
      return namespace === undefined ? [] : flatten(tree, `${namespace}:`);
    }),
  );

// Invented texts in no language: what counts here is who answers for them.
const reference = { 'common:back': 'Quay lại', 'common:next': 'Tiếp' };
const draft = { status: 'draft', by: 'Người viết', on: '2026-11-25' } as const;
const reviewed = { ...draft, status: 'reviewed', reviewedBy: 'Người soát', reviewedOn: '2026-11-26' } as const;

describe('a language in the making', () => {
  it('as it is in this repository keeps the rules', () => {
    expect(reviewProblems(textsOf('vi'), textsOf('rad'), written as Reviews)).toEqual([]);
  });

  it('tells missing, drafted and reviewed texts apart', () => {
    const reviews: Reviews = { 'common:back': reviewed };
    expect([statusOf('common:back', reviews), statusOf('common:next', reviews)]).toEqual(['reviewed', 'missing']);
    expect(countReviews(reference, { ...reviews, 'common:next': draft })).toEqual({
      missing: 0,
      draft: 1,
      reviewed: 1,
    });
  });

  it.each<[string, FlatTexts, Reviews, RegExp]>([
    ['a text nobody answers for', { 'common:back': '…' }, {}, /who wrote it/],
    ['a text that Vietnamese has not got', { 'common:bakc': '…' }, { 'common:bakc': draft }, /no such text/],
    ['a review of nothing', {}, { 'common:back': draft }, /not written/],
    [
      'a draft without a day',
      { 'common:back': '…' },
      { 'common:back': { ...draft, on: 'hôm qua' } },
      /a name and a day/,
    ],
    [
      'a review of one’s own text',
      { 'common:back': '…' },
      { 'common:back': { ...reviewed, reviewedBy: draft.by } },
      /somebody other than/,
    ],
  ])('reports %s', (_, texts, reviews, problem) => {
    expect(reviewProblems(reference, texts, reviews)).toEqual([expect.stringMatching(problem)]);
  });

  it('shows Vietnamese where a text is missing, and says that it is', async () => {
    const i18n = createI18n({ language: 'rad', marks: markFallback });
    await loadTexts(i18n, ['common']);
    expect(i18n.t('back')).toBe('Quay lại (vi)');
  });

  it('marks nothing that is there', () => {
    const i18n = createI18n({
      language: 'rad',
      marks: markFallback,
      resources: { rad: { common: { back: '…' } }, vi: { common: { back: 'Quay lại' } } },
    });
    expect(i18n.t('back')).toBe('…');
  });
});

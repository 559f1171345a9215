import { describe, expect, it } from 'vitest';

// How the screens speak. Each rule names the texts it does not hold for, and why.

/** Lists are words that people search by, in whatever way they say them: no rule holds for those. */
type Tree = { readonly [key: string]: string | readonly string[] | Tree };
const files = import.meta.glob<Tree>('../../../locales/{vi,en}/**/*.json', { eager: true, import: 'default' });

interface Said {
  readonly language: string;
  /** `survey`, `guides/vneid` */
  readonly namespace: string;
  /** `survey:question.choose` */
  readonly at: string;
  readonly text: string;
}

const isTree = (value: string | readonly string[] | Tree): value is Tree =>
  typeof value === 'object' && !Array.isArray(value);
const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    return isTree(value) ? flatten(value, `${prefix}${key}.`) : [];
  });

const said: readonly Said[] = Object.entries(files).flatMap(([path, tree]) => {
  const [, language = '', namespace = ''] = /locales\/(vi|en)\/(.+)\.json$/.exec(path) ?? [];
  return flatten(tree).map(([key, text]) => ({ language, namespace, at: `${namespace}:${key}`, text }));
});

const vietnamese = said.filter(({ language }) => language === 'vi');

/** Words of the questionnaire change with a new version of it only. */
const isQuestion = ({ at }: Said): boolean => at.startsWith('survey:q.');
/** A consent text that somebody answered to never changes. */
const isConsentText = ({ at }: Said): boolean => at.startsWith('consent:text.');

const where = (texts: readonly Said[], rule: RegExp): string[] =>
  texts
    .filter((one) => !isQuestion(one) && !isConsentText(one) && rule.test(one.text))
    .map(({ language, at, text }) => `${language} ${at}: ${text}`);

const forTheTeam = [
  'audio',
  'app',
  'campaigns',
  'checklists',
  'criteria',
  'households',
  'join',
  'lock',
  'progress',
  'review',
  'settings',
  'survey',
  'sync',
  'team',
  'village',
  'villages',
  'visits',
];

describe('the words', () => {
  it('name nobody "bác" on the team’s screens, where members are young and the asked are read to', () => {
    expect(
      where(
        vietnamese.filter(({ namespace }) => forTheTeam.includes(namespace)),
        /\bbác(?!\p{L})/iu,
      ),
    ).toEqual([]);
  });

  it.each([
    ['hướng dẫn', /chỉ việc/iu],
    ['đường dẫn', /(?<![{\p{L}])links?(?![}\p{L}])/iu],
    ['Tải về', /tải xuống/iu],
    ['app', /ứng dụng/iu],
    ['mật khẩu', /câu khóa/iu],
    ['trạm y tế', /trạm xá/iu],
  ])('say “%s” and no other word for it', (_, other) => {
    expect(where(vietnamese, other)).toEqual([]);
  });
});

describe('the typography', () => {
  it('is 61%, without a space', () => expect(where(said, /[\d}][ \u00a0]%/u)).toEqual([]));

  it('is 08/02/2024, day and month in two digits', () => {
    expect(where(said, /(?<![\d/])(\d\/\d{1,2}|\d{1,2}\/\d)\/\d{4}/u)).toEqual([]);
  });

  it('has curly quotes and apostrophes', () => expect(where(said, /"|(?<=\p{L})'/u)).toEqual([]));
});

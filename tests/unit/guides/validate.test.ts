import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src/lib/day.ts';
import type { Guide, GuideTexts } from '../../../src/domain/guide/guide.ts';
import type { Problem } from '../../../src/domain/guide/problem.ts';
import { validateCatalogue, validateGuide } from '../../../src/domain/guide/validate.ts';

const today = '2026-11-22' as Day;

type Editable<T> = { -readonly [K in keyof T]: T[K] extends object ? Editable<T[K]> : T[K] };
interface Files {
  guide: Editable<Guide>;
  vi: Editable<GuideTexts>;
  en: Editable<GuideTexts>;
}

/** A small guide without a mistake, for each example to break. */
const good = (): Files => {
  const texts = (words: { who: string; open: string; pin: string; note: string }): Editable<GuideTexts> => ({
    forWhom: words.who,
    search: ['một', 'hai', 'ba'],
    ready: { network: words.who },
    parts: {
      begin: { title: words.who, steps: { open: { do: words.open }, look: { do: words.pin, note: words.note } } },
    },
    stumbles: { lost: { what: words.who, do: words.note } },
    contacts: { team: words.who },
    sources: { notes: words.who, police: words.who },
    labels: { name: words.who },
  });
  const screen = {
    parts: [
      { kind: 'button' as const, id: 'go', label: { says: 'Vào' } },
      { kind: 'text' as const, label: { text: 'name' } },
    ],
  };
  return {
    guide: {
      id: 'sample',
      checked: today,
      ready: ['network'],
      again: 'begin',
      stumbles: ['lost'],
      contacts: [{ id: 'team', confidence: 'H' }],
      sources: [
        { id: 'notes', checked: today, confidence: 'M' },
        { id: 'police', checked: today, confidence: 'H' },
      ],
      parts: [
        {
          id: 'begin',
          steps: [
            {
              id: 'open',
              confidence: 'H',
              confirmed: true,
              sources: ['notes', 'police'],
              target: 'go',
              gesture: 'tap',
              screen,
            },
            {
              id: 'look',
              confidence: 'L',
              confirmed: false,
              sources: ['notes'],
              target: 'go',
              gesture: 'tap',
              screen: structuredClone(screen),
            },
          ],
        },
      ],
    },
    vi: texts({ who: 'Bà con', open: 'Bấm “Vào”', pin: 'Nhìn tên mình', note: 'Sai thì gọi tổ viên' }),
    en: texts({ who: 'Everybody', open: 'Tap “Vào”', pin: 'Look for your name', note: 'If it is wrong, call' }),
  };
};

const check = ({ guide, vi, en }: Files): readonly Problem[] =>
  validateGuide({ id: 'sample', guide, texts: { vi, en } }, today);

function problemsAfter(spoil: (files: Files) => void): readonly Problem[] {
  const files = good();
  spoil(files);
  return check(files);
}

const structure = 'src/domain/guide/data/sample/guide.json';
const vietnamese = 'locales/vi/guides/sample.json';
const english = 'locales/en/guides/sample.json';

describe('a guide', () => {
  it('without a mistake has no problem', () => {
    expect(check(good())).toEqual([]);
  });

  const mistakes: readonly [string, (files: Files) => void, string, string, RegExp][] = [
    [
      'a step of more than 12 words',
      ({ vi }) => (vi.parts.begin!.steps.look!.do = 'Nhìn cho thật kỹ xem tên của mình có nằm ở đây hay không'),
      vietnamese,
      'parts.begin.steps.look.do',
      /14 words: at most 12/,
    ],
    [
      'two actions in a step',
      ({ vi }) => (vi.parts.begin!.steps.open!.do = 'Bấm “Vào” rồi chờ'),
      vietnamese,
      'parts.begin.steps.open.do',
      /More than one action/,
    ],
    [
      'a second verb after a comma',
      ({ vi }) => (vi.parts.begin!.steps.look!.do = 'Xem tên mình, bấm nút xanh'),
      vietnamese,
      'parts.begin.steps.look.do',
      /More than one action/,
    ],
    [
      'eight steps in a part',
      ({ guide }) =>
        (guide.parts[0]!.steps = Array.from({ length: 8 }, (_, index) => ({
          ...guide.parts[0]!.steps[0]!,
          id: `s${index}`,
        }))),
      structure,
      'parts.0.steps',
      /at most 7 steps/,
    ],
    [
      'a part to practise again that the guide does not have',
      ({ guide }) => (guide.again = 'gone'),
      structure,
      'again',
      /no part "gone"/,
    ],
    [
      'a link in a text',
      ({ en }) => (en.stumbles.lost!.do = 'Get it from https://etax.example.com'),
      english,
      'stumbles.lost.do',
      /No address/,
    ],
    [
      'a look-alike of a government site',
      ({ vi }) => (vi.stumbles.lost!.do = 'Vào dichvucong.gov-vn.com'),
      vietnamese,
      'stumbles.lost.do',
      /No address/,
    ],
    [
      'a source that is a store page',
      ({ guide }) => (guide.sources[0]!.page = 'https://play.google.com/store/apps/details?id=x'),
      structure,
      'sources.notes.page',
      /opens an app or a store/,
    ],
    [
      'a target that is not drawn',
      ({ guide }) => (guide.parts[0]!.steps[0]!.target = 'pay'),
      structure,
      'parts.begin.steps.open.screen',
      /"pay" is not on the screen: it has go/,
    ],
    [
      'a quotation that is not drawn',
      ({ vi }) => (vi.parts.begin!.steps.open!.do = 'Bấm “Đăng nhập”'),
      vietnamese,
      'parts.begin.steps.open.do',
      /“Đăng nhập” is not on the step's drawn screen/,
    ],
    [
      'a step of low confidence said to be confirmed',
      ({ guide }) => (guide.parts[0]!.steps[1]!.confirmed = true),
      structure,
      'parts.begin.steps.look.confirmed',
      /confidence L cannot be confirmed/,
    ],
    [
      'a source nobody listed',
      ({ guide }) => (guide.parts[0]!.steps[0]!.sources = ['hearsay']),
      structure,
      'parts.begin.steps.open.sources',
      /No source "hearsay"/,
    ],
    [
      'advice that quotes an app',
      ({ guide }) => (guide.parts[0]!.steps[1]!.advice = true),
      structure,
      'parts.begin.steps.look.advice',
      /quotes no app/,
    ],
    [
      'a day that has not come',
      ({ guide }) => (guide.sources[0]!.checked = '2027-01-01' as Day),
      structure,
      'sources.notes.checked',
      /not come yet/,
    ],
    [
      'an id number drawn on a screen',
      ({ guide }) => guide.parts[0]!.steps[0]!.screen.parts.push({ kind: 'text', label: { says: '066 0990 01234' } }),
      structure,
      'parts.begin.steps.open.screen',
      /somebody's number/,
    ],
    ['a text left out', ({ en }) => delete en.parts.begin!.steps.look, english, 'parts.begin.steps.look', /write it/],
    ['a text that nothing uses', ({ vi }) => (vi.labels['old'] = 'Cũ'), vietnamese, 'labels.old', /take it out/],
    [
      'a sentence left in Vietnamese',
      ({ en, vi }) => (en.parts.begin!.steps.look!.do = vi.parts.begin!.steps.look!.do),
      english,
      'parts.begin.steps.look.do',
      /translate it/,
    ],
    [
      'a misspelt property',
      ({ guide }) => Object.assign(guide.parts[0]!.steps[0]!, { confrimed: true }),
      structure,
      'parts.0.steps.0.confrimed',
      /check its spelling/,
    ],
    [
      'an unknown part of a screen',
      ({ guide }) => Object.assign(guide.parts[0]!.steps[0]!.screen.parts[0]!, { kind: 'keyboard' }),
      structure,
      'parts.0.steps.0.screen.parts.0.kind',
      /keyboard/,
    ],
    [
      'the same id twice',
      ({ guide }) => (guide.parts[0]!.steps[1]!.id = 'open'),
      structure,
      'parts.begin.steps',
      /"open" stands here twice/,
    ],
  ];

  it.each(mistakes)('with %s is reported with file, place and remedy', (_, spoil, file, place, remedy) => {
    expect(problemsAfter(spoil)).toContainEqual({ file, place, remedy: expect.stringMatching(remedy) as string });
  });

  it('that was never translated says which file to write', () => {
    const { guide, vi } = good();
    expect(validateGuide({ id: 'sample', guide, texts: { vi, en: undefined } }, today)).toEqual([
      { file: english, place: '', remedy: expect.stringContaining(`copy ${vietnamese}`) as string },
    ]);
  });

  it('may name a government site in words, and ask under a condition', () => {
    expect(
      problemsAfter(({ vi, en }) => {
        vi.stumbles.lost!.do = 'Xem trang dichvucong.gov.vn, nhờ tổ viên mở giúp';
        en.parts.begin!.steps.look!.do = 'If asked, tap the green button';
      }),
    ).toEqual([]);
  });
});

describe('the index of guides', () => {
  const titled = { vi: { sample: { title: 'Tên', summary: 'Tóm tắt', skill: 'Kỹ năng' } } };

  it('names every guide once it has a title', () => {
    expect(validateCatalogue([{ id: 'sample', topic: 'start', needs: [] }], ['sample'], titled)).toEqual([]);
  });

  it('reports a guide whose digital skill is not named', () => {
    const { skill: _skill, ...rest } = titled.vi.sample;
    const problems = validateCatalogue([{ id: 'sample', topic: 'start', needs: [] }], ['sample'], {
      vi: { sample: rest },
    });
    expect(problems.map(({ place }) => place)).toEqual(['catalogue.sample']);
  });

  it('reports a guide left out, one that is not there, and one without a title', () => {
    const places = validateCatalogue([{ id: 'gone', topic: 'start', needs: [] }], ['sample'], titled).map(
      ({ file, place }) => `${file} ${place}`,
    );
    expect(places).toEqual([
      'src/domain/guide/data/catalogue.json sample',
      'src/domain/guide/data/catalogue.json gone',
      'locales/vi/guides.json catalogue.gone',
    ]);
  });
});

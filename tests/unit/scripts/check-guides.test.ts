import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemsIn } from '../../../scripts/guides/problems-in.ts';
import { surenessLines, surenessOf } from '../../../scripts/guides/sureness.ts';
import { dayOf, type Day } from '../../../src/lib/day.ts';
import type { Guide, GuideTexts } from '../../../src/domain/guide/guide.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import {
  addGuide,
  guideFiles,
  listGuide,
  readHere,
  writeThere,
  type Editable,
  type Titles,
} from '../../support/sample-guide.ts';

const repository = join(import.meta.dirname, '../../..');
const today = dayOf(systemClock.now());
const files = guideFiles('sample');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'thon-so-guides-'));
  writeThere(root, files.catalogue, []);
  for (const path of [files.titlesVi, files.titlesEn]) writeThere(root, path, { catalogue: {} });
  addGuide(root, 'sample');
  listGuide(root, 'sample', { title: 'Nhận trợ cấp', summary: 'Tập thử', skill: 'Nhận trợ cấp' });
});

afterEach(() => rmSync(root, { recursive: true }));

function edit<T>(path: string, change: (content: Editable<T>) => unknown): void {
  const content = readHere<Editable<T>>(root, path);
  change(content);
  writeThere(root, path, content);
}
const editGuide = (change: (guide: Editable<Guide>) => unknown) => () => edit<Guide>(files.guide, change);
const editTexts = (language: 'vi' | 'en', change: (texts: Editable<GuideTexts>) => unknown) => () =>
  edit<GuideTexts>(files[language], change);

const bankStep = (guide: Editable<Guide>) => guide.parts[0]!.steps.find((step) => step.id === 'bank')!;
const passcodeField = (guide: Editable<Guide>) =>
  guide.parts[0]!.steps.find((step) => step.id === 'passcode')!.screen.parts[0]!;

// What a content author gets wrong, by hand, in files.
const mistakes: readonly [name: string, spoil: () => void, file: string, place: string, remedy: RegExp][] = [
  [
    'a structure that is no JSON',
    () => writeThere(root, files.guide, '{ "id": "sample", }'),
    files.guide,
    '',
    /no valid JSON/,
  ],
  ['texts that are no JSON', () => writeThere(root, files.vi, '{ "forWhom": "Bà con'), files.vi, '', /no valid JSON/],
  [
    'a language left out',
    () => rmSync(join(root, files.en)),
    files.en,
    '',
    /copy locales\/vi\/guides\/sample\.json and translate it/,
  ],
  ['a folder without a structure', () => rmSync(join(root, files.guide)), files.guide, '', /no guide\.json/],
  [
    'texts of a guide that is not there',
    () => writeThere(root, 'locales/vi/guides/old.json', {}),
    'locales/vi/guides/old.json',
    '',
    /Texts without a guide/,
  ],
  [
    'a guide that is not in the index',
    () => writeThere(root, files.catalogue, []),
    files.catalogue,
    'sample',
    /Add \{ "id": "sample"/,
  ],
  [
    'an index entry without its guide',
    () => listGuide(root, 'ghost', { title: 'Ma', summary: 'Ma', skill: 'Ma' }),
    files.catalogue,
    'ghost',
    /There is no src\/domain\/guide\/data\/ghost\/guide\.json/,
  ],
  [
    'a heading of the index that does not exist',
    () => writeThere(root, files.catalogue, [{ id: 'sample', topic: 'farming', needs: [] }]),
    files.catalogue,
    '0.topic',
    /farming/,
  ],
  [
    'no title in English',
    () => edit<{ catalogue: Titles }>(files.titlesEn, (texts) => delete texts.catalogue['sample']),
    files.titlesEn,
    'catalogue.sample',
    /Give the guide a "title"/,
  ],
  [
    'a source without the day it was read',
    editGuide((guide) => Reflect.deleteProperty(guide.sources[0]!, 'checked')),
    files.guide,
    'sources.0.checked',
    /missing/,
  ],
  [
    'a check in the future',
    editGuide((guide) => Object.assign(guide, { checked: '2999-01-01' })),
    files.guide,
    'checked',
    /not come yet/,
  ],
  [
    'a source that opens a store',
    editGuide((guide) => (guide.sources[0]!.page = 'https://play.google.com/store/apps/details?id=com.vnid')),
    files.guide,
    'sources.znews.page',
    /opens an app or a store/,
  ],
  [
    'a link in a text',
    editTexts('vi', (texts) => (texts.stumbles['fake']!.do = 'Tải ở https://vneid.com.vn')),
    files.vi,
    'stumbles.fake.do',
    /No address/,
  ],
  [
    'somebody’s account number in a text',
    editTexts('vi', (texts) => (texts.ready['account'] = 'Tài khoản 0123 4567 8901')),
    files.vi,
    'ready.account',
    /long number/,
  ],
  [
    'a passcode field without dots',
    editGuide((guide) => Reflect.deleteProperty(passcodeField(guide), 'secret')),
    files.guide,
    'parts.link.steps.passcode.screen',
    /set "secret": true/,
  ],
  [
    'a passcode written on the drawing',
    editGuide((guide) => Object.assign(passcodeField(guide), { value: { says: '2580' } })),
    files.guide,
    'parts.link.steps.passcode.screen',
    /take the value out/,
  ],
  [
    'an account number drawn as if it were somebody’s',
    editGuide((guide) =>
      Object.assign(guide.parts[0]!.steps.find((step) => step.id === 'number')!.screen.parts[0]!, {
        value: { says: '123 456' },
      }),
    ),
    files.guide,
    'parts.link.steps.number.screen',
    /describe it by a "text"/,
  ],
  [
    'a place to tap that is not drawn',
    editGuide((guide) => (bankStep(guide).target = 'agribank')),
    files.guide,
    'parts.link.steps.bank.screen',
    /"agribank" is not on the screen/,
  ],
  [
    'a menu name that is not drawn',
    editTexts('vi', (texts) => (texts.parts['link']!.steps['bank']!.do = 'Bấm “Agribank”')),
    files.vi,
    'parts.link.steps.bank.do',
    /“Agribank” is not on the step's drawn screen/,
  ],
  [
    'a step confirmed by one source alone',
    editGuide((guide) => (bankStep(guide).sources = ['znews'])),
    files.guide,
    'parts.link.steps.bank.confirmed',
    /two independent sources/,
  ],
  [
    'a step of more than 12 words',
    editTexts(
      'vi',
      (texts) => (texts.parts['link']!.steps['bank']!.do = 'Chọn đúng ngân hàng mà bác đang có tài khoản đứng tên bác'),
    ),
    files.vi,
    'parts.link.steps.bank.do',
    /13 words: at most 12/,
  ],
  [
    'two actions in a step',
    editTexts('en', (texts) => (texts.parts['link']!.steps['bank']!.do = 'Choose your bank, then tap on')),
    files.en,
    'parts.link.steps.bank.do',
    /More than one action/,
  ],
  [
    'eight steps in a part',
    editGuide((guide) => guide.parts[0]!.steps.push({ ...bankStep(guide), id: 'bank-again' })),
    files.guide,
    'parts.0.steps',
    /at most 7 steps/,
  ],
  [
    'too few words to find it by',
    editTexts('vi', (texts) => (texts.search = ['trợ cấp'])),
    files.vi,
    'search',
    /at least 3 everyday words/,
  ],
  [
    'the same word to find it by, twice',
    editTexts('vi', (texts) => (texts.search = ['trợ cấp', 'lương hưu', 'Tro cap'])),
    files.vi,
    'search',
    /"tro cap" is there twice/,
  ],
];

describe('how sure the guides are', () => {
  it('is the share of confirmed steps without advice, and which were checked longest ago', () => {
    const before = surenessOf(root, ['sample']);
    editGuide((guide) => {
      guide.checked = '2026-01-05' as Day;
      for (const step of guide.parts[0]!.steps) step.confirmed = true;
    })();
    const after = surenessOf(root, ['sample']);
    expect(after.confirmed).toBeGreaterThanOrEqual(before.confirmed);
    expect(after.checkable + after.advice).toBe(before.checkable + before.advice);
    expect(after.oldest).toEqual([{ id: 'sample', checked: '2026-01-05' }]);
    expect(surenessLines({ ...after, confirmed: 3, checkable: 4, advice: 1 })).toEqual([
      '3 of 4 steps are confirmed (75%); 1 more are advice.',
      'Checked longest ago: sample 2026-01-05.',
    ]);
  });
});

describe('a content author’s files', () => {
  it('without a mistake have nothing to mend', () => {
    expect(problemsIn(root, today)).toEqual({ ids: ['sample'], problems: [] });
  });

  it.each(mistakes)('with %s are reported with file, place and remedy', (_, spoil, file, place, remedy) => {
    spoil();
    expect(problemsIn(root, today).problems).toContainEqual({
      file,
      place,
      remedy: expect.stringMatching(remedy) as string,
    });
  });

  it('are explained on the terminal, and fail the command', async () => {
    editGuide((guide) => (bankStep(guide).target = 'agribank'))();
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/check-guides.ts', root], {
      cwd: repository,
    });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `${files.guide}\n  parts.link.steps.bank.screen\n  → The target "agribank" is not on the screen`,
      ) as string,
      stdout: '1 to mend in 1 files.\n',
    });
  }, 30_000);
});

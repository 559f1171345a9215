import { describe, expect, it, test } from 'vitest';
import {
  isKept,
  listsFor,
  mayBeTicked,
  onceTicked,
  shownChecklists,
  type AreaChecklist,
  type AreaCriterion,
  type KeptChecklist,
  type StoredChecklist,
} from '../../../../src/domain/checklist/area-checklist.ts';
import { fillIn, type CriterionState } from '../../../../src/domain/checklist/fill-in.ts';
import type { StoredTick } from '../../../../src/domain/checklist/tick.ts';
import { noFigure, type Figure } from '../../../../src/domain/indicator/counts.ts';
import { day, today } from '../build.ts';

const id = (n: number): string => n.toString(16).padStart(32, '0');
const ticked = (n: number): AreaCriterion => ({ kind: 'ticked', id: id(n), text: `Tiêu chí ${n}` });
const byFigure = (n: number): AreaCriterion => ({ ...ticked(n), kind: 'figure', indicator: 'T4from18', share: 0.7 });
const village = '01930000-0000-7000-8000-000000000001';
const commune = '01930000-0000-7000-8000-000000000002';
const province = '01930000-0000-7000-8000-000000000003';
const line = [village, commune, province];

const kept = (n: number, area: string, changes: Partial<KeptChecklist> = {}): KeptChecklist => ({
  id: id(n),
  area,
  version: 1,
  name: `Bộ ${n}`,
  decision: { number: '12/QĐ-UBND', day: day('2026-09-01'), read: 'ubnd.example.vn' },
  criteria: [ticked(1)],
  ...changes,
});

describe('the lists that hold for a village', () => {
  const smart = { replaces: 'smartVillage' } as const;
  const digital = { replaces: 'digitalVillage' } as const;
  test.each<[string, readonly KeptChecklist[], readonly number[]]>([
    ['none', [], []],
    ['the commune’s before the province’s', [kept(1, province), kept(2, commune)], [2, 1]],
    ['in the order in which they were made', [kept(3, commune), kept(2, commune)], [2, 3]],
    ['not those of elsewhere', [kept(1, '01930000-0000-7000-8000-000000000009')], []],
    ['not what was withdrawn', [kept(1, commune, { withdrawn: true }), kept(2, commune)], [2]],
    ['the nearer of two that replace the same', [kept(1, province, smart), kept(2, commune, smart)], [2]],
    [
      'a withdrawn one replaces nothing',
      [kept(1, province, smart), kept(2, commune, { ...smart, withdrawn: true })],
      [1],
    ],
    ['both that replace different ones', [kept(1, province, smart), kept(2, commune, digital)], [2, 1]],
    ['both of one area that replace the same', [kept(1, commune, smart), kept(2, commune, smart)], [1, 2]],
    ['the nearer of two with one name', [kept(1, province), kept(1, commune)], [1]],
  ])('%s', (_, all, expected) => {
    expect(listsFor(line, all).map((one) => one.id)).toEqual(expected.map(id));
  });

  it('stand before the built-in ones, without those that they replace', () => {
    const shown = shownChecklists(listsFor(line, [kept(1, province, smart), kept(2, commune)]));
    expect(shown.map((one) => one.id)).toEqual([id(2), id(1), 'digitalVillage']);
    expect(shown.map(isKept)).toEqual([true, true, false]);
    expect(shownChecklists([]).map((one) => one.id)).toEqual(['digitalVillage', 'smartVillage']);
  });
});

describe('such a list filled in', () => {
  const list = kept(7, commune, { criteria: [byFigure(1), ticked(2)] });
  const of = (met: number, notMet: number, unknown: number): Figure => ({
    ...noFigure,
    met,
    notMet,
    unknown,
    total: met + notMet + unknown,
  });
  const tick: StoredTick = {
    checklist: list.id,
    criterion: id(2),
    met: true,
    on: today,
    by: 'Trưởng thôn',
    version: 1,
  };
  test.each<[string, Figure | undefined, readonly StoredTick[], readonly [CriterionState, CriterionState]]>([
    ['nothing known', of(0, 0, 10), [], ['unknown', 'unknown']],
    ['met', of(7, 3, 0), [tick], ['met', 'met']],
    ['not met', of(4, 4, 2), [{ ...tick, met: false }], ['notMet', 'notMet']],
    ['the unknown decide', of(5, 3, 2), [{ ...tick, met: null }], ['unknown', 'unknown']],
    ['may not be shown', undefined, [tick], ['hidden', 'met']],
    ['a tick of another list', of(7, 3, 0), [{ ...tick, checklist: 'smartVillage' }], ['met', 'unknown']],
    ['no tick overrules a figure', of(4, 6, 0), [{ ...tick, criterion: id(1) }], ['notMet', 'unknown']],
  ])('%s', (_, figure, ticks, states) => {
    expect(fillIn(list, figure ? { T4from18: figure } : {}, ticks).map(({ state }) => state)).toEqual(states);
  });
});

describe('what may be ticked', () => {
  const stored = (criteria: AreaChecklist['criteria'], once: readonly string[] = []): StoredChecklist => ({
    ...kept(7, commune, { criteria }),
    once,
  });
  const before = stored([ticked(1), ticked(2), byFigure(3)], [id(9)]);

  it('remembers what was taken out or is a figure’s now, until it comes back', () => {
    expect(onceTicked(undefined, { criteria: [ticked(1)] })).toEqual([]);
    expect(onceTicked(before, { criteria: [ticked(1), byFigure(2)] })).toEqual([id(9), id(2)]);
    expect(onceTicked(before, { criteria: [ticked(1), ticked(2), ticked(9)] })).toEqual([]);
  });

  test.each<[string, string, string, boolean]>([
    ['what people tick', id(7), id(1), true],
    ['what they once did', id(7), id(9), true],
    ['not what a figure answers', id(7), id(3), false],
    ['not of another list', id(8), id(1), false],
    ['the built-in ones', 'smartVillage', 'freeWifi', true],
  ])('%s', (_, checklist, criterion, expected) => {
    expect(mayBeTicked({ checklist, criterion }, [before])).toBe(expected);
  });
});

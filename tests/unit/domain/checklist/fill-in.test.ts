import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Checklist } from '../../../../src/domain/checklist/checklist.ts';
import { checklistIds, tickedIds } from '../../../../src/domain/checklist/checklist.ts';
import { checklists, checklistSources, sourcesOf } from '../../../../src/domain/checklist/checklists.ts';
import { fillIn, statesIn, type CriterionState } from '../../../../src/domain/checklist/fill-in.ts';
import { dayOfTick, isTicked, type StoredTick } from '../../../../src/domain/checklist/tick.ts';
import { countIndicators } from '../../../../src/domain/indicator/count.ts';
import { noFigure, type Figure } from '../../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { boundsOf } from '../../../../src/domain/report/target.ts';
import vi from '../../../../locales/vi/checklists.json' with { type: 'json' };
import { aHousehold, day, today } from '../build.ts';

const sample: Checklist = {
  id: 'smartVillage',
  basis: ['qd319'],
  criteria: [
    { kind: 'figure', id: 'T4from18', share: 0.7, source: 'baoLamDong2023' },
    { kind: 'ticked', id: 'freeWifi', source: 'baoLamDong2023' },
  ],
};
const of = (met: number, notMet: number, unknown: number): Figure => ({
  ...noFigure,
  met,
  notMet,
  unknown,
  total: met + notMet + unknown,
});
const ticked = (met: boolean | null, changes: Partial<StoredTick> = {}): StoredTick => ({
  checklist: 'smartVillage',
  criterion: 'freeWifi',
  met,
  on: today,
  by: 'Trưởng thôn',
  version: 1,
  ...changes,
});

describe('a criterion that figures answer', () => {
  test.each<[string, Figure | undefined, CriterionState]>([
    ['enough already', of(7, 3, 0), 'met'],
    ['enough, whatever the unknown say', of(7, 0, 3), 'met'],
    ['one short, all known', of(6, 4, 0), 'notMet'],
    ['too few, whatever the unknown say', of(4, 4, 2), 'notMet'],
    ['the unknown decide', of(5, 3, 2), 'unknown'],
    ['nobody asked yet', of(0, 0, 10), 'unknown'],
    ['nobody there', of(0, 0, 0), 'unknown'],
    ['may not be shown', undefined, 'hidden'],
  ])('%s', (_, figure, state) => {
    const [filled] = fillIn(sample, figure ? { T4from18: figure } : {}, []);
    expect(filled!.state).toBe(state);
  });

  it('is met or not exactly where both bounds say so', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), (met, notMet, unknown) => {
        const figure = of(met, notMet, unknown);
        const [filled] = fillIn(sample, { T4from18: figure }, []);
        const bounds = boundsOf(figure);
        const expected =
          bounds === undefined
            ? 'unknown'
            : bounds.least >= 0.7 - 1e-9
              ? 'met'
              : bounds.most < 0.7 - 1e-9
                ? 'notMet'
                : 'unknown';
        expect(filled!.state).toBe(expected);
      }),
    );
  });

  it('no tick overrules', () => {
    const [filled] = fillIn(sample, { T4from18: of(0, 10, 0) }, [ticked(true, { criterion: 'T4from18' })]);
    expect(filled!.state).toBe('notMet');
  });

  it('comes from the counting function: three of three with an account, then two of three', () => {
    const adult = (account: 'yes' | 'no') => ({ born: 1980, answers: { P4: account } });
    const stateIn = (people: readonly ReturnType<typeof adult>[]) =>
      fillIn(sample, countIndicators(aHousehold({ people }), indicators, today).figures, [])[0]!.state;
    expect(stateIn([adult('yes'), adult('yes'), adult('yes')])).toBe('met');
    expect(stateIn([adult('yes'), adult('yes'), adult('no')])).toBe('notMet');
  });
});

describe('a criterion that a person ticks', () => {
  test.each<[string, readonly StoredTick[], CriterionState]>([
    ['nobody has', [], 'unknown'],
    ['met', [ticked(true)], 'met'],
    ['not met', [ticked(false)], 'notMet'],
    ['taken back', [ticked(null)], 'unknown'],
    ['of another list', [ticked(true, { checklist: 'digitalVillage' })], 'unknown'],
    ['of another criterion', [ticked(true, { criterion: 'channel' })], 'unknown'],
  ])('%s', (_, ticks, state) => {
    expect(fillIn(sample, {}, ticks)[1]!.state).toBe(state);
  });

  it('counts from no day that is still to come', () => {
    expect(dayOfTick(day('2026-11-23'), today)).toBe(today);
    expect(dayOfTick(day('2026-11-01'), today)).toBe(day('2026-11-01'));
  });

  it('can be ticked; one that figures answer cannot', () => {
    expect(isTicked({ checklist: 'smartVillage', criterion: 'freeWifi' })).toBe(true);
    expect(isTicked({ checklist: 'smartVillage', criterion: 'T4from18' })).toBe(false);
    expect(isTicked({ checklist: 'digitalVillage', criterion: 'freeWifi' })).toBe(false);
  });
});

it('counts every criterion in one state', () => {
  const states = statesIn(fillIn(sample, { T4from18: of(7, 3, 0) }, []));
  expect(states).toEqual({ met: 1, notMet: 0, unknown: 1, hidden: 0 });
});

describe('the lists', () => {
  it('are those there are, each criterion once, with a source and words', () => {
    expect(checklists.map(({ id }) => id)).toEqual(checklistIds);
    for (const list of checklists) {
      const { id, criteria } = list;
      expect(new Set(criteria.map((one) => one.id)).size).toBe(criteria.length);
      expect(vi.list[id].note.length).toBeGreaterThan(40);
      expect(sourcesOf(list).length).toBeGreaterThan(0);
      for (const one of criteria) {
        if (one.kind === 'ticked') expect(vi.criterion[one.id]).toBeTruthy();
        else expect([one.share > 0 && one.share <= 1, indicators.some((of) => of.id === one.id)]).toEqual([true, true]);
      }
    }
    const used = checklists.flatMap(({ criteria }) =>
      criteria.flatMap((one) => (one.kind === 'ticked' ? [one.id] : [])),
    );
    expect([...used].sort()).toEqual([...tickedIds].sort());
  });

  it('say of each source where it was read, and how surely', () => {
    for (const { read, standing, checked } of checklistSources) {
      expect(read).toMatch(/\w+\.\w+/);
      expect(['read', 'reported']).toContain(standing);
      expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

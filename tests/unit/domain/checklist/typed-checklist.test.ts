import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { areaChecklist, type AreaChecklist } from '../../../../src/domain/checklist/area-checklist.ts';
import { overTheirs } from '../../../../src/domain/checklist/over-theirs.ts';
import {
  checklistTyped,
  linesOf,
  moved,
  newCriterion,
  newTyped,
  typedOf,
  withText,
  type TypedChecklist,
  type TypedCriterion,
} from '../../../../src/domain/checklist/typed-checklist.ts';
import type { Day } from '../../../../src/lib/day.ts';
import { day } from '../build.ts';

const id = (n: number): string => n.toString(16).padStart(32, '0');
const criterion = (n: number, changes: Partial<TypedCriterion> = {}): TypedCriterion => ({
  ...newCriterion(id(n), `Tiêu chí ${n}`),
  ...changes,
});
const typed = (changes: Partial<TypedChecklist> = {}): TypedChecklist => ({
  ...newTyped(id(1)),
  name: 'Thôn thông minh của tỉnh',
  number: '12/QĐ-UBND',
  day: '01/09/2026',
  read: 'ubnd.example.vn',
  criteria: [criterion(1), criterion(2), criterion(3)],
  ...changes,
});
const numbered = (from: number) => {
  let next = from;
  return () => id(next++);
};
const inWords = (of: Day): string => of.split('-').reverse().join('/');

describe('lines of a decision', () => {
  test.each<[string, string, readonly string[]]>([
    ['none', '', []],
    ['one', ' Có Wi-Fi ', ['Có Wi-Fi']],
    ['several, empty ones left out', 'Một\r\n\r\n  Hai\n \nBa', ['Một', 'Hai', 'Ba']],
    ['a row of a table', '1\tCó Wi-Fi\tĐạt', ['1 Có Wi-Fi Đạt']],
    ['letters as one sign', 'Nha\u0300', ['Nhà']],
  ])('%s', (_, text, lines) => expect(linesOf(text)).toEqual(lines));

  it('pasted into a criterion become criteria right after it; the first keeps its id', () => {
    const next = withText([criterion(1), criterion(2)], id(1), 'Một\nHai\nBa', numbered(8));
    expect(next.map((one) => [one.id, one.text])).toEqual([
      [id(1), 'Một'],
      [id(8), 'Hai'],
      [id(9), 'Ba'],
      [id(2), 'Tiêu chí 2'],
    ]);
  });

  it('a line break alone makes no criterion, and typing keeps the spaces', () => {
    expect(withText([criterion(1)], id(1), 'Một\n', numbered(8))).toEqual([criterion(1, { text: 'Một' })]);
    expect(withText([criterion(1)], id(1), 'Một ', numbered(8))).toEqual([criterion(1, { text: 'Một ' })]);
  });

  it('no word of what was pasted is lost', () => {
    const line = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 90 }), (lines) => {
        const next = withText([criterion(1, { text: '' })], id(1), lines.join('\n'), numbered(2));
        expect(next.map(({ text }) => text)).toEqual(lines);
        expect(new Set(next.map((one) => one.id)).size).toBe(lines.length);
      }),
    );
  });
});

it('a criterion moves by one place, and none beyond the ends', () => {
  const all = [criterion(1), criterion(2), criterion(3)];
  const order = (of: readonly TypedCriterion[]) => of.map((one) => one.id);
  expect(order(moved(all, id(2), -1))).toEqual([id(2), id(1), id(3)]);
  expect(order(moved(all, id(2), 1))).toEqual([id(1), id(3), id(2)]);
  expect(order(moved(all, id(1), -1))).toEqual(order(all));
  expect(order(moved(all, id(3), 1))).toEqual(order(all));
});

describe('what was typed', () => {
  it('becomes a list that the server takes, without empty criteria', () => {
    const list = checklistTyped(
      id(7),
      typed({
        name: ' Tên ',
        criteria: [
          criterion(1),
          criterion(2, { text: ' ' }),
          criterion(3, { kind: 'figure', indicator: 'T4', percent: 70 }),
        ],
      }),
    );
    expect(v.parse(areaChecklist, list)).toEqual({
      id: id(7),
      name: 'Tên',
      decision: { number: '12/QĐ-UBND', day: day('2026-09-01'), read: 'ubnd.example.vn' },
      replaces: 'smartVillage',
      criteria: [
        { kind: 'ticked', id: id(1), text: 'Tiêu chí 1' },
        { kind: 'figure', id: id(3), text: 'Tiêu chí 3', indicator: 'T4', share: 0.7 },
      ],
    });
  });

  test.each<[string, Partial<TypedChecklist>, unknown]>([
    ['nothing', newTyped(id(1)), { head: ['name', 'number', 'read', 'day', 'noCriteria'], criteria: {} }],
    ['no day', { day: '31/02/2026' }, { head: ['day'], criteria: {} }],
    ['too long', { criteria: [criterion(1, { text: 'x'.repeat(601) })] }, { head: [], criteria: { [id(1)]: 'long' } }],
    [
      'a figure without a share',
      { criteria: [criterion(1, { kind: 'figure' })] },
      { head: [], criteria: { [id(1)]: 'percent' } },
    ],
    [
      'more than everybody',
      { criteria: [criterion(1, { kind: 'figure', percent: 101 })] },
      { head: [], criteria: { [id(1)]: 'percent' } },
    ],
    [
      'too many',
      { criteria: Array.from({ length: 61 }, (_, n) => criterion(n + 1)) },
      { head: ['tooMany'], criteria: {} },
    ],
  ])('is wrong: %s', (_, changes, problems) => {
    expect(checklistTyped(id(7), typed(changes))).toEqual(problems);
  });

  it('comes back as it was', () => {
    const list = checklistTyped(
      id(7),
      typed({ replaces: '', criteria: [criterion(1), criterion(2, { kind: 'figure', percent: 72.5 })] }),
    ) as AreaChecklist;
    expect(checklistTyped(id(7), typedOf(list, inWords))).toEqual(list);
  });
});

describe('over what somebody else stored meanwhile', () => {
  const base = typed();
  const names = (of: TypedChecklist) => of.criteria.map(({ text }) => text);

  it('what only one of the two changed is taken', () => {
    const mine = typed({ name: 'Tên mới', criteria: [criterion(1, { text: 'Của tôi' }), criterion(2), criterion(3)] });
    const theirs = typed({ read: 'congbao.example.vn', criteria: [criterion(1), criterion(3)] });
    const merged = overTheirs(base, mine, theirs);
    expect([merged.head, merged.criteria]).toEqual([{}, {}]);
    expect(merged.typed).toMatchObject({ name: 'Tên mới', read: 'congbao.example.vn' });
    expect(names(merged.typed)).toEqual(['Của tôi', 'Tiêu chí 3']);
  });

  it('where both changed the same, this person’s stays and theirs is told', () => {
    const mine = typed({ name: 'Tôi', criteria: [criterion(1, { text: 'Tôi' }), criterion(2, { text: 'Giữ' })] });
    const theirs = typed({ name: 'Họ', criteria: [criterion(1, { text: 'Họ' }), criterion(3)] });
    const { typed: next, head, criteria } = overTheirs(base, mine, theirs);
    expect([next.name, head]).toEqual(['Tôi', { name: 'Họ' }]);
    expect(criteria).toEqual({ [id(1)]: criterion(1, { text: 'Họ' }), [id(2)]: null });
    expect(names(next)).toEqual(['Tôi', 'Giữ']);
  });

  it('a day written in another way is the same day', () => {
    const { head } = overTheirs(newTyped(id(1)), typed({ day: '1/9/2026' }), typed());
    expect(head).toEqual({});
  });

  it('what one took out and the other changed is there', () => {
    const theirs = typed({ criteria: [criterion(1), criterion(2, { text: 'Họ sửa' }), criterion(3)] });
    const { typed: next } = overTheirs(base, typed({ criteria: [criterion(1), criterion(3)] }), theirs);
    expect(names(next)).toEqual(['Tiêu chí 1', 'Họ sửa', 'Tiêu chí 3']);
  });

  it('what each added stands where it was put, in the order of whoever moved something', () => {
    const mine = typed({ criteria: [criterion(3), criterion(1), criterion(8), criterion(2)] });
    const theirs = typed({ criteria: [criterion(1), criterion(9), criterion(2), criterion(3)] });
    expect(overTheirs(base, mine, theirs).typed.criteria.map((one) => one.id)).toEqual([3, 1, 9, 8, 2].map(id));
    expect(overTheirs(base, theirs, mine).typed.criteria.map((one) => one.id)).toEqual([3, 1, 9, 8, 2].map(id));
  });

  const some = fc
    .uniqueArray(
      fc.record({
        n: fc.integer({ min: 1, max: 6 }),
        text: fc.constantFrom('a', 'b', 'c'),
        kind: fc.constantFrom('ticked' as const, 'figure' as const),
      }),
      { selector: ({ n }) => n, maxLength: 6 },
    )
    .map((all) => all.map(({ n, text, kind }) => criterion(n, { text, kind, percent: 70 })));
  const anyTyped = fc.record({ name: fc.constantFrom('a', 'b', 'c'), criteria: some }).map((changes) => typed(changes));

  it('who changed nothing has what the other has', () => {
    fc.assert(
      fc.property(anyTyped, anyTyped, (one, other) => {
        expect(overTheirs(one, one, other).typed).toEqual(other);
        expect(overTheirs(one, other, one).typed).toEqual(other);
        expect(overTheirs(one, other, other)).toMatchObject({ typed: other, head: {}, criteria: {} });
      }),
    );
  });

  it('every text that either wrote is there or told, and no criterion twice', () => {
    fc.assert(
      fc.property(anyTyped, anyTyped, anyTyped, (from, mine, theirs) => {
        const merged = overTheirs(from, mine, theirs);
        const ids = merged.typed.criteria.map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        const wasThere = (one: TypedCriterion) =>
          from.criteria.some((was) => was.id === one.id && was.text === one.text && was.kind === one.kind);
        for (const one of [...mine.criteria, ...theirs.criteria].filter((of) => !wasThere(of))) {
          const now = merged.typed.criteria.find((of) => of.id === one.id);
          expect([now?.text, merged.criteria[one.id]?.text]).toContain(one.text);
        }
      }),
    );
  });
});

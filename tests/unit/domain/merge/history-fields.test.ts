import { describe, expect, it } from 'vitest';
import { answersOf, answersUntil, mostEarlier } from '../../../../src/domain/record/answer.ts';
import { historyChanges } from '../../../../src/domain/merge/history-fields.ts';
import { addDays } from '../../../../src/lib/day.ts';
import { misfitIn } from '../../../../src/domain/merge/fields.ts';
import type { Json } from '../../../../src/domain/record/json.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { day, refused, said } from '../build.ts';

const [first, second, third] = [day('2026-10-01'), day('2026-11-01'), day('2026-11-20')];

/** The fields after these answers to P2, one after the other. */
const asked = (...answers: readonly Json[]): Fields =>
  answers.reduce<Fields>(
    (fields, next) => ({ ...fields, ...Object.fromEntries(historyChanges(fields, 'a.P2', next)), 'a.P2': next }),
    {},
  );
const on = (fields: Fields, asOf: string) => answersUntil(answersOf(fields), day(asOf))['P2'];

describe('asking again', () => {
  it('keeps what was said before, so that a past day still shows it', () => {
    const fields = asked(said('no', first), said('rarely', second), said('daily', third));
    expect(on(fields, '2026-09-30')).toBeUndefined();
    expect(on(fields, '2026-10-31')).toMatchObject({ v: 'no', on: first });
    expect(on(fields, '2026-11-19')).toMatchObject({ v: 'rarely', on: second });
    expect(on(fields, '2026-11-20')).toMatchObject({ v: 'daily', on: third });
    expect(misfitIn('person', fields)).toBeUndefined();
  });
  it('on the same day puts the answer right', () =>
    expect(asked(said('no', first), said('daily', first))).toEqual({ 'a.P2': said('daily', first) }));
  it('keeps a refusal too', () =>
    expect(on(asked({ ...refused, on: first }, said('daily', second)), '2026-10-02')).toMatchObject({ na: 'refused' }));
  it('takes an older answer, chosen of two, for what stands: later ones were not meant', () => {
    expect(asked(said('no', first), said('daily', third), said('rarely', second))).toEqual({
      'a.P2': said('rarely', second),
      'was.P2': [{ v: 'no', on: first }],
    });
  });
  it('forgets the past of an answer that is taken away', () =>
    expect(asked(said('no', first), said('daily', second), null)).toEqual({ 'a.P2': null, 'was.P2': null }));
  it('keeps the latest ones when somebody is asked for ever', () => {
    const fields = asked(...Array.from({ length: 40 }, (_, i) => said('daily', addDays(first, i))));
    expect(fields['was.P2']).toHaveLength(mostEarlier);
    expect(misfitIn('person', fields)).toBeUndefined();
    expect(on(fields, addDays(first, 30))).toMatchObject({ on: addDays(first, 30) });
  });
  it('writes nothing beside fields that are no answers', () =>
    expect(historyChanges({ name: 'An' }, 'name', 'Bình')).toEqual([]));
  it('does not take what a phone made up', () => expect(misfitIn('person', { 'was.P2': 'no' })).toBe('was.P2'));
});

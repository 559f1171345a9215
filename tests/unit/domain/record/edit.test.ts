import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeEdit, takeNow, viewEdit, type Edit, type Shown } from '../../../../src/domain/record/edit.ts';

type Form = { name: string; address: string; count: number | null };
const fields = { name: 'name', address: 'address', count: 'people' } as const;
type Name = keyof Form;
const names = ['name', 'address', 'count'] as const;

const record = (values: Partial<Form> = {}, bases = {}): Shown<Form> => ({
  values: { name: 'Y Thử', address: 'Nhà 1', count: 3, ...values },
  bases: { name: 1, address: 1, people: 1, ...bases },
});
const open = (now: Shown<Form>): Edit<Form> => ({ ...now, opened: now.values });

describe('a form that is open while its record changes elsewhere', () => {
  test('shows the new value of a field that nobody touched, and does not write it', () => {
    const form = changeEdit(open(record()), { name: 'Y Thử Hai' }, record(), fields);
    const now = record({ address: 'Nhà 1, thôn 2' }, { address: 2 });
    expect(viewEdit(form, now, fields)).toEqual({
      values: { name: 'Y Thử Hai', address: 'Nhà 1, thôn 2', count: 3 },
      changed: ['name'],
      elsewhere: {},
    });
  });

  test('keeps what is typed, beside what the record says now, on the version that was seen', () => {
    const form = changeEdit(open(record()), { name: 'Y Thử Hai' }, record(), fields);
    const now = record({ name: 'Y Thử Ba' }, { name: 2 });
    expect(viewEdit(form, now, fields)).toMatchObject({
      values: { name: 'Y Thử Hai' },
      changed: ['name'],
      elsewhere: { name: 'Y Thử Ba' },
    });
    expect(form.bases).toMatchObject({ name: 1 });
  });

  test('takes what the record says now: nothing is left to write', () => {
    const now = record({ name: 'Y Thử Ba' }, { name: 2 });
    const form = takeNow(changeEdit(open(record()), { name: 'Y Thử Hai' }, record(), fields), 'name', now, fields);
    expect(viewEdit(form, now, fields)).toEqual({ values: now.values, changed: [], elsewhere: {} });
    expect(form.bases).toEqual(now.bases);
  });

  test('a field touched after it changed elsewhere is based on what it showed then', () => {
    const now = record({ name: 'Y Thử Ba' }, { name: 2 });
    const form = changeEdit(open(record()), { name: 'Y Thử Ba Bốn' }, now, fields);
    expect(viewEdit(form, now, fields)).toMatchObject({ changed: ['name'], elsewhere: {} });
    expect(form.bases).toMatchObject({ name: 2, address: 1 });
  });

  test('what the record says by now already is not written again', () => {
    const form = changeEdit(open(record()), { name: 'Y Thử Ba' }, record(), fields);
    expect(viewEdit(form, record({ name: 'Y Thử Ba' }, { name: 2 }), fields).changed).toEqual([]);
  });

  test('a record that is gone by now is written where it was changed only', () => {
    const form = changeEdit(open(record()), { name: 'Y Thử Hai' }, record(), fields);
    expect(viewEdit(form, undefined, fields).changed).toEqual(['name']);
  });
});

test.each([
  ['a space that is being typed', 'Y Thử '],
  ['letters whose marks are written apart', 'Y Thử'.normalize('NFD')],
])('%s shows and is no change', (_, typed) => {
  const form = changeEdit(open(record()), { name: typed }, record(), fields);
  expect(viewEdit(form, record(), fields)).toMatchObject({ values: { name: typed }, changed: [] });
});

test('ticks in another order are no change', () => {
  const now = { values: { ticks: ['a', 'b'] }, bases: {} };
  const form = changeEdit({ ...now, opened: now.values }, { ticks: ['b', 'a'] }, now, { ticks: 'ticks' });
  expect(viewEdit(form, now, { ticks: 'ticks' }).changed).toEqual([]);
});

test('a new record is written whole', () => {
  const form: Edit<Form> = { values: { name: '', address: '', count: null }, bases: {} };
  const typed = changeEdit(form, { name: 'Y Thử' }, undefined, fields);
  expect(viewEdit(typed, undefined, fields)).toEqual({
    values: { name: 'Y Thử', address: '', count: null },
    changed: names,
    elsewhere: {},
  });
});

describe('a draft of an older version of the app, which kept only the versions', () => {
  const old: Edit<Form> = { values: { ...record().values, name: 'Y Thử Hai' }, bases: record().bases };

  test('a field whose version has not moved is compared with the record', () => {
    expect(viewEdit(old, record(), fields)).toMatchObject({ changed: ['name'], elsewhere: {} });
  });

  test('a field that changed elsewhere is shown beside what the draft holds, and based on what was seen', () => {
    const now = record({ address: 'Nhà 1, thôn 2' }, { address: 2 });
    expect(viewEdit(old, now, fields)).toMatchObject({
      changed: ['name', 'address'],
      elsewhere: { address: 'Nhà 1, thôn 2' },
    });
    expect(changeEdit(old, { count: 4 }, now, fields).bases).toMatchObject({ address: 1 });
  });
});

const value = fc.constantFrom('A', 'B', 'C');
const valueOf = (name: Name, text: string): Form[Name] => (name === 'count' ? text.charCodeAt(0) : text);
const step = fc.oneof(
  fc.record({ kind: fc.constant('elsewhere' as const), name: fc.constantFrom(...names), value }),
  fc.record({ kind: fc.constant('type' as const), name: fc.constantFrom(...names), value }),
  fc.record({ kind: fc.constant('take' as const), name: fc.constantFrom(...names) }),
  fc.record({ kind: fc.constant('reopen' as const) }),
);

test('in any order of opening, changes elsewhere, typing and saving, untouched fields never change', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let now = record({ name: 'A', address: 'A', count: 65 });
      let version = 1;
      let form = open(now);
      const typed = new Map<Name, { readonly value: Form[Name]; readonly seen: number }>();
      for (const one of steps) {
        if (one.kind === 'elsewhere') {
          version += 1;
          now = {
            values: { ...now.values, [one.name]: valueOf(one.name, one.value) },
            bases: { ...now.bases, [fields[one.name]]: version },
          };
        } else if (one.kind === 'type') {
          const seen = typed.get(one.name)?.seen ?? Number(now.bases[fields[one.name]]);
          form = changeEdit(form, { [one.name]: valueOf(one.name, one.value) }, now, fields);
          // Back to what it was before: unchanged, and it follows the record again.
          if (form.values[one.name] === form.opened?.[one.name]) typed.delete(one.name);
          else typed.set(one.name, { value: valueOf(one.name, one.value), seen });
        } else if (one.kind === 'take') {
          form = takeNow(form, one.name, now, fields);
          typed.delete(one.name);
        } else form = JSON.parse(JSON.stringify(form)) as Edit<Form>;
        const { values } = viewEdit(form, now, fields);
        for (const name of names) expect(values[name]).toEqual(typed.get(name)?.value ?? now.values[name]);
      }
      const { values, changed, elsewhere } = viewEdit(form, now, fields);
      for (const name of changed) expect(form.bases[fields[name]]).toBe(typed.get(name)?.seen);
      const saved = { ...now.values, ...Object.fromEntries(changed.map((name) => [name, values[name]])) };
      for (const name of names) expect(saved[name]).toEqual(typed.get(name)?.value ?? now.values[name]);
      for (const name of Object.keys(elsewhere)) expect(changed).toContain(name);
    }),
  );
});

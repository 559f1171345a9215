import { sameJson, type Json } from './json.ts';

/** Versions of a record's fields, by field. One that is not named was never set. */
export type Bases = { readonly [field: string]: number | string };

/** The fields of a form, each with the record's field that it shows. */
export type FormFields<F> = { readonly [Name in keyof F]: string };

/** Values with the versions they were shown at. */
export interface Shown<F> {
  readonly values: F;
  readonly bases: Bases;
}

/** A form under way, as its draft keeps it. */
export interface Edit<F> extends Shown<F> {
  /**
   * What each field showed before the person changed it. Undefined for a new record, and in drafts of older versions of
   * the app; a field that is missing is one of which an older version did not keep it.
   */
  readonly opened?: Partial<F> | undefined;
}

/** A form as its screen shows it over the record as it is now. */
export interface EditView<F> {
  readonly values: F;
  /** The fields to write: those that the person changed to something that the record does not say already. */
  readonly changed: readonly (keyof F)[];
  /** Of changed fields that were also changed elsewhere since: what the record says now. */
  readonly elsewhere: Partial<F>;
}

/**
 * What a form shows and writes. A field that the person did not change follows the record; of one that they changed,
 * only what they saw before it counts as known, so that a later change elsewhere becomes a conflict and not an
 * overwritten value.
 * @param now undefined: there is no such record, not yet or no more
 */
export function viewEdit<F extends object>(
  edit: Edit<F>,
  now: Shown<F> | undefined,
  fields: FormFields<F>,
): EditView<F> {
  const names = namesOf(fields);
  if (!now) {
    const { opened } = edit;
    return {
      values: edit.values,
      changed: opened ? names.filter((name) => !same(edit.values[name], opened[name])) : names,
      elsewhere: {},
    };
  }
  const opened = openedOf(edit, now, fields);
  const changed = names.filter(
    (name) => !same(edit.values[name], opened[name]) && !same(edit.values[name], now.values[name]),
  );
  return {
    values: pick(names, (name) => (isTyped(edit, opened, name) ? edit.values : now.values)[name]),
    changed,
    elsewhere: pick(
      changed.filter((name) => !same(opened[name], now.values[name])),
      (name) => now.values[name],
    ),
  };
}

/** Does the form show of the record what it did not show before? Over that the person has not decided yet. */
export const showsMore = <F extends object>(after: EditView<F>, before: EditView<F>): boolean =>
  namesOf(after.elsewhere).some(
    (name) => !(name in before.elsewhere) || !same(after.elsewhere[name], before.elsewhere[name]),
  );

/** The version of a field that the form shows, as the server takes it: 0 for none. */
export const seenIn = (bases: Bases, field: string): number => Number(bases[field] ?? 0);

/**
 * The form after the person changed `part` of what it showed. A field that they change for the first time is based on
 * what it showed at that moment.
 */
export function changeEdit<F extends object>(
  edit: Edit<F>,
  part: Partial<F>,
  now: Shown<F> | undefined,
  fields: FormFields<F>,
): Edit<F> {
  if (!now) return { ...edit, values: { ...edit.values, ...part } };
  const opened = openedOf(edit, now, fields);
  const first = namesOf(fields).filter((name) => name in part && !isTyped(edit, opened, name));
  return based({ ...edit, opened, values: { ...edit.values, ...part } }, first, now, fields);
}

/** The form after the person took what the record says now of this field; it is unchanged then. */
export function takeNow<F extends object>(edit: Edit<F>, name: keyof F, now: Shown<F>, fields: FormFields<F>): Edit<F> {
  const values = { ...edit.values, [name]: now.values[name] };
  return based({ ...edit, opened: openedOf(edit, now, fields), values }, [name], now, fields);
}

/** These fields of the form are based on the record as it is now. */
function based<F extends object>(
  edit: Edit<F>,
  names: readonly (keyof F)[],
  now: Shown<F>,
  fields: FormFields<F>,
): Edit<F> {
  const own = new Set(names.map((name) => fields[name]));
  const kept = Object.entries(edit.bases).filter(([field]) => !own.has(field));
  const fresh = Object.entries(now.bases).filter(([field]) => own.has(field));
  return {
    ...edit,
    opened: { ...edit.opened, ...pick(names, (name) => now.values[name]) },
    bases: Object.fromEntries([...kept, ...fresh]),
  };
}

/**
 * Older versions of the app did not keep what was shown at opening: a field whose version has not moved since shows it
 * still. Of any other nobody can tell whether it was typed, so that it counts as changed, and the screen asks.
 */
function openedOf<F extends object>(edit: Edit<F>, now: Shown<F>, fields: FormFields<F>): Partial<F> {
  return (
    edit.opened ??
    pick(
      namesOf(fields).filter((name) => edit.bases[fields[name]] === now.bases[fields[name]]),
      (name) => now.values[name],
    )
  );
}

/** To the letter, so that a space at the end of a name under way stays on the screen. */
const isTyped = <F extends object>(edit: Edit<F>, opened: Partial<F>, name: keyof F): boolean =>
  !(name in opened) || !sameJson(asJson(edit.values[name]), asJson(opened[name]));

/** Equal as a record holds it: space around a text and the order of ticks mean nothing. */
const same = (a: unknown, b: unknown): boolean => sameJson(settled(a), settled(b));

function settled(value: unknown): Json | undefined {
  if (typeof value === 'string') return value.trim().normalize('NFC');
  return Array.isArray(value) ? value.map((item: Json) => JSON.stringify(item)).sort() : asJson(value);
}

// Drafts are JSON, and forms hold nothing else (draft-content.ts).
const asJson = (value: unknown): Json | undefined => value as Json | undefined;

const namesOf = <F extends object>(fields: { readonly [Name in keyof F]?: unknown }): (keyof F)[] =>
  Object.keys(fields) as (keyof F)[];

const pick = <F extends object>(names: readonly (keyof F)[], of: (name: keyof F) => F[keyof F] | undefined): F =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as F;

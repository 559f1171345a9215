import * as v from 'valibot';

/** Ids in guide files: short, lower case, English, with hyphens; they become text keys and never show. */
export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens, such as "open-store"'),
);

/**
 * Words on a drawn screen. `says` quotes the real app (Vietnamese in every language of the guide, never invented);
 * `text` is our own description of the place, by key under `labels` in the guide's texts.
 */
export const label = v.union([
  v.strictObject({ says: v.pipe(v.string(), v.nonEmpty()) }),
  v.strictObject({ text: slug }),
]);
export type Label = v.InferOutput<typeof label>;

/** A place on the screen that can be tapped, hence a step's target. */
const spot = v.strictObject({ id: slug, label });
export type Spot = v.InferOutput<typeof spot>;

/** A scene away from the phone: a sign for the place or the thing, with words. */
export const scene = v.picklist(['police', 'office', 'bank', 'clinic', 'home', 'people', 'paper', 'phone']);
export type Scene = v.InferOutput<typeof scene>;

/**
 * The parts a drawn screen is made of. A new kind is added here; the renderer then fails to compile until it draws it.
 */
export const screenPart = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), label }),
  v.strictObject({ kind: v.literal('message'), label }),
  v.strictObject({ kind: v.literal('button'), id: slug, label, main: v.optional(v.boolean()) }),
  // `secret` draws dots. There is no way to type into any of them: nothing here trains people to give codes away.
  v.strictObject({
    kind: v.literal('field'),
    id: slug,
    label,
    value: v.optional(label),
    secret: v.optional(v.boolean()),
  }),
  v.strictObject({ kind: v.literal('search'), id: slug, value: label }),
  v.strictObject({ kind: v.literal('app'), id: slug, name: label, by: v.optional(label) }),
  v.strictObject({
    kind: v.literal('list'),
    items: v.pipe(v.array(spot), v.minLength(1)),
    marks: v.optional(v.picklist(['tick', 'arrow'])),
  }),
  v.strictObject({
    kind: v.literal('tiles'),
    items: v.pipe(
      v.array(spot),
      v.minLength(1),
      v.maxLength(6, 'draw at most 6 tiles: leave out those that do not matter here'),
    ),
  }),
  v.strictObject({
    kind: v.literal('tabs'),
    items: v.pipe(v.array(spot), v.minLength(2), v.maxLength(4)),
    current: slug,
  }),
  v.strictObject({ kind: v.literal('check'), id: slug, label, checked: v.boolean() }),
  v.strictObject({ kind: v.literal('qr'), id: slug, label }),
  v.strictObject({ kind: v.literal('scene'), id: slug, at: scene, label }),
  v.strictObject({ kind: v.literal('dialog'), label, buttons: v.pipe(v.array(spot), v.minLength(1), v.maxLength(3)) }),
]);
export type ScreenPart = v.InferOutput<typeof screenPart>;

export const screen = v.strictObject({
  /** The bar at the top; absent on a phone's own home screen. */
  bar: v.optional(label),
  parts: v.pipe(
    v.array(screenPart),
    v.minLength(1),
    v.maxLength(7, 'draw at most 7 parts: only what helps to find the place'),
  ),
});
export type Screen = v.InferOutput<typeof screen>;

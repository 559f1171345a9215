import * as v from 'valibot';
import { day } from '../../lib/day.ts';
import { screen, slug } from './screen.ts';

/** How sure a fact is: High, Medium, Low. */
export const confidence = v.picklist(['H', 'M', 'L']);
export type Confidence = v.InferOutput<typeof confidence>;

export const gesture = v.picklist(['tap', 'type', 'look', 'go']);
export type Gesture = v.InferOutput<typeof gesture>;

export const step = v.strictObject({
  id: slug,
  confidence,
  /** Found in two independent sources, or seen on a phone. If not, the page says "Bước này chưa được kiểm chứng". */
  confirmed: v.boolean(),
  /**
   * Advice that depends on no app ("film while you unpack"): it names no screen, so there is nothing to check again.
   */
  advice: v.optional(v.literal(true)),
  sources: v.pipe(v.array(slug), v.minLength(1, 'name the source this step comes from')),
  screen,
  /** The place on the drawn screen, and what to do there. */
  target: slug,
  gesture,
  /** What the village of this phone has of its own for this step, where the phone remembers one. */
  ofVillage: v.optional(v.picklist(['people', 'satisfaction', 'zaloPage'])),
});
export type Step = v.InferOutput<typeof step>;

export const part = v.strictObject({
  id: slug,
  steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(7, 'at most 7 steps a part: split it into two parts')),
});
export type Part = v.InferOutput<typeof part>;

/** Where a fact was read. Its title is a text; `page` is a web page of an authority, never a store or an app. */
export const source = v.strictObject({
  id: slug,
  page: v.optional(v.pipe(v.string(), v.url())),
  checked: day,
  confidence,
});

/** A contact. Without a number, its text says where to find the number. */
export const contact = v.strictObject({
  id: slug,
  number: v.optional(v.pipe(v.string(), v.regex(/^[0-9][0-9 ]{2,13}$/, 'digits and spaces only'))),
  confidence,
});

/** What to look for in the phone's own store. The ids are for whoever checks the guide and are never shown as links. */
export const app = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty()),
  developer: v.strictObject({ name: v.pipe(v.string(), v.nonEmpty()), confirmed: v.boolean() }),
  ids: v.strictObject({ play: v.optional(v.string()), appStore: v.optional(v.string()), confidence }),
});

/**
 * A guide's structure, `data/<id>/guide.json`. Its words are `locales/<language>/guides/<id>.json` (`guideTexts`), its
 * title, summary and skill stand in `locales/<language>/guides.json` under `catalogue.<id>`, its place in
 * `data/catalogue.json`.
 */
export const guide = v.strictObject({
  id: slug,
  /** The day all its steps were last gone through, and the app's version if it was seen on a phone. */
  checked: day,
  version: v.optional(v.string()),
  app: v.optional(app),
  ready: v.array(slug),
  /** The part that is practised once more some days later: what people do again and again, in two minutes. */
  again: slug,
  parts: v.pipe(v.array(part), v.minLength(1)),
  stumbles: v.pipe(v.array(slug), v.minLength(1, 'say at least one thing that often goes wrong')),
  contacts: v.pipe(v.array(contact), v.minLength(1, 'say whom to call')),
  sources: v.pipe(v.array(source), v.minLength(1, 'say where the facts come from')),
});
export type Guide = v.InferOutput<typeof guide>;

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('a text is empty'));
export const stepTexts = v.strictObject({ do: words, note: v.optional(words) });

/** A guide's words in one language, by the ids of its structure. */
export const guideTexts = v.strictObject({
  forWhom: words,
  /** What people say or type when they look for this guide, in everyday words: "đóng thuế đất", "mất sim". */
  search: v.pipe(v.array(words), v.minLength(3, 'write at least 3 everyday words people would search by')),
  ready: v.record(slug, words),
  parts: v.record(slug, v.strictObject({ title: words, about: v.optional(words), steps: v.record(slug, stepTexts) })),
  stumbles: v.record(slug, v.strictObject({ what: words, do: words })),
  contacts: v.record(slug, words),
  sources: v.record(slug, words),
  labels: v.record(slug, words),
});
export type GuideTexts = v.InferOutput<typeof guideTexts>;
export type StepTexts = v.InferOutput<typeof stepTexts>;

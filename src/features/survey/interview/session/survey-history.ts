import * as v from 'valibot';
import { formPosition, type FormPosition } from '../../form-position.ts';

/**
 * The browser's history inside one survey. Every step has an entry, so that the phone's own back goes one question
 * back, and all of them have one address: an answer changes no route, and nothing outside the form is drawn again.
 * Entries have the shape of the router's, which reads them when it is gone back to.
 */
const entry = v.object({ at: v.optional(formPosition), from: v.optional(formPosition) });
export type SurveyEntry = v.InferOutput<typeof entry>;

const routerState = v.object({ usr: v.nullish(v.unknown()), idx: v.nullish(v.number()) });

/** What an entry of the history says of the survey; empty for an entry of another page. */
export function entryIn(state: unknown): SurveyEntry {
  const outer = v.safeParse(routerState, state);
  const inner = v.safeParse(entry, outer.success ? outer.output.usr : undefined);
  return inner.success ? inner.output : {};
}

/** Notes the step that shows in the present entry. */
export function noteStep(at: FormPosition): void {
  const state = history.state as unknown;
  const known = typeof state === 'object' ? state : {};
  history.replaceState({ ...known, usr: { ...entryIn(state), at } satisfies SurveyEntry }, '');
}

/** Adds an entry for the next step. */
export function addStep(at: FormPosition, from: FormPosition): void {
  const outer = v.safeParse(routerState, history.state);
  const idx = (outer.success ? (outer.output.idx ?? 0) : 0) + 1;
  const key = Math.random().toString(36).slice(2, 10);
  history.pushState({ usr: { at, from } satisfies SurveyEntry, key, idx }, '');
}

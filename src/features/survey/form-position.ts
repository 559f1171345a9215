import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';

/**
 * The step that a form is at: a section (household or person) and a question's code, or one of `consent`, `by` (who is
 * speaking?), `here` (who is at home?) and `end`.
 */
export const formPosition = v.object({ section: uuid, step: v.string() });
export type FormPosition = v.InferOutput<typeof formPosition>;

export const isSamePosition = (a: FormPosition | undefined, b: FormPosition | undefined): boolean =>
  a?.section === b?.section && a?.step === b?.step;

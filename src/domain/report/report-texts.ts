import * as v from 'valibot';
import { isStorable } from '../record/json.ts';

/** What a month's report says in words, in the order of the paper. */
export const reportTextParts = ['difficulties', 'proposals', 'plan'] as const;
export type ReportTextPart = (typeof reportTextParts)[number];

/** A part that nobody has written is absent. */
export type ReportTexts = { readonly [Part in ReportTextPart]?: string | undefined };

/** Two pages of a paper. */
export const longestReportText = 4000;

const text = v.pipe(v.string(), v.maxLength(longestReportText), v.check(isStorable, 'not storable'));

/** The parts that are to be changed; '' empties one. */
export const reportTexts = v.object({
  difficulties: v.optional(text),
  proposals: v.optional(text),
  plan: v.optional(text),
});

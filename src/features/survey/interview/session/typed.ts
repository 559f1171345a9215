import type { TicksById } from '../../../../domain/questionnaire/ticks.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import type { Given } from '../../questions/QuestionInputs.tsx';
import type { ConsentGiven } from '../survey-consent.ts';

/** What was chosen or typed at a step and is not on disk: shown there again after a write that failed. */
export type Typed =
  | { readonly kind: 'answer'; readonly given: Given }
  | { readonly kind: 'ticks'; readonly ticks: TicksById }
  | { readonly kind: 'speaker'; readonly by: 'self' | 'proxy' }
  | { readonly kind: 'here'; readonly self: readonly Uuid[]; readonly later: readonly Uuid[] }
  | ({ readonly kind: 'consent' } & Pick<ConsentGiven, 'said' | 'how'>);

/** What was typed, if it is of this kind of step. */
export const typedAs = <K extends Typed['kind']>(
  typed: Typed | undefined,
  kind: K,
): Extract<Typed, { kind: K }> | undefined =>
  typed?.kind === kind ? (typed as Extract<Typed, { kind: K }>) : undefined; // narrowed by the line before

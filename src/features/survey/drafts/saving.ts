import { sameJson, type Json } from '../../../domain/record/json.ts';
import { SubmitRefusedError } from '../../../store/engine/errors.ts';
import type { Draft, SaveProblem } from '../../../store/phone-store.ts';

/** Why something is not on disk: another window was first, no room, or the database itself failed. */
export type Unsaved = SaveProblem | { readonly kind: 'failed' };

/** Runs a save; undefined when it is on disk. The error is logged for problem reports. */
export async function trySave(
  save: () => Promise<SaveProblem | undefined>,
  saved?: Json,
): Promise<Unsaved | undefined> {
  try {
    return unlessMine(await save(), saved);
  } catch (error) {
    if (error instanceof SubmitRefusedError) return unlessMine(error.problem, saved);
    console.warn(error);
    return { kind: 'failed' };
  }
}

/** A repeated save may find its own first attempt stored: no problem then. */
const unlessMine = (problem: SaveProblem | undefined, saved: Json | undefined): SaveProblem | undefined =>
  problem?.kind === 'stale' && saved !== undefined && sameJson(problem.current.content, saved) ? undefined : problem;

export const nextDraft = (draft: Draft, content: Json, now: number): Draft => ({
  ...draft,
  rev: draft.rev + 1,
  savedAt: now,
  content,
});

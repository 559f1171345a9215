import { sameJson, type Json } from '../../domain/json.ts';
import { FreezeRefusedError } from '../../store/errors.ts';
import type { Draft, SaveProblem } from '../../store/phone-store.ts';

/** Why something is not on disk: another window was first, no room, or the database itself failed. */
export type Unsaved = SaveProblem | { readonly kind: 'failed' };

/** Runs a save; undefined when it is on disk. What went wrong below is told on the console for the report. */
export async function trySave(save: () => Promise<SaveProblem | undefined>, saved?: Json): Promise<Unsaved | undefined> {
  try {
    return unlessMine(await save(), saved);
  } catch (error) {
    if (error instanceof FreezeRefusedError) return unlessMine(error.problem, saved);
    console.warn(error);
    return { kind: 'failed' };
  }
}

/** After a lost connection the save is run again: what stands in its way may be that very save. */
const unlessMine = (problem: SaveProblem | undefined, saved: Json | undefined): SaveProblem | undefined =>
  problem?.kind === 'stale' && saved !== undefined && sameJson(problem.current.content, saved) ? undefined : problem;

export const nextDraft = (draft: Draft, content: Json, now: number): Draft => ({ ...draft, rev: draft.rev + 1, savedAt: now, content });

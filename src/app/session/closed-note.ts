import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';

const closedNoteShape = v.object({
  enrolment: uuid,
  /** Count of drafts that were submitted unfinished. */
  handedIn: v.number(),
  /** Count of drafts that could not be submitted and are lost. */
  lost: v.number(),
});

/**
 * Why a local store is no longer on this phone. The note outlives the store, because nobody may have looked when it was
 * erased.
 */
export type ClosedNote = Pick<v.InferOutput<typeof closedNoteShape>, 'handedIn' | 'lost'>;

const key = 'closed-book';

export function noteClosed(storage: Pick<Storage, 'setItem'>, enrolment: string, { handedIn, lost }: ClosedNote): void {
  storage.setItem(key, JSON.stringify({ enrolment, handedIn, lost }));
}

/** @param enrolment absent: the one closed last */
export function closedNote(storage: Pick<Storage, 'getItem'>, enrolment?: string): ClosedNote | undefined {
  const noted = storage.getItem(key);
  const note = noted === null ? undefined : v.safeParse(closedNoteShape, parsed(noted));
  return note?.success && (enrolment === undefined || note.output.enrolment === enrolment) ? note.output : undefined;
}

export const forgetClosed = (storage: Pick<Storage, 'removeItem'>): void => storage.removeItem(key);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not written by this app
  }
}

import * as v from 'valibot';
import { uuid } from '../../domain/record.ts';

const closedNoteShape = v.object({
  enrolment: uuid,
  /** Forms that were under way and were handed in as they were. */
  handedIn: v.number(),
  /** Forms that could not be handed in, and are gone. */
  lost: v.number(),
});

/** Why a book is not on this phone any more; it outlives the book, because nobody may have looked when it went. */
export type ClosedNote = Pick<v.InferOutput<typeof closedNoteShape>, 'handedIn' | 'lost'>;

const key = 'closed-book';

export function noteClosed(storage: Pick<Storage, 'setItem'>, enrolment: string, { handedIn, lost }: ClosedNote): void {
  storage.setItem(key, JSON.stringify({ enrolment, handedIn, lost }));
}

/** @param enrolment absent: whichever was closed last */
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
    return undefined; // not ours: somebody wrote there by hand
  }
}

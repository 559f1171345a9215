import { showsMore, viewEdit, type Edit, type EditView, type FormFields, type Shown } from '../domain/record/edit.ts';
import type { Asked } from '../sync/index.ts';
import { refusalOf, type Refusal } from './refusal.ts';

export interface SaveOnTop<F extends object, Answer> {
  readonly edit: Edit<F>;
  /** What the person was shown, with its versions. */
  readonly now: Shown<F>;
  readonly fields: FormFields<F>;
  /** Sends what was changed, on top of the versions that were shown. */
  readonly send: (view: EditView<F>, shown: Shown<F>) => Promise<Asked<Answer>>;
  /** What the answer says stands now. */
  readonly read: (answer: Answer) => Shown<F>;
}

export type SavedOnTop<Answer> =
  | { readonly state: 'saved' | 'meanwhile'; readonly answer: Answer }
  | { readonly refusal: Refusal };

const mostTries = 3;

/**
 * Saves what a form changed where the server judges by versions (protocol/saved.ts). `meanwhile`: somebody else has
 * changed a field that the person changed too, and nothing was stored; saved once more, it is stored over what the
 * answer showed. What others changed beside it is no question to the person: it is saved on top of that at once.
 */
export async function saveOnTop<F extends object, Answer extends { readonly meanwhile?: true | undefined }>({
  edit,
  now,
  fields,
  send,
  read,
}: SaveOnTop<F, Answer>): Promise<SavedOnTop<Answer>> {
  let shown = now;
  let view = viewEdit(edit, shown, fields);
  for (let tries = 1; ; tries++) {
    const reply = await send(view, shown);
    if (reply.kind !== 'ok') return { refusal: refusalOf(reply) };
    if (!reply.value.meanwhile) return { state: 'saved', answer: reply.value };
    shown = read(reply.value);
    const next = viewEdit(edit, shown, fields);
    if (tries === mostTries || showsMore(next, view)) return { state: 'meanwhile', answer: reply.value };
    view = next;
  }
}

import {
  changeEdit,
  takeNow,
  viewEdit,
  type Bases,
  type Edit,
  type EditView,
  type FormFields,
  type Shown,
} from '../../../domain/record/edit.ts';
import type { Json } from '../../../domain/record/json.ts';
import type { DraftForm } from './use-draft-form.ts';
import type { DraftContent } from './draft-content.ts';

type FormContent = Exclude<DraftContent, { form: 'survey' }> & {
  readonly bases: Bases;
  readonly opened?: { readonly [name: string]: Json };
};

/** How a form's draft keeps the fields of a record. */
export interface RecordForm<C extends FormContent, F extends object> {
  readonly fields: FormFields<F>;
  readonly valuesOf: (content: C) => F;
  readonly contentOf: (values: F) => Partial<C>;
}

/** The fields in a draft, as the rules for changing a record want them. */
export const editOf = <C extends FormContent, F extends object>(
  { valuesOf }: RecordForm<C, F>,
  content: C,
): Edit<F> => ({
  values: valuesOf(content),
  bases: content.bases,
  // The fields of the form as `contentOf` took them; what another version wrote there compares as different.
  opened: content.opened as Partial<F> | undefined,
});

/** The fields to write, and the versions they are set on top of. */
export const viewOf = <C extends FormContent, F extends object>(
  form: RecordForm<C, F>,
  content: C,
  now: Shown<F> | undefined,
): EditView<F> => viewEdit(editOf(form, content), now, form.fields);

/** A form over the record as it is now: what shows, what will be written, what was changed elsewhere. */
export interface OpenEdit<F> extends EditView<F> {
  readonly change: (part: Partial<F>) => void;
  /** The field becomes what the record says now. */
  readonly take: (name: keyof F) => void;
}

/** @param now the record as this screen shows it, undefined when there is none */
export function openEdit<C extends FormContent, F extends object>(
  of: RecordForm<C, F>,
  { content, change }: Pick<DraftForm<C>, 'content' | 'change'>,
  now: Shown<F> | undefined,
): OpenEdit<F> {
  const edit = editOf(of, content);
  const put = ({ values, bases, opened }: Edit<F>) =>
    change({ ...of.contentOf(values), bases, ...(opened && { opened }) });
  return {
    ...viewEdit(edit, now, of.fields),
    change: (part) => put(changeEdit(edit, part, now, of.fields)),
    take: (name) => now && put(takeNow(edit, name, now, of.fields)),
  };
}

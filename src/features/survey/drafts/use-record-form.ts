import { isDeleted } from '../../../domain/record/record.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import type { Loaded } from '../../../phone/live.ts';
import type { PhoneRecord } from '../../../store/phone-store.ts';
import { useStoredForm, type FormContent, type StoredForm } from './use-draft-form.ts';

export type RecordForm<C extends FormContent> =
  | { readonly state: 'loading' | 'failed' }
  | {
      readonly state: 'ready';
      readonly records: readonly PhoneRecord[];
      /** Undefined: it is written for the first time. */
      readonly record: PhoneRecord | undefined;
      readonly stored: Extract<StoredForm<C>, { state: 'ready' }>;
      /** Reads again what another window has saved. */
      readonly reload: () => void;
    };

/** The record that a form's address names, and what of the form is on disk. */
export function useRecordForm<C extends FormContent>(
  records: Loaded<readonly PhoneRecord[]>,
  id: Uuid,
  form: C['form'],
): RecordForm<C> {
  const [stored, reload] = useStoredForm<C>(id, form);
  if (records.state === 'failed' || stored.state === 'failed' || stored.state === 'unreadable' || !isUuid(id))
    return { state: 'failed' };
  if (records.state === 'loading' || stored.state === 'loading') return { state: 'loading' };
  const record = records.value.find((one) => one.id === id && !isDeleted(one));
  return { state: 'ready', records: records.value, record, stored, reload };
}

import type { FormEvent, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Stack } from '../layout/layout.tsx';
import { Button } from './Button.tsx';

export type FormProps = {
  /** Named by its `SaveButton`, which stands in the page's dock; without one, the form has its button in it. */
  id?: string;
  /** True while it is being saved: nothing is saved twice. */
  busy?: boolean;
  /** Between the fields: `l`, unless they are of one piece. */
  gap?: 'm' | 'l';
  onSave: () => void | Promise<void>;
  children: ReactNode;
};

/** Fields below one another. What is wrong in them the app says itself, not the browser. */
export function Form({ id, busy = false, gap = 'l', onSave, children }: FormProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void onSave();
  };
  return (
    <form id={id} autoComplete="off" noValidate onSubmit={submit}>
      <Stack gap={gap}>{children}</Stack>
    </form>
  );
}

export type SaveButtonProps = {
  /** The form's id. */
  form: string;
  /** What is being done, in words; undefined: nothing. */
  busy?: string | undefined;
  icon?: LucideIcon;
  children: ReactNode;
};

/** The one button by which a form is sent. */
export function SaveButton({ form, busy, icon, children }: SaveButtonProps) {
  return (
    <Button variant="primary" block type="submit" form={form} busy={busy} icon={icon}>
      {children}
    </Button>
  );
}

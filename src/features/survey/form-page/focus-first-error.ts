/** After a refused save: to the field that needs something, where a screen reader then reads why. */
export function focusFirstError(form: string): void {
  const wrong = document.getElementById(form)?.querySelector<HTMLElement>('[aria-invalid="true"]');
  // A group of choices takes no focus itself; its first choice does, and the group's error is read with it.
  (wrong?.matches('fieldset') ? wrong.querySelector('input') : wrong)?.focus();
}

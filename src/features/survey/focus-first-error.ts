/** After a refused save: to the field that needs something, where a screen reader then reads why. */
export function focusFirstError(form: string): void {
  document.getElementById(form)?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

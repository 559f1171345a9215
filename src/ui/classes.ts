/** Joins the class names that are there; a CSS module's name may be missing and a condition may be false. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

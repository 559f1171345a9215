/** A text as records hold it: no space around it, its marks composed (NFC). */
export const written = (typed: string): string => typed.trim().normalize('NFC');

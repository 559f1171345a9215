import { codeAlphabet, codeLength, formerCodeLength, normalizeCode } from '../../protocol/accounts/join.ts';

export type CodeProblem = { readonly kind: 'wrongLength' } | { readonly kind: 'wrongLetter'; readonly letters: string };

/** Why what was typed is no code, before the server is asked. */
export function problemWithCode(typed: string): CodeProblem | undefined {
  const code = normalizeCode(typed);
  const strange = [...new Set(code)].filter((letter) => !codeAlphabet.includes(letter));
  if (strange.length > 0) return { kind: 'wrongLetter', letters: strange.join(', ') };
  return code.length === codeLength || code.length === formerCodeLength ? undefined : { kind: 'wrongLength' };
}

/** Shown in two groups of five, as it is read out. */
export const groupCode = (typed: string): string =>
  normalizeCode(typed)
    .slice(0, codeLength)
    .replace(/(.{5})(?=.)/, '$1 ');

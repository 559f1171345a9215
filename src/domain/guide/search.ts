import { foldText } from '../../lib/fold.ts';

// Filler words of queries, folded. The list is short on purpose: no word that may be a topic is in it.
const filler = new Set(
  (
    'toi bac co chu anh chi em minh muon can cach lam sao the nao thi la bi di o cho de voi ' +
    'how to do i my the a an for want need'
  ).split(' '),
);

const phrasesOf = (text: string): string[] => text.split(';').map((phrase) => foldText(phrase).trim());
const wordsOf = (folded: string): string[] => folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/**
 * Which texts answer a query best, by their index: those that share the most of its words, if at least half; a whole
 * phrase counts more than scattered words, so that "mất sim" is not "mật khẩu … SIM". Marks, capitals and filler do not
 * matter.
 * @param texts phrases separated by `;` @param query as typed; empty: all
 */
export function bestMatches(texts: readonly string[], query: string): readonly number[] {
  const typed = wordsOf(foldText(query));
  const matter = typed.filter((word) => !filler.has(word));
  const asked = matter.length > 0 ? matter : typed;
  if (asked.length === 0) return texts.map((_, index) => index);
  const scores = texts.map((text) => scoreOf(phrasesOf(text), asked));
  const best = Math.max(...scores);
  return best < 0.5 ? [] : scores.flatMap((score, index) => (score === best ? [index] : []));
}

/** 0 to 1: the share of words found anywhere (the last one may be half typed); 2: all in one phrase. */
function scoreOf(phrases: readonly string[], asked: readonly string[]): number {
  const has = (words: readonly string[], word: string): boolean => words.some((one) => one.startsWith(word));
  if (phrases.some((phrase) => asked.every((word) => has(wordsOf(phrase), word)))) return 2;
  const everywhere = phrases.flatMap(wordsOf);
  return asked.filter((word) => has(everywhere, word)).length / asked.length;
}

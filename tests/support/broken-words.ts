/**
 * Runs in the page, and so needs nothing from outside: words drawn on more than one line, each with the text it is in.
 * Addresses of the web have no room on a line of a phone: they may break. English has longer words than a line; no
 * Vietnamese one has more than seven letters.
 */
export function brokenWords(): string[] {
  const broken = new Set<string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const linesOf = (): number =>
    new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))).size;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const box = text.parentElement;
    const words = text.nodeValue ?? '';
    // Words for a screen reader alone are clipped away, and drawings have words of their own size.
    if (!box?.checkVisibility({ visibilityProperty: true }) || words.trim() === '' || box.closest('svg')) continue;
    if (getComputedStyle(box).clipPath !== 'none') continue;
    range.selectNodeContents(text);
    if (linesOf() < 2) continue;
    for (const { 0: token, index: start } of words.matchAll(/\S+/g)) {
      if (/\p{L}/u.test(token) && /[\p{L}\p{N}][./:@][\p{L}\p{N}]/u.test(token)) continue;
      for (const { 0: word, index } of token.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
        range.setStart(text, start + index);
        range.setEnd(text, start + index + word.length);
        if (linesOf() > 1) broken.add(`${word}: ${words.trim().slice(0, 60)}`);
      }
    }
  }
  return [...broken];
}

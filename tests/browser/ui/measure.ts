/**
 * What a thumb can aim at: an input inside a label counts as its label. Links lifted off the screen (skip link) do not
 * count.
 */
export function targets(): { words: string; width: number; height: number }[] {
  const elements = [...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select, summary')];
  return elements
    .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.bottom > 0 && box.width > 0)
    .map(({ element, box }) => ({
      words: element.innerText || element.getAttribute('aria-label') || element.id,
      width: box.width,
      height: box.height,
    }));
}

/** Elements that reach past either side of the window, by their words; what scrolls in a frame of its own may. */
export function overflowing(): string[] {
  const width = document.documentElement.clientWidth;
  // Also what lies inside something clipped: words for a screen reader are never drawn, however long they are.
  const clips = (element: Element): boolean =>
    getComputedStyle(element).clipPath !== 'none' || (element.parentElement !== null && clips(element.parentElement));
  const scrolls = (element: Element) => element.parentElement?.closest('section[tabindex="0"]') != null;
  return [...document.body.querySelectorAll('*')]
    .filter((element) => !element.closest('pattern') && !clips(element) && !scrolls(element))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.bottom > 0 && (box.right > width + 1 || box.left < -1);
    })
    .map((element) => `${element.tagName} ${element.textContent.slice(0, 40)}`);
}

/** Text wider or higher than the box that hides what does not fit. */
export function cutOff(): string[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')]
    .filter(
      (element) => getComputedStyle(element).overflow === 'hidden' && getComputedStyle(element).clipPath === 'none',
    )
    .filter(
      (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
    )
    .map((element) => element.textContent.slice(0, 40));
}

/** The longest line of running text, in characters as they are drawn. */
export function longestLine(): number {
  return Math.max(0, ...[...document.querySelectorAll('p, li > a, dd')].flatMap((element) => lineLengths(element)));
}

function lineLengths(element: Element): number[] {
  const lines = new Map<number, number>();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const length = text.textContent?.length ?? 0;
    for (let index = 0; index < length; index++) {
      range.setStart(text, index);
      range.setEnd(text, index + 1);
      const middle = range.getBoundingClientRect();
      const line = Math.round((middle.top + middle.bottom) / 2);
      lines.set(line, (lines.get(line) ?? 0) + 1);
    }
  }
  return [...lines.values()];
}

// Runs in the page (scripts/bench/tap.ts): from the finger's leaving the glass to the frame that shows what came of it.

/** Waits for one tap; `tapped` tells how long it took. */
export function awaitTap(): void {
  const title = (): string => document.querySelector('h1')?.textContent ?? '';
  const before = title();
  let up = Number.NaN;
  addEventListener('touchend', ({ timeStamp }) => (up = timeStamp), { capture: true, once: true });
  const took = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (title() === before) return;
      observer.disconnect();
      // A task that was asked for in a frame runs after that frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - up);
      requestAnimationFrame(() => port2.postMessage(undefined));
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    setTimeout(() => resolve(Number.NaN), 10_000);
  });
  Reflect.set(window, 'tapped', took);
}

export const tapped = (): Promise<number> => Reflect.get(window, 'tapped') as Promise<number>;

/** The middle of the first answer that one tap gives, scrolled into view; undefined where the step has none. */
export function firstAnswer(): { readonly x: number; readonly y: number } | undefined {
  const card = document.querySelector('main input[type=radio]:not(:checked)')?.closest('label');
  card?.scrollIntoView({ block: 'center' });
  const box = card?.getBoundingClientRect();
  return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Who or what is asked, above the question. */
export const sectionShown = (): string => document.querySelector('main p')?.textContent ?? '';

/** Answers a step that takes more than one tap. */
export function answerOtherwise(): void {
  const box = document.querySelector<HTMLInputElement>('main input[type=checkbox]:not(:checked)');
  if (box) {
    box.click();
    document.querySelector<HTMLButtonElement>('footer button')?.click();
  } else document.querySelector<HTMLButtonElement>('main form button')?.click();
}

/**
 * The floor: the same question and answers without a framework, a store or a history. A tap writes nothing and shows
 * the next one.
 */
export function floorPage(): void {
  const style = document.createElement('style');
  style.textContent =
    'body{font:18px/1.5 sans-serif;margin:16px}h1{font-size:26px}' +
    'label{display:flex;gap:12px;padding:14px;margin:8px 0;border:1px solid #888;border-radius:10px}';
  document.head.append(style);
  const main = document.createElement('main');
  document.body.replaceChildren(main);
  let number = 0;
  const show = (): void => {
    number += 1;
    const title = document.createElement('h1');
    title.textContent = `Câu hỏi thứ ${number}: nhà mình có vào được mạng không?`;
    const answers = ['Có', 'Lúc được lúc không', 'Không', 'Chưa rõ', 'Không muốn trả lời'].map((words) => {
      const card = document.createElement('label');
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = `q${number}`;
      radio.addEventListener('change', show);
      card.append(radio, words);
      return card;
    });
    main.replaceChildren(title, ...answers);
  };
  show();
}

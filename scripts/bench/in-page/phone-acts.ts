// Runs in the page (scripts/bench/village.ts), each function by itself: what a finger does, and when the eye sees what
// came of it.

/** Notes every task of the main thread over 50 ms. */
export function watchTasks(): void {
  const tasks: number[] = [];
  Reflect.set(window, 'tasks', tasks);
  new PerformanceObserver((list) =>
    (Reflect.get(window, 'tasks') as number[]).push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({ type: 'longtask', buffered: true });
}

/** When the first household of a list is there, since the page was asked for. */
export async function firstRow(): Promise<number> {
  while (!document.querySelector('main li a')) await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now();
}

/** Types into the search box as the browser does, and waits until the line below says what was found. */
export async function keystroke(text: string): Promise<number> {
  const box = document.querySelector<HTMLInputElement>('input[type=search]')!;
  const line = document.querySelector('[role=status]')!;
  const before = line.textContent;
  const begun = performance.now();
  const told = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (line.textContent === before) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - begun));
    });
    observer.observe(line, { childList: true, characterData: true, subtree: true });
    setTimeout(() => resolve(Number.NaN), 5000);
  });
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(box, text);
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return told;
}

/** Taps the first household of the list and waits for its page. */
export async function tapHousehold(until: string): Promise<number> {
  const link = [...document.querySelectorAll<HTMLAnchorElement>('main li a')].find((one) =>
    /\/households\/[0-9a-f-]{36}$/.test(one.pathname),
  )!;
  const begun = performance.now();
  link.click();
  while (!document.querySelector('main')?.textContent.includes(until)) {
    if (performance.now() - begun > 10_000) return Number.NaN;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - begun;
}

/** Taps another answer than the one there, which saves it and goes on; until the next question is painted. */
export async function tapAnswer(): Promise<number> {
  const title = (): string => document.querySelector('h1')?.textContent ?? '';
  const before = title();
  const radio = [...document.querySelectorAll<HTMLInputElement>('main input[type=radio]')].find(
    ({ checked }) => !checked,
  )!;
  const begun = performance.now();
  const next = new Promise<boolean>((resolve) => {
    const observer = new MutationObserver(() => {
      if (title() === before) return;
      observer.disconnect();
      resolve(true);
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    setTimeout(() => resolve(false), 10_000);
  });
  radio.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })); // a finger, not the arrow keys
  radio.click();
  if (!(await next)) return Number.NaN;
  // A task that was asked for in a frame runs after that frame is painted.
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    requestAnimationFrame(() => port2.postMessage(undefined));
  });
  return performance.now() - begun;
}

/** Presses the screen's main button and waits for a title that begins so. */
export async function pressMain(until: string): Promise<number> {
  const begun = performance.now();
  document.querySelector<HTMLButtonElement>('footer button')!.click();
  while (!document.querySelector('h1')?.textContent.startsWith(until)) {
    if (performance.now() - begun > 60_000) return Number.NaN;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - begun;
}

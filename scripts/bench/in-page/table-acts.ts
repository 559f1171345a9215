// Runs in the page (scripts/bench/villages.ts), each function by itself.
export { watchTasks } from './phone-acts.ts';

/** When the first row of the table is there, since the page was asked for. */
export async function firstTableRow(): Promise<number> {
  while (!document.querySelector('tbody tr')) await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now();
}

/** Presses a column's head, and measures until the rows stand in their new order and are laid out. */
export function sortTable(column: number): Promise<number> {
  const head = document.querySelectorAll<HTMLButtonElement>('thead button')[column]!;
  const body = document.querySelector('tbody')!;
  const begun = performance.now();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      body.getBoundingClientRect();
      resolve(performance.now() - begun);
    });
    observer.observe(document.querySelector('table')!, { childList: true, subtree: true, attributes: true });
    head.click();
    setTimeout(() => resolve(Number.NaN), 5000);
  });
}

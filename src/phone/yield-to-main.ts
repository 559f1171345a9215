/**
 * Makes a function that resolves in the next task, after pending drawing and input. Not `setTimeout(0)`: browsers delay
 * nested timers by 4 ms, which over some hundred steps would be most of the time of opening a list.
 */
export function createYieldToMain(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

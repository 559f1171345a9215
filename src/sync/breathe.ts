/**
 * A pause after which drawing and input have had their turn. Not `setTimeout(0)`: browsers stretch that to 4 ms after
 * a few, which over some hundred steps is what opening a list would be waiting for.
 */
export function breather(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

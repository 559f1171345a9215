import type { Uuid } from '../../lib/ids.ts';

// Tabs of one browser tell one another what was locked by hand. The message is an enrolment's id and nothing else.
const name = 'thon-so-lock';

export function tellLocked(enrolment: Uuid): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(enrolment);
  channel.close();
}

/** @returns stops listening */
export function listenForLocks(enrolment: Uuid, onLocked: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === enrolment) onLocked();
  });
  return () => channel.close();
}

// Work in a task of its own, after what the browser has to draw and to take in. Not a timer: browsers delay nested
// timers by 4 ms, which over some hundred steps would be most of the time of opening a list.
//
// WebKit loses messages of a page that it puts into the back-forward cache. Whatever waits for one of them would wait
// for ever, so what waits is posted again when the page is back.

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: undefined): void;
  close(): void;
  /** Node's alone: whether the port keeps the process alive. */
  ref?(): void;
  unref?(): void;
}
interface Channel {
  readonly port1: Port;
  readonly port2: Port;
}
interface Events {
  addEventListener(kind: string, heard: () => void): void;
}
// The pure rooms compile against no runtime's library, so the global's shape is stated here.
interface Globals {
  readonly MessageChannel: new () => Channel;
  /** Absent in the worker and in Node. */
  readonly window?: Events;
  readonly document?: Events;
}
const globals = globalThis as unknown as Globals;

const waiting: (() => void)[] = [];
let channel: Channel | undefined;

/** Runs `work` once, in a later task; works run in the order in which they were given. */
export function runInNextTask(work: () => void): void {
  waiting.push(work);
  post();
}

/** Resolves in a task of its own. */
export const nextTask = (): Promise<void> => new Promise(runInNextTask);

function post(): void {
  channel ??= openChannel();
  channel.port1.ref?.();
  channel.port2.postMessage(undefined);
}

function openChannel(): Channel {
  const opened = new globals.MessageChannel();
  opened.port1.onmessage = () => {
    try {
      waiting.shift()?.();
    } finally {
      if (waiting.length === 0) opened.port1.unref?.();
    }
  };
  return opened;
}

function postAgain(): void {
  channel?.port1.close();
  channel = undefined;
  for (let i = 0; i < waiting.length; i += 1) post();
}

globals.window?.addEventListener('pageshow', postAgain);
for (const kind of ['resume', 'visibilitychange']) globals.document?.addEventListener(kind, postAgain);

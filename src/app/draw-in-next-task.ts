import { runInNextTask } from '../lib/next-task.ts';

// React draws in tasks of its own, for which it takes `setImmediate` where it is there when React is loaded, and else
// posts messages to itself. WebKit loses those on the way into the back-forward cache, and React then waits for one for
// ever. So it is given tasks that are posted again. It is there only until React is loaded (`main.tsx` takes it away):
// Dexie would use it, too.
Reflect.set(globalThis, 'setImmediate', runInNextTask);

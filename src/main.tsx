// The order counts: React looks for `setImmediate` while it is loaded.
import './app/draw-in-next-task.ts';
import { startPage } from './app/start-page.tsx';

Reflect.deleteProperty(globalThis, 'setImmediate');
startPage();

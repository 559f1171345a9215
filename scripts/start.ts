// `npm start`: the server without demo data, in this process, so that it gets signals directly.
import { buildIfNeeded } from './build.ts';

await buildIfNeeded();
await import(new URL('../dist/server/main.js', import.meta.url).href);

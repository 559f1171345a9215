// `npm start`: the server without demo data. In this process, so that signals reach it without a go-between.
import { buildIfNeeded } from './build.ts';

await buildIfNeeded();
await import(new URL('../dist/server/main.js', import.meta.url).href);

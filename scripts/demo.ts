// `npm run demo`: the server with invented villages; prints one sign-in link per role. Data: DATA_DIR, else data/demo.
import { buildIfNeeded } from './build.ts';

await buildIfNeeded();
await import(new URL('../dist/server/demo.js', import.meta.url).href);

// `npm run backup`, `npm run restore -- FILE`, `npm run admin -- …`: the operator's commands, from the same build as
// the server.
import { buildIfNeeded } from './build.ts';

await buildIfNeeded();
await import(new URL('../dist/server/cli.js', import.meta.url).href);

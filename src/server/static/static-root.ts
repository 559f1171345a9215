import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the built app beside a built server (dist/server/*.js); undefined when run from sources. */
export function staticRootFrom(entryUrl: string): string | undefined {
  const folder = fileURLToPath(new URL('../client', entryUrl));
  return existsSync(folder) ? folder : undefined;
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// All files that a build depends on.
const sources = [
  'src',
  'locales',
  'public',
  'scripts/build',
  'scripts/build.ts',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

const stampOf = (folder: string): string => join(folder, 'sources.sha256');

/** A hash of all sources: of content instead of times, because a checkout changes the times. */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const source of sources.filter((path) => existsSync(path))) {
    for (const file of filesIn(source)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** Notes in a built folder from which sources it was made. */
export const writeStamp = (folder: string): void => writeFileSync(stampOf(folder), hashSources());

/** True when the folder was built from the present sources. */
export const isBuilt = (folder: string): boolean =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === hashSources();

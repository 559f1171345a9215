import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Everything that a build is made of.
const sources = ['src', 'locales', 'public', 'scripts/build', 'scripts/build.ts', 'index.html', 'vite.config.ts', 'package-lock.json'];

const stampOf = (folder: string): string => join(folder, 'sources.sha256');

/** A hash over all sources: content and not time, because a checkout changes the times. */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const source of sources.filter((path) => existsSync(path))) {
    for (const file of filesIn(source)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesIn(join(path, name)));
}

export const writeStamp = (folder: string): void => writeFileSync(stampOf(folder), hashSources());

export const isBuilt = (folder: string): boolean => existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === hashSources();

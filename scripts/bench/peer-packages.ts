import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Other people's programs for a comparison, by the lock file of their own folder, once.
 *
 * @param needed packages that are all there once they have come
 * @param names for whoever waits
 * @returns whether they are there
 */
export function installPeers(folder: string, needed: readonly string[], names: string): boolean {
  if (needed.every((name) => existsSync(join(folder, 'node_modules', name)))) return true;
  console.log(`Fetching ${names} for the comparison …`);
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 300_000,
    });
    return true;
  } catch (error) {
    console.error(`npm could not fetch them: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

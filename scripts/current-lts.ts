import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The release line that is in long-term support; what runs on our floor (package.json, `engines`) must run on it too.
 */
export const lts = 'node@26';

/**
 * Brings that Node with npm, into a folder of its own.
 * @returns the environment in which `node`, and all that asks for it by name, is that one
 * @throws when npm cannot bring it
 */
export function withLts(folder: string): Readonly<Record<string, string>> {
  const { status } = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', lts], {
    stdio: 'inherit',
  });
  const bin = join(folder, 'node_modules', 'node', 'bin');
  if (status !== 0 || !existsSync(join(bin, 'node'))) throw new Error(`npm could not bring ${lts}.`);
  return { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}

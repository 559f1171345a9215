import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/**
 * The first seed of a run that moves with the commit, so that every commit meets worlds that none before it met, and
 * the same commit always the same ones. Outside a checkout they are derived from the sources. `SIMULATION_START` wins.
 *
 * @returns a whole number from 1 to 1,000,000,000
 */
export function movingStart(): number {
  const given = process.env['SIMULATION_START'];
  if (given !== undefined) {
    const start = Number(given);
    if (!Number.isSafeInteger(start) || start < 1)
      throw new Error(`SIMULATION_START is "${given}": it takes a whole number from 1.`);
    return start;
  }
  return (
    1 +
    (createHash('sha256')
      .update(commit() ?? sources())
      .digest()
      .readUInt32BE() %
      1_000_000_000)
  );
}

function commit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    // No git on this machine, or an unpacked archive: neither is a fault.
    return undefined;
  }
}

function sources(): Buffer {
  const hash = createHash('sha256');
  for (const folder of ['src', 'tests/simulation']) {
    const files = readdirSync(join(repository, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort())
      hash.update(readFileSync(path));
  }
  return hash.digest();
}

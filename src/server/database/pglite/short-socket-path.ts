import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// sockaddr_un.sun_path holds 107 bytes on Linux and 103 on macOS; Node silently truncates a longer path and creates the
// socket elsewhere.
const longestPath = 103;

/**
 * Runs `work` with a path to a Unix socket in `directory` that is short enough for the system: through a temporary
 * symlink to the directory when needed.
 */
export async function withShortPath<T>(
  directory: string,
  name: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const plain = join(resolve(directory), name);
  if (Buffer.byteLength(plain) <= longestPath) return work(plain);
  const temporary = mkdtempSync(join(shortTemporary(name), 'thon-so-'));
  const link = join(temporary, 'd');
  symlinkSync(resolve(directory), link);
  try {
    return await work(join(link, name));
  } finally {
    unlinkSync(link);
    rmSync(temporary, { recursive: true });
  }
}

// TMPDIR itself may be too long.
function shortTemporary(name: string): string {
  const room = longestPath - Buffer.byteLength(join('/', 'thon-so-XXXXXX', 'd', name));
  return Buffer.byteLength(tmpdir()) <= room ? tmpdir() : '/tmp';
}

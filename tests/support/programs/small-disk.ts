import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync, openSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDiskOptions {
  readonly megabytes: number;
  /** Who may write there, when the test runs as root. */
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/**
 * A real file system of a few megabytes that can be filled, and freed again. It is a tmpfs in a mount namespace of its
 * own, seen from outside through /proc: nothing stays on the machine when the test dies, and no right is needed but
 * that to make a namespace (Linux; root, or user namespaces allowed, as Debian and Ubuntu do).
 */
export class SmallDisk {
  private constructor(
    private readonly keeper: ChildProcess,
    private readonly mountPoint: string,
    /** Its root. */
    readonly path: string,
  ) {}

  /** @throws when this machine allows no namespaces, saying what to do */
  static async mount({
    megabytes,
    uid = process.getuid?.() ?? 0,
    gid = process.getgid?.() ?? 0,
  }: SmallDiskOptions): Promise<SmallDisk> {
    const mountPoint = mkdtempSync(join(tmpdir(), 'thon-so-disk-'));
    const isRoot = process.getuid?.() === 0;
    // Whoever has no right to mount gets it in a user namespace, where they are called root.
    const owner = isRoot ? `,uid=${uid},gid=${gid}` : '';
    const keep = isRoot ? `exec setpriv --reuid=${uid} --regid=${gid} --clear-groups` : 'exec';
    const script = `mount -t tmpfs -o size=${megabytes}m,mode=700${owner} tmpfs "$0" && echo mounted && ${keep} cat`;
    const keeper = spawn(
      'unshare',
      [...(isRoot ? [] : ['--user', '--map-root-user']), '--mount', 'sh', '-c', script, mountPoint],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let errors = '';
    keeper.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const mounted = await new Promise<boolean>((resolve) => {
      keeper.stdout.once('data', () => resolve(true));
      keeper.once('error', (error) => ((errors = String(error)), resolve(false)));
      keeper.once('exit', () => resolve(false));
    });
    if (!mounted) {
      rmSync(mountPoint, { recursive: true });
      throw new Error(
        `No small disk can be made here (${errors.trim()}). Run as root, or allow user namespaces: ` +
          `sysctl kernel.unprivileged_userns_clone=1 ` +
          `kernel.apparmor_restrict_unprivileged_userns=0; in Docker: --privileged.`,
      );
    }
    return new SmallDisk(keeper, mountPoint, `/proc/${keeper.pid}/root${mountPoint}`);
  }

  get #filler(): string {
    return join(this.path, 'something-else');
  }

  /** Something else takes all the room but so many bytes. */
  fill(left = 0): void {
    const { bavail, bsize } = statfsSync(this.path);
    const file = openSync(this.#filler, 'w');
    const block = Buffer.alloc(bsize, 1);
    try {
      for (let i = 0; i < bavail - Math.ceil(left / bsize); i++) writeSync(file, block);
    } catch (error) {
      // The database writes meanwhile, and has taken what was left.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** And gives it back. */
  free(): void {
    writeFileSync(this.#filler, '');
  }

  async unmount(): Promise<void> {
    const gone = new Promise((resolve) => this.keeper.once('exit', resolve));
    this.keeper.kill('SIGKILL');
    await gone;
    rmSync(this.mountPoint, { recursive: true, force: true });
  }
}

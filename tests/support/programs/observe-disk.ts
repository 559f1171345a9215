import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Child } from './child.ts';

/** What a program asked of the disk, and said, in the order in which the calls returned. */
export type DiskEvent =
  | { readonly kind: 'sync' | 'write' | 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'said'; readonly text: string };

export type Observer = 'strace' | 'recorder';

/**
 * strace sees the system calls themselves, where it is installed and allowed; the recorder sees the calls into Node,
 * everywhere.
 */
export function observers(): Observer[] {
  const straceWorks =
    spawnSync('strace', ['-f', '-o', '/dev/null', process.execPath, '-e', '0'], { stdio: 'ignore' }).status === 0;
  return straceWorks ? ['strace', 'recorder'] : ['recorder'];
}

/** Runs a built program to its end and returns what it did. @param recorder path of the built disk-recorder */
export async function observeDisk(observer: Observer, args: readonly string[], recorder: string): Promise<DiskEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'thon-so-observe-'));
  const log = join(folder, 'log');
  const node = [process.execPath, ...args];
  const child =
    observer === 'strace'
      ? new Child('strace', [
          '-f',
          '-y',
          '-s',
          '200',
          '-e',
          'trace=fsync,fdatasync,write,pwrite64,rename,unlink',
          '-o',
          log,
          ...node,
        ])
      : new Child(process.execPath, ['--import', pathToFileURL(recorder).href, ...args], { DISK_LOG: log });
  try {
    const { code, errors } = await child.ended;
    if (code !== 0) throw new Error(`The program ended with ${code}. ${errors}`);
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    return observer === 'strace' ? straceEvents(lines) : lines.map((line) => JSON.parse(line) as DiskEvent);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function straceEvents(lines: readonly string[]): DiskEvent[] {
  const unfinished = new Map<string, string>();
  return lines.flatMap((line) => {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (call.endsWith('<unfinished ...>')) {
      unfinished.set(thread, call.replace(/ *<unfinished \.\.\.>$/, ''));
      return [];
    }
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(call);
    const event = callEvent(rest ? `${unfinished.get(thread)}${rest[1]}` : call);
    return event ? [event] : [];
  });
}

function callEvent(call: string): DiskEvent | undefined {
  const said = /^write\(1<.*?>, "(.*)\\n", \d+\)/.exec(call);
  if (said) return { kind: 'said', text: said[1] ?? '' };
  const sync = /^(?:fsync|fdatasync)\(\d+<(.*)>\) += 0/.exec(call);
  if (sync) return { kind: 'sync', path: sync[1] ?? '' };
  const write = /^(?:write|pwrite64)\(\d+<(\/.*?)>, .* = \d+$/.exec(call);
  if (write) return { kind: 'write', path: write[1] ?? '' };
  const rename = /^rename\("(.*)", "(.*)"\) += 0/.exec(call);
  if (rename) return { kind: 'rename', path: rename[1] ?? '', to: rename[2] ?? '' };
  const remove = /^unlink\("(.*)"\) += 0/.exec(call);
  if (remove) return { kind: 'remove', path: remove[1] ?? '' };
  return undefined;
}

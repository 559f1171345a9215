// Preloaded (node --import) into a program under test and its threads: writes down what it asks of the disk, in order,
// by the path that the operating system gives for the file descriptor. The calls themselves are real. DISK_LOG: the
// file to write to. BROKEN_DISK: while this file exists, fsync of the write-ahead log fails as a dying disk lets it.
import fs, { appendFileSync, existsSync, readlinkSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { fsyncSync, writeSync, renameSync, unlinkSync } = fs;
const log = process.env['DISK_LOG'];
const brokenDisk = process.env['BROKEN_DISK'];

const note = (event: object): void => {
  if (log) appendFileSync(log, `${JSON.stringify(event)}\n`);
};
const pathOf = (fd: number): string => (existsSync('/proc/self/fd') ? readlinkSync(`/proc/self/fd/${fd}`) : String(fd));

fs.fsyncSync = (fd) => {
  const path = pathOf(fd);
  if (brokenDisk && path.includes('/pg_wal/') && existsSync(brokenDisk)) {
    throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', errno: -5, syscall: 'fsync' });
  }
  fsyncSync(fd);
  note({ kind: 'sync', path });
};
fs.writeSync = ((fd: number, ...rest: [string]) => {
  const count = writeSync(fd, ...rest);
  note(fd === 1 ? { kind: 'said', text: String(rest[0]).trimEnd() } : { kind: 'write', path: pathOf(fd) });
  return count;
}) as typeof fs.writeSync;
fs.renameSync = (from, to) => {
  renameSync(from, to);
  note({ kind: 'rename', path: String(from), to: String(to) });
};
fs.unlinkSync = (path) => {
  unlinkSync(path);
  note({ kind: 'remove', path: String(path) });
};
syncBuiltinESMExports();

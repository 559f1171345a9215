import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemRandom } from '../../../src/lib/clock.ts';
import {
  connectToServer,
  DirectoryInUse,
  lockDirectory,
  type DirectoryLock,
} from '../../../src/server/database/pglite/directory-lock.ts';
import type { Child } from '../../support/programs/child.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { startProgram } from '../../support/programs/programs.ts';

function folder(name = ''): string {
  const made = mkdtempSync(join(tmpdir(), 'thon-so-lock-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  const deep = join(made, name);
  mkdirSync(deep, { recursive: true });
  return deep;
}

const holder = (dataDir: string, ...args: string[]): Child => {
  const child = startProgram('holder', [JSON.stringify({ dataDir }), ...args]);
  onTestFinished(() => child.kill());
  return child;
};

const take = (dataDir: string, onConnection?: (socket: Socket) => void): Promise<DirectoryLock> =>
  lockDirectory(dataDir, systemRandom, onConnection);

describe('a server on a data directory', () => {
  const engine = createEngine('pglite');

  it('keeps a second one out, and says which directory', async () => {
    const { dataDir } = await engine.place();
    const first = holder(dataDir);
    await first.line('open');
    const second = holder(dataDir);
    expect(await second.line('refused')).toContain(`Another server is running on the data directory ${dataDir}.`);
    expect((await second.ended).code).toBe(3);
    first.process.stdin?.end();
    expect(await first.ended).toMatchObject({ code: 0 });
    const third = holder(dataDir);
    await third.line('open');
  });

  it('that was killed -9 leaves it to the next', async () => {
    const { dataDir } = await engine.place();
    const first = holder(dataDir);
    await first.line('open');
    await first.kill();
    expect(readdirSync(join(dataDir, 'server.lock'))).toHaveLength(1);
    const second = holder(dataDir);
    await second.line('open');
    expect(readdirSync(join(dataDir, 'server.lock'))).toHaveLength(1);
  });

  it('that is stopped (SIGSTOP) still holds it', async () => {
    const dataDir = folder();
    const first = holder(dataDir, 'lock');
    await first.line('open');
    first.process.kill('SIGSTOP');
    await expect(take(dataDir)).rejects.toBeInstanceOf(DirectoryInUse);
  });
});

describe('of starters at the same time exactly one gets the directory', () => {
  it('as eight processes', async () => {
    const dataDir = folder();
    const children = Array.from({ length: 8 }, () => holder(dataDir, 'lock'));
    const answers = await Promise.all(children.map((child) => child.lineThat(() => true)));
    expect(answers.filter((answer) => answer === 'open')).toHaveLength(1);
  });

  it('as eight processes that all find a killed one’s socket', async () => {
    const dataDir = folder();
    const killed = holder(dataDir, 'lock');
    await killed.line('open');
    await killed.kill();
    const children = Array.from({ length: 8 }, () => holder(dataDir, 'lock'));
    const answers = await Promise.all(children.map((child) => child.lineThat(() => true)));
    expect(answers.filter((answer) => answer === 'open')).toHaveLength(1);
  });

  it('in 50 rounds of five within this process', async () => {
    const dataDir = folder();
    for (let round = 0; round < 50; round++) {
      const results = await Promise.allSettled(Array.from({ length: 5 }, () => take(dataDir)));
      const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(held, `round ${round}`).toHaveLength(1);
      await held[0]?.release();
    }
  });
});

describe('the lock’s socket', () => {
  it('lies in the directory even when its path is too long for a socket', async () => {
    const dataDir = folder(Array.from({ length: 5 }, () => 'thư-mục-rất-dài').join('/'));
    expect(Buffer.byteLength(dataDir)).toBeGreaterThan(107);
    const lock = await take(dataDir);
    expect(readdirSync(join(dataDir, 'server.lock'))).toEqual([expect.stringMatching(/^server-.*\.sock$/)]);
    await expect(take(dataDir)).rejects.toBeInstanceOf(DirectoryInUse);
    await lock.release();
    await (await take(dataDir)).release();
  });

  it('is the same for two names of one directory', async () => {
    const dataDir = folder();
    const other = `${dataDir}-link`;
    symlinkSync(dataDir, other);
    onTestFinished(() => rmSync(other));
    const lock = await take(dataDir);
    await expect(take(other)).rejects.toBeInstanceOf(DirectoryInUse);
    await lock.release();
  });

  it('takes a peer that hangs up without a word for alive', async () => {
    const dataDir = folder();
    mkdirSync(join(dataDir, 'server.lock'));
    const silent = createServer((socket) => socket.destroy()).listen(
      join(dataDir, 'server.lock/server-0000000000000000.sock'),
    );
    onTestFinished(() => void silent.close());
    await expect(take(dataDir)).rejects.toBeInstanceOf(DirectoryInUse);
  }, 10_000);

  it('lets the command line tool talk to the running server', async () => {
    const dataDir = folder();
    expect(await connectToServer(dataDir)).toBeUndefined();
    const lock = await take(dataDir, (socket) =>
      socket.on('data', (question: Buffer) => socket.end(`you said ${question.toString()}`)),
    );
    const socket = await connectToServer(dataDir);
    socket?.write('hello');
    const answer = await new Promise((resolve) => {
      let text = '';
      socket
        ?.setEncoding('utf8')
        .on('data', (more: string) => (text += more))
        .on('end', () => resolve(text));
    });
    expect(answer).toBe('you said hello');
    await lock.release();
    expect(await connectToServer(dataDir)).toBeUndefined();
  });
});

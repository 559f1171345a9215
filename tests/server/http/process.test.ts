import { createServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, inject, it } from 'vitest';
import type { Child } from '../../support/programs/child.ts';
import { freePort } from '../../support/programs/free-port.ts';
import { copyTemplate } from '../../support/engines/pglite-template.ts';
import { startProgram } from '../../support/programs/programs.ts';

const key = () => {
  const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  return { kty, crv, x, y };
};

/** Sends half of a request and the rest when told to, as a phone on a bad connection does. */
async function halfRequest(port: number, body: string): Promise<{ finish(): Promise<string> }> {
  const socket: Socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const head =
    `POST /api/join HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  await new Promise<void>((resolve) => socket.write(head + body.slice(0, 20), () => resolve()));
  return {
    finish: async () => {
      socket.write(body.slice(20));
      await ended;
      return answer;
    },
  };
}

describe('the server as a process', () => {
  const folders: string[] = [];
  const children: Child[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'thon-so-process-'));
    folders.push(folder);
    return folder;
  };
  /** The data directory of a server that has been started before, and that nobody has joined. */
  const usedFolder = (): string => {
    const folder = copyTemplate(inject('pgliteTemplates').migrated);
    folders.push(folder);
    return folder;
  };
  const start = (port: number | string, dataDir: string, env: Record<string, string> = {}): Child => {
    const child = startProgram('server', [], { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', ...env });
    children.push(child);
    return child;
  };
  const tokenIn = (line: string): string => /#t=([\w-]{43})$/.exec(line)?.[1] ?? '';

  it('starts, invites the first administrator, and on SIGTERM finishes what it was doing', async () => {
    const [port, dataDir] = [await freePort(), newFolder()];
    const server = start(port, dataDir);
    await server.line(`Thôn Số runs at http://localhost:${port}`);
    const token = tokenIn(await server.line('The first administrator opens'));
    expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
    const request = await halfRequest(
      port,
      JSON.stringify({ invitation: { token }, nonce: randomUUID(), key: key(), name: 'Mẫu Thị Na' }),
    );
    await fetch(`http://localhost:${port}/readyz`);
    server.process.kill('SIGTERM');
    const answers = (): Promise<boolean> =>
      fetch(`http://localhost:${port}/healthz`).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 20_000, message: 'it takes no more requests' }).toBe(false);
    expect(await request.finish()).toMatch(/^HTTP\/1.1 200 [\s\S]*"enrolment"/);
    expect(await server.ended).toMatchObject({ code: 0, signal: null });

    const again = start(port, dataDir);
    await again.line('Thôn Số runs at');
    expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
    again.process.kill('SIGINT');
    expect(await again.ended).toMatchObject({ code: 0 });
    expect(again.lines).toHaveLength(1);
  });

  it('is refused a data directory that another server has', async () => {
    const dataDir = usedFolder();
    const first = start(await freePort(), dataDir);
    await first.line('Thôn Số runs at');
    const second = start(await freePort(), dataDir);
    const { code, errors } = await second.ended;
    expect(code).toBe(1);
    expect(errors).toContain(dataDir);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('says what is wrong with its settings, and with a port that is taken', async () => {
    const wrong = start('eighty', newFolder(), {
      PUBLIC_URL: 'thonso',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://user:secret@host',
    });
    const { code, errors } = await wrong.ended;
    expect(code).toBe(1);
    for (const name of ['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'DATABASE_URL']) expect(errors).toContain(name);
    expect(errors).not.toContain('secret');
    const port = await freePort();
    const other = createServer().listen(port);
    const late = start(port, usedFolder());
    const end = await late.ended;
    other.close();
    expect([end.code, end.errors.trim()]).toEqual([
      1,
      'Another program uses this PORT already. Stop it or set another PORT.',
    ]);
  });

  it('logs routes, statuses and times, and nothing about people', async () => {
    const [port, dataDir] = [await freePort(), usedFolder()];
    const server = start(port, dataDir, { LOG_LEVEL: 'trace' });
    const token = tokenIn(await server.line('The first administrator opens'));
    const base = `http://localhost:${port}`;
    const joined = await fetch(`${base}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invitation: { token }, nonce: randomUUID(), key: key(), name: 'Mẫu Thị Bí Mật' }),
    });
    const { enrolment } = (await joined.json()) as { enrolment: string };
    const session = /=([\w-]{43});/.exec(joined.headers.get('set-cookie') ?? '')?.[1] ?? 'no session';
    const headers = { cookie: `__Secure-s=${session}` };
    const village = randomUUID();
    await fetch(`${base}/api/p/${enrolment}/pull?village=${village}`, { headers });
    await fetch(`${base}/api/p/${enrolment}/push`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"name":"Mẫu Thị Bí Mật"',
    });
    await fetch(`${base}/guides/private-matter?name=hidden`);
    server.process.kill('SIGTERM');
    const { errors } = await server.ended;
    const log = server.lines.filter((line) => line.startsWith('{')).join('\n') + errors;
    expect(log).toContain('"route":"/api/p/:enrolment/pull","status":404');
    expect(log).toContain('"route":"/api/join","status":200');
    for (const secret of [token, session, enrolment, village, 'Bí Mật', 'private-matter', 'hidden', 'remoteAddress'])
      expect(log).not.toContain(secret);
  });

  it('refuses thirty gzip bombs of 256 MB at once in bounded memory, and answers others meanwhile', async () => {
    const [port, dataDir] = [await freePort(), usedFolder()];
    const server = start(port, dataDir);
    await server.line('Thôn Số runs at');
    // The most it ever had, in KB.
    const highest = (): number =>
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]);
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024));
    const send = (): Promise<number> =>
      fetch(`http://localhost:${port}/api/join`, { method: 'POST', headers, body: bomb }).then(
        ({ status }) => status,
        () => 0,
      );
    await send();
    const before = highest();
    const refused = Promise.all(Array.from({ length: 30 }, send));
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    // 0: the connection was closed before all of the bomb was taken.
    expect(new Set((await refused).filter((status) => status !== 0))).toEqual(new Set([413]));
    expect(highest() - before).toBeLessThan(200_000);
    expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
  });
});

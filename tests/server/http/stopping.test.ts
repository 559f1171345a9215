import { connect, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../../src/server/http/app.ts';
import { systemRandom } from '../../../src/lib/clock.ts';

const opened: Socket[] = [];
afterAll(() => {
  for (const socket of opened) socket.destroy();
});

/** A server with one route that answers when told to, and a way to open bare connections to it. */
async function listening() {
  const app = createHttpServer({ random: systemRandom, trustProxy: false, logLevel: 'silent' });
  let answer: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => {
    app.get('/slow', () => {
      resolve();
      return new Promise<string>((done) => (answer = () => done('all of it')));
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    opened.push(socket);
    socket.on('error', () => undefined); // being reset is one way of being ended; each test waits for the end
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return socket;
  };
  return { app, open, asked, answer: () => answer?.() };
}

const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));
const ask = 'GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('stopping the server', () => {
  it('does not wait for a connection on which nothing was ever sent, as browsers keep one in store', async () => {
    const { app, open } = await listening();
    const silent = closed(await open());
    await app.close();
    await silent;
  });

  it('does not wait for a request that never arrives whole', async () => {
    const { app, open } = await listening();
    const socket = await open();
    await new Promise<void>((resolve) => socket.write(ask.slice(0, 20), () => resolve()));
    const cut = closed(socket);
    await app.close();
    await cut;
  });

  it('answers the requests under way first, also beside silent connections', async () => {
    const { app, open, asked, answer } = await listening();
    const silent = closed(await open());
    const asking = await open();
    let heard = '';
    asking.on('data', (piece: Buffer) => (heard += piece.toString()));
    const ended = closed(asking);
    asking.write(ask);
    await asked;
    const stopped = app.close();
    answer();
    await Promise.all([stopped, silent, ended]);
    expect(heard).toContain('all of it');
  });
});

import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Makes `app.close()` end every connection as soon as no request is under way, and refuse new ones. Node by itself
 * waits for connections on which no whole request ever came; browsers keep such connections open in advance, and a slow
 * client can hold one for ever.
 */
export function endConnectionsAtClose(app: FastifyInstance): void {
  let underWay = 0;
  let closing = false;
  const endIfIdle = (): void => {
    if (closing && underWay === 0) app.server.closeAllConnections();
  };
  app.server.on('connection', (socket: Socket) => {
    if (closing) socket.destroy();
  });
  app.server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      endIfIdle();
    });
  });
  app.addHook('preClose', async () => {
    closing = true;
    endIfIdle();
  });
}

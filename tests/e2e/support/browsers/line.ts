import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A phone's line to the world: an HTTP proxy of its own. While it is cut, every connection is dropped at once, whoever
 * asks: page, worker or the browser itself.
 */
export class Line {
  #isCut = false;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((asked, answer) => this.#carry(asked, answer));

  private constructor() {
    this.#server.on('connection', (socket) => {
      if (this.#isCut) return void socket.resetAndDestroy();
      this.#sockets.add(socket);
      // A reset is what this line is for.
      socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('connect', ({ url = '' }: IncomingMessage, phone: Duplex) => tunnel(url, phone));
  }

  static async lay(): Promise<Line> {
    const line = new Line();
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async remove(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #carry(asked: IncomingMessage, answer: ServerResponse): void {
    const onward = request(asked.url ?? '', { method: asked.method, headers: asked.headers });
    asked.pipe(onward);
    answer.on('close', () => onward.destroy());
    onward
      .on('response', (response) => {
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.on('error', () => answer.destroy()).pipe(answer);
      })
      // The server is away, or the phone has hung up: the phone sees a connection that breaks.
      .on('error', () => answer.destroy());
  }
}

/** `CONNECT host:port`: what Playwright itself asks for when a story repeats a page's request. */
function tunnel(address: string, phone: Duplex): void {
  const { hostname, port } = new URL(`http://${address}`);
  const server = connect(Number(port), hostname, () => {
    phone.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.pipe(phone).pipe(server);
  });
  for (const [one, other] of [
    [phone, server],
    [server, phone],
  ] as const)
    one.on('error', () => other.destroy()).on('close', () => other.destroy());
}

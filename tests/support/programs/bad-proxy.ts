import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { seeded } from '../seeded.ts';

export const fates = [
  'passes',
  'delayed',
  'refused',
  'requestCut',
  'answerLost',
  'answerCut',
  'answerEnded',
  'doubled',
] as const;
/**
 * What becomes of one request and its answer:
 *
 * | fate | |
 * |---|---|
 * | `passes` | nothing |
 * | `delayed` | both ways wait a little |
 * | `refused` | the connection is reset at once |
 * | `requestCut` | the server gets only the beginning, then a reset |
 * | `answerLost` | the server gets all of it, the phone a reset instead of the answer |
 * | `answerCut` | the phone gets the beginning of the answer, then a reset |
 * | `answerEnded` | the same with a proper end of the connection, as a bad proxy does it |
 * | `doubled` | the server gets it twice, on two connections at once |
 */
export type Fate = (typeof fates)[number];

interface Dice {
  next(): number;
  below(limit: number): number;
}

/** A TCP proxy on this machine before a server, that treats each HTTP request as a bad mobile network might. */
export class BadProxy {
  /** True: everything passes. */
  calm = false;
  /** The fate of all requests from now on, instead of chance. */
  always: Fate | undefined;
  /** Hears of each request as it begins: `POST /api/p/…/push HTTP/1.1`. */
  onRequest: ((line: string) => void) | undefined;
  /** How often each fate was met. */
  readonly met = Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<Fate, number>;
  readonly #sockets = new Set<Socket>();
  #server!: Server;

  private constructor(
    readonly target: number,
    readonly chance: ReturnType<typeof seeded>,
  ) {}

  static async start(target: number, chance: ReturnType<typeof seeded>): Promise<BadProxy> {
    const proxy = new BadProxy(target, chance);
    proxy.#server = createServer((phone) => proxy.#carry(phone));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  draw(): Fate {
    const fate =
      this.always ?? (this.calm || this.chance.below(3) === 0 ? 'passes' : fates[this.chance.below(fates.length)]!);
    this.met[fate]++;
    return fate;
  }

  /** Remembers a socket until it is gone; a reset is what this proxy is for, so it is no error. */
  keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
  }

  #carry(phone: Socket): void {
    new Carried(this, this.keep(phone), this.keep(connect(this.target, '127.0.0.1')), this.chance);
  }
}

const delay = 30;

/** One connection. A client that keeps it alive sends one request after the other, and each has a fate of its own. */
class Carried {
  #fate: Fate = 'passes';
  /** Bytes of this request, or of its answer, that still pass before the cut. */
  #left = Number.POSITIVE_INFINITY;
  #second: Socket | undefined;

  constructor(
    readonly proxy: BadProxy,
    readonly phone: Socket,
    readonly server: Socket,
    readonly chance: Dice,
  ) {
    phone.on('data', (bytes) => this.#up(bytes)).on('close', () => this.#destroy());
    server
      .on('data', (bytes) => this.#down(bytes))
      .on('end', () => phone.end())
      .on('close', () => phone.destroy());
  }

  #destroy(): void {
    this.server.destroy();
    this.#second?.destroy();
  }

  #up(bytes: Buffer): void {
    if (/^(GET|POST) \//.test(bytes.toString('latin1', 0, 6))) {
      this.proxy.onRequest?.(/^[^\r]*/.exec(bytes.toString('latin1', 0, 200))?.[0] ?? '');
      this.#begin();
    }
    if (this.#fate === 'refused') return void this.phone.resetAndDestroy();
    if (this.#fate === 'requestCut') return this.#upTo(bytes);
    this.#later(() => this.server.write(bytes));
    this.#second?.write(bytes);
  }

  #begin(): void {
    this.#fate = this.proxy.draw();
    // Somewhere in the first line, the headers or the body.
    this.#left = this.chance.below(this.#fate === 'requestCut' ? 700 : 500);
    this.#second?.destroy();
    this.#second = undefined;
    if (this.#fate !== 'doubled') return;
    this.#second = this.proxy.keep(connect(this.proxy.target, '127.0.0.1'));
    this.#second.resume(); // the answer to the doubled request is dropped
  }

  #upTo(bytes: Buffer): void {
    this.server.write(bytes.subarray(0, this.#left));
    this.#left -= bytes.length;
    if (this.#left > 0) return;
    // What was written gets there first.
    this.server.end(() => this.phone.resetAndDestroy());
  }

  #down(bytes: Buffer): void {
    if (this.#fate === 'answerLost') return void this.phone.resetAndDestroy();
    if (this.#fate !== 'answerCut' && this.#fate !== 'answerEnded') return this.#later(() => this.phone.write(bytes));
    this.phone.write(bytes.subarray(0, this.#left));
    this.#left -= bytes.length;
    if (this.#left > 0) return;
    if (this.#fate === 'answerEnded') this.phone.end();
    else setTimeout(() => this.phone.resetAndDestroy(), 5);
  }

  #later(act: () => void): void {
    if (this.#fate === 'delayed') setTimeout(act, delay);
    else act();
  }
}

import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import ece from 'http_ece';
import type { PushSubscriptionKeys } from '../../../src/protocol/accounts/reminder.ts';
import { makeTlsPair } from './tls-pair.ts';

/** What a browser keeps of a subscription. */
interface Subscriber {
  readonly ecdh: ECDH;
  readonly auth: string;
}

/** A message as the browser reads it. */
export interface Pushed {
  /** The subscription that it came to. */
  readonly endpoint: string;
  /** Decrypted. */
  readonly text: string;
  /** Seconds that it may wait for the phone. */
  readonly ttl: number;
  /** Claims of the server's signature (RFC 8292): who it is, and for whom it signed. */
  readonly claims: { readonly aud: string; readonly sub: string };
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const host = 'push.example.vn';

/**
 * A push service (RFC 8030) with its browsers: takes messages over HTTPS, checks who signed them and decrypts them as a
 * browser does.
 */
export class PushService {
  readonly #server: Server;
  readonly #folder: string;
  readonly #browsers = new Map<string, Subscriber>();
  readonly #answers = new Map<string, Answer>();
  /** Every message that it took, oldest first. */
  readonly taken: Pushed[] = [];
  /** Endpoints of every request, whatever the answer. */
  readonly asked: string[] = [];
  /** Connects to it by its name, and trusts its certificate. */
  readonly agent: Agent;
  /** Host and port, as the server's settings name it. */
  readonly name: string;

  private constructor(server: Server, folder: string, certificate: Buffer) {
    this.#server = server;
    this.#folder = folder;
    const { port } = server.address() as AddressInfo;
    this.name = `${host}:${port}`;
    const lookup: LookupFunction = (_name, { all }, done) =>
      all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    this.agent = new Agent({ ca: certificate, lookup, keepAlive: false });
    server.on('request', (request, response) => {
      void this.#answer(request).then(({ status, headers = {} }) => response.writeHead(status, headers).end());
    });
  }

  static async start(): Promise<PushService> {
    const folder = mkdtempSync(join(tmpdir(), 'thon-so-push-'));
    const pair = makeTlsPair(folder, 'push', host);
    const certificate = readFileSync(pair.cert);
    const server = createServer({ cert: certificate, key: readFileSync(pair.key) });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new PushService(server, folder, certificate);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A browser asks to be reachable. */
  subscribe(): PushSubscriptionKeys {
    const ecdh = createECDH('prime256v1');
    const p256dh = ecdh.generateKeys().toString('base64url');
    const auth = randomBytes(16).toString('base64url');
    const endpoint = `https://${this.name}/${randomBytes(12).toString('hex')}`;
    this.#browsers.set(endpoint, { ecdh, auth });
    return { endpoint, keys: { p256dh, auth } };
  }

  /** How it answers messages to a subscription from now on; undefined: it takes them. */
  answerWith(endpoint: string, answer: Answer | undefined): void {
    if (answer) this.#answers.set(endpoint, answer);
    else this.#answers.delete(endpoint);
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request);
    const endpoint = `https://${this.name}${request.url}`;
    this.asked.push(endpoint);
    const answer = this.#answers.get(endpoint);
    if (answer) return answer;
    const browser = this.#browsers.get(endpoint);
    if (!browser || request.headers['content-encoding'] !== 'aes128gcm') return { status: 400 };
    const claims = claimsIn(request.headers.authorization ?? '');
    if (!claims) return { status: 403 };
    const { ecdh, auth } = browser;
    const text = ece.decrypt(body, { version: 'aes128gcm', privateKey: ecdh, authSecret: auth }).toString('utf8');
    this.taken.push({ endpoint, text, ttl: Number(request.headers['ttl']), claims });
    return { status: 201 };
  }
}

/** What a server signed with the key it shows (`vapid t=…, k=…`); undefined: nothing that holds. */
function claimsIn(authorization: string): Pushed['claims'] | undefined {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head, claims, signature] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (head === undefined || claims === undefined || signature === undefined || point.length !== 65) return undefined;
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const holds = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return holds ? (JSON.parse(Buffer.from(claims, 'base64url').toString()) as Pushed['claims']) : undefined;
}

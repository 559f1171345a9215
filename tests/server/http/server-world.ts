import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { protocolHeader } from '../../../src/protocol/older-phones.ts';
import { createECDH, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import { heldText, renewText, type PublicKey } from '../../../src/protocol/accounts/join.ts';
import { newDeviceText } from '../../../src/protocol/accounts/new-device.ts';
import {
  addPasskeyText,
  assertionHeader,
  type NewPasskeyResponse,
  type PasskeyCreated,
  type PasskeyRefusal,
} from '../../../src/protocol/accounts/passkey.ts';
import { createInvitation, type NewInvitation } from '../../../src/server/accounts/invitations.ts';
import { insertArea } from '../../../src/server/accounts/areas.ts';
import { createChallenges } from '../../../src/server/accounts/sessions/renewal.ts';
import { createVault } from '../../../src/server/accounts/recovery-keys.ts';
import { serverSecret } from '../../../src/server/accounts/server-secret.ts';
import type { AccountDeps } from '../../../src/server/accounts/deps.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { addRoutes, createHttpServer } from '../../../src/server/http/app.ts';
import type { AppDeps } from '../../../src/server/http/deps.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import { createProgressReader } from '../../../src/server/progress/progress-reader.ts';
import { vapidKeys } from '../../../src/server/reminders/vapid-keys.ts';
import { createSyncService } from '../../../src/server/sync-service.ts';
import type { TestEngine } from '../../support/engines/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { seeded } from '../../support/seeded.ts';
import { SoftAuthenticator } from '../../support/soft-authenticator.ts';

const publicUrl = 'http://localhost:8080';
/** Where browsers open the tests' servers. */
export const site = { origin: publicUrl, rpId: 'localhost' };

/** A push service that the tests' servers may send to. */
export const pushHost = 'push.example.vn';

/** What a browser gives out there; any point of the curve, since nobody decrypts. */
export const pushSubscriptionOf = (name: string) => ({
  endpoint: `https://${pushHost}/${name}`,
  keys: { p256dh: createECDH('prime256v1').generateKeys().toString('base64url'), auth: 'A'.repeat(22) },
});

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** Every part of sync fails with this error. */
export function failingSync(error: Error): AppDeps['sync'] {
  const fail = () => Promise.reject(error);
  return {
    push: fail,
    pull: fail,
    newDevice: fail,
    erase: fail,
    bringBack: fail,
    settleErasure: fail,
    answerProposal: fail,
    quarantine: fail,
    release: fail,
    setAside: fail,
  };
}

/** A phone with a key of its own and the cookies the server gave it. */
export class TestPhone {
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #app: FastifyInstance;
  cookie: string | undefined;
  enrolment: Uuid = '';
  /** Makes and uses passkeys as the app does, when the server asks for one; undefined: nobody answers. */
  authenticator: SoftAuthenticator | undefined = new SoftAuthenticator();

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  get key(): PublicKey {
    const { kty, crv, x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    return { kty, crv, x, y } as PublicKey;
  }

  joinBody(token: string, nonce: Uuid = randomUUID()) {
    return { invitation: { token }, nonce, key: this.key, name: 'Mẫu Thị Na' };
  }

  /** Joins and keeps what comes back, as a browser would. */
  async join(token: string, nonce?: Uuid): Promise<this> {
    const answer = await this.#app.inject({ method: 'POST', url: '/api/join', payload: this.joinBody(token, nonce) });
    if (answer.statusCode !== 200) throw new Error(`joining was refused: ${answer.body}`);
    this.enrolment = answer.json<{ enrolment: Uuid }>().enrolment;
    this.keep(answer);
    return this;
  }

  keep(answer: LightMyRequestResponse): void {
    const set = answer.headers['set-cookie'];
    if (set !== undefined) this.cookie = String(set).split(';')[0];
  }

  /** A request below this phone's enrolment; where it needs a passkey, with one, made first where there is none. */
  async send(
    method: 'GET' | 'POST',
    path: string,
    options: Omit<InjectOptions, 'method' | 'url'> = {},
  ): Promise<LightMyRequestResponse> {
    const answer = await this.sendBare(method, path, options);
    const { authenticator } = this;
    const refusal = passkeyRefusalIn(answer);
    if (!refusal || !authenticator || options.headers?.[assertionHeader] !== undefined) return answer;
    if (refusal.challenge === undefined) {
      if (refusal.credentials.length > 0 || (await this.addPasskey(authenticator)).statusCode !== 200) return answer;
      return this.send(method, path, options);
    }
    const headers = { ...options.headers, [assertionHeader]: this.assertion(refusal, authenticator) };
    return this.sendBare(method, path, { ...options, headers });
  }

  /** The header's value that answers a refusal. */
  assertion(refusal: PasskeyRefusal, authenticator: SoftAuthenticator, changes: Partial<typeof site> = {}): string {
    const ceremony = { ...site, challenge: refusal.challenge ?? '', ...changes };
    return Buffer.from(JSON.stringify(authenticator.get(ceremony, refusal.credentials))).toString('base64url');
  }

  /** Registers a passkey that `authenticator` makes. */
  async addPasskey(authenticator: SoftAuthenticator, name = 'Máy của Mẫu'): Promise<LightMyRequestResponse> {
    const asked = await this.sendBare('GET', 'passkeys/new');
    if (asked.statusCode !== 200) return asked;
    const { challenge, rp } = asked.json<NewPasskeyResponse>();
    const created = authenticator.create({ challenge, origin: site.origin, rpId: rp.id });
    return this.send('POST', 'passkeys', { payload: this.addPasskeyBody(name, created, challenge) });
  }

  addPasskeyBody(name: string, created: PasskeyCreated, challenge: string) {
    return { name, created, signature: this.sign(addPasskeyText(this.enrolment, created.id, challenge)) };
  }

  /** A request below this phone's enrolment, and the first answer to it. */
  sendBare(
    method: 'GET' | 'POST',
    path: string,
    options: Omit<InjectOptions, 'method' | 'url'> = {},
  ): Promise<LightMyRequestResponse> {
    const headers = {
      [protocolHeader]: String(PROTOCOL_VERSION),
      ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
      ...options.headers,
    };
    return this.#app.inject({ ...options, method, url: `/api/p/${this.enrolment}/${path}`, headers });
  }

  /** ECDSA with this phone's key, raw r‖s, base64url. */
  sign(text: string): string {
    return sign('sha256', Buffer.from(text), { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    );
  }

  /** The body that proves who it is, for `renew`. */
  proof(challenge: string): { challenge: string; signature: string } {
    return { challenge, signature: this.sign(renewText(this.enrolment, challenge)) };
  }

  /** That it held its enrolment when `joining` joined by this nonce. */
  heldProof(joining: TestPhone, nonce: Uuid): { enrolment: Uuid; signature: string } {
    return { enrolment: this.enrolment, signature: this.sign(heldText(this.enrolment, nonce, joining.key)) };
  }

  /**
   * Asks for a device of its own, as a copied phone does: the server's challenge first, then signed by `signer`'s key.
   */
  async askForDevice(device: Uuid, key: PublicKey, signer: TestPhone = this): Promise<LightMyRequestResponse> {
    const first = await this.send('POST', 'device', { payload: { device, key } });
    const challenge = first.json<{ challenge?: string }>().challenge;
    if (first.statusCode !== 401 || challenge === undefined) return first;
    const signature = signer.sign(newDeviceText(this.enrolment, device, key, challenge));
    return this.send('POST', 'device', { payload: { device, key, proof: { challenge, signature } } });
  }
}

const passkeyRefusalIn = (answer: LightMyRequestResponse): PasskeyRefusal | undefined => {
  if (answer.statusCode !== 403) return undefined;
  const body = answer.json<{ error: string }>();
  return body.error === 'passkey' ? (body as PasskeyRefusal) : undefined;
};

/** The server over a fresh database, with a province, two communes and three villages in it. */
export class ServerWorld {
  readonly clock = { time: Date.UTC(2026, 10, 22, 5), now: () => this.clock.time };
  readonly random = seeded(11);
  readonly newId = createIds(this.clock, this.random);
  readonly areas = {
    province: this.newId(),
    commune: this.newId(),
    otherCommune: this.newId(),
    village: this.newId(),
    sister: this.newId(),
    foreign: this.newId(),
  };
  app!: FastifyInstance;
  deps!: AppDeps;
  /** Every route the server answers, `GET /api/p/:enrolment/me`, with the endpoint it says it is. */
  readonly routes: { readonly route: string; readonly endpoint: string | undefined }[] = [];

  static async open(
    engine: Pick<TestEngine, 'openMigrated'>,
    changes: Partial<AppDeps> = {},
    around: (deps: AppDeps) => AppDeps = (deps) => deps,
  ): Promise<ServerWorld> {
    const world = new ServerWorld();
    const database = await engine.openMigrated();
    const accounts: AccountDeps = {
      db: database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>(),
      clock: world.clock,
      random: world.random,
    };
    const secret = await serverSecret(accounts);
    world.deps = {
      ...accounts,
      sync: createSyncService({ ...accounts, isRetryable, logger: quietLogger }),
      progress: createProgressReader(accounts),
      challenges: createChallenges(secret),
      vault: createVault(secret, world.random),
      push: { key: (await vapidKeys(accounts, createVault(secret, world.random))).publicKey, services: [pushHost] },
      isRetryable,
      publicUrl,
      limits: defaultLimits,
      ...changes,
    };
    world.deps = around(world.deps);
    await world.addAreas();
    world.app = createHttpServer({ random: world.random, trustProxy: false, logLevel: 'silent' });
    world.app.addHook('onRoute', ({ method, url, config }) => {
      for (const one of [method].flat()) world.routes.push({ route: `${one} ${url}`, endpoint: config?.endpoint });
    });
    await addRoutes(world.app, world.deps);
    return world;
  }

  /** A token for one person. */
  async invite(role: Role, area: Uuid | undefined, more: Partial<NewInvitation> = {}): Promise<string> {
    const { token } = await createInvitation(this.deps, { role, area, expires: this.clock.now() + day, ...more });
    return token;
  }

  newPhone(): TestPhone {
    return new TestPhone(this.app);
  }

  /** A phone of a new person with this role. */
  async phoneOf(role: Role, area: Uuid | undefined): Promise<TestPhone> {
    return this.newPhone().join(await this.invite(role, area));
  }

  post(url: string, payload: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.app.inject({ method: 'POST', url, payload, headers });
  }

  private async addAreas(): Promise<void> {
    const { province, commune, otherCommune, village, sister, foreign } = this.areas;
    const add = (kind: 'province' | 'commune' | 'village', id: Uuid, prefix: string, name: string, parent?: Uuid) =>
      insertArea(this.deps.db, { id, kind, prefix, name, aliases: [], ...(parent === undefined ? {} : { parent }) });
    await add('province', province, 'tỉnh', 'Mẫu');
    await add('commune', commune, 'xã', 'Một', province);
    await add('commune', otherCommune, 'xã', 'Hai', province);
    await add('village', village, 'thôn', 'Đông', commune);
    await add('village', sister, 'thôn', 'Tây', commune);
    await add('village', foreign, 'buôn', 'Xa', otherCommune);
  }
}

import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import type { Role } from '../../../src/domain/roles.ts';
import { renewText, type PublicKey } from '../../../src/protocol/join.ts';
import { createInvitation, type NewInvitation } from '../../../src/server/accounts/invitations.ts';
import { insertArea } from '../../../src/server/accounts/areas.ts';
import { createChallenges } from '../../../src/server/accounts/renewal.ts';
import { createVault } from '../../../src/server/accounts/recovery-keys.ts';
import { serverSecret } from '../../../src/server/accounts/server-secret.ts';
import type { AccountDeps } from '../../../src/server/accounts/deps.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { migrate } from '../../../src/server/database/migrate.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { addRoutes, createHttpServer } from '../../../src/server/http/app.ts';
import { defaultLimits, type AppDeps } from '../../../src/server/http/deps.ts';
import { createProgressReader } from '../../../src/server/progress/progress-reader.ts';
import { createSyncService } from '../../../src/server/sync-service.ts';
import type { TestEngine } from '../../support/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { seeded } from '../../support/seeded.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** Every part of sync fails with this error. */
export function failingSync(error: Error): AppDeps['sync'] {
  const fail = () => Promise.reject(error);
  return { push: fail, pull: fail, newDevice: fail, erase: fail, quarantine: fail, release: fail, setAside: fail };
}

/** A phone with a key of its own and the cookies the server gave it. */
export class TestPhone {
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #app: FastifyInstance;
  cookie: string | undefined;
  enrolment: Uuid = '';

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

  /** A request below this phone's enrolment. */
  send(method: 'GET' | 'POST', path: string, options: Omit<InjectOptions, 'method' | 'url'> = {}): Promise<LightMyRequestResponse> {
    const headers = { ...(this.cookie === undefined ? {} : { cookie: this.cookie }), ...options.headers };
    return this.#app.inject({ ...options, method, url: `/api/p/${this.enrolment}/${path}`, headers });
  }

  /** The body that proves who it is, for `renew`. */
  proof(challenge: string): { challenge: string; signature: string } {
    const text = Buffer.from(renewText(this.enrolment, challenge));
    const signature = sign('sha256', text, { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' });
    return { challenge, signature: signature.toString('base64url') };
  }
}

/** The server over a fresh database, with a province, two communes and three villages in it. */
export class ServerWorld {
  readonly clock = { time: Date.UTC(2026, 10, 22, 5), now: () => this.clock.time };
  readonly random = seeded(11);
  readonly newId = createIds(this.clock, this.random);
  readonly areas = { province: this.newId(), commune: this.newId(), otherCommune: this.newId(), village: this.newId(), sister: this.newId(), foreign: this.newId() };
  app!: FastifyInstance;
  deps!: AppDeps;
  /** Every route the server answers, `GET /api/p/:enrolment/me`, with the endpoint it says it is. */
  readonly routes: { readonly route: string; readonly endpoint: string | undefined }[] = [];

  static async open(engine: TestEngine, changes: Partial<AppDeps> = {}, around: (deps: AppDeps) => AppDeps = (deps) => deps): Promise<ServerWorld> {
    const world = new ServerWorld();
    const database = await engine.openFresh();
    await migrate(database, migrations, { clock: world.clock, logger: quietLogger });
    const accounts: AccountDeps = { db: database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>(), clock: world.clock, random: world.random };
    const secret = await serverSecret(accounts);
    world.deps = {
      ...accounts,
      sync: createSyncService({ ...accounts, isRetryable, logger: quietLogger }),
      progress: createProgressReader(accounts),
      challenges: createChallenges(secret),
      vault: createVault(secret, world.random),
      isRetryable,
      publicUrl: 'http://localhost:8080',
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

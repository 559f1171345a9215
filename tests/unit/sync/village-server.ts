import * as v from 'valibot';
import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import { assert } from '../../../src/lib/assert.ts';
import type { Area } from '../../../src/domain/access/area.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import { meResponse, type MeResponse } from '../../../src/protocol/accounts/join.ts';
import { newDeviceResponse } from '../../../src/protocol/accounts/new-device.ts';
import { statusOf, type Problem } from '../../../src/protocol/problem.ts';
import { pullPage, type PullQuery } from '../../../src/protocol/pull.ts';
import { pushRequest, pushResponse, type PushRequest } from '../../../src/protocol/push.ts';
import { handleNewDevice } from '../../../src/server/sync/handle-new-device.ts';
import { handlePull } from '../../../src/server/sync/handle-pull.ts';
import { handlePush } from '../../../src/server/sync/handle-push.ts';
import { handleQuarantineRelease } from '../../../src/server/sync/quarantine/judge-quarantine.ts';
import { MemoryStorage, copyState, emptyMemoryState } from '../../../src/server/sync/memory/memory-storage.ts';
import type { Reply, Transport } from '../../../src/sync/network/transport.ts';
import { seeded } from '../../support/seeded.ts';
import { uuidFromText, sha256 } from '../../../src/server/hash.ts';
import type { VirtualTime } from './virtual-time.ts';

export type Route = 'push' | 'pull' | 'me' | 'renew' | 'newDevice';

export interface Asked {
  readonly route: Route;
  readonly message: unknown;
}

/** What goes wrong instead of, or after, the server's answer; undefined lets the next fault or the server speak. */
export type Fault = (asked: Asked) => Reply<never> | 'responseLost' | undefined;

export const unreachable: Reply<never> = { kind: 'unreachable', sent: 100, received: 0 };
export const refusal = (problem: Problem, retryAfterSeconds?: number): Reply<never> => ({
  kind: 'problem',
  problem,
  sent: 100,
  received: 50,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

/** The server's own push and pull over its memory storage, with faults on the way and a person's grants around it. */
export class VillageServer {
  readonly storage = new MemoryStorage(emptyMemoryState());
  readonly log: Asked[] = [];
  readonly newId;
  /** How long each request takes, there and back, ms. */
  roundTrip = 0;
  /** How far the server's clock is ahead of the phone's, ms. */
  clockAhead = 0;
  faults: Fault[] = [];
  readonly #areas = new Map<Uuid, Area>();
  readonly #people = new Map<Uuid, string>();

  constructor(readonly time: VirtualTime) {
    this.newId = createIds(time, seeded(11));
  }

  addVillage(): Uuid {
    const id = this.newId();
    this.storage.state.villages.set(id, 0);
    this.#areas.set(id, { id, kind: 'village', prefix: 'thôn', name: `Thử ${this.#areas.size + 1}`, aliases: [] });
    return id;
  }

  addCommune(): Uuid {
    const id = this.newId();
    this.#areas.set(id, { id, kind: 'commune', prefix: 'xã', name: 'Thử', aliases: [] });
    return id;
  }

  addPerson(name = 'Người thử'): Uuid {
    const account = this.newId();
    this.#people.set(account, name);
    return account;
  }

  grant(account: Uuid, area: Uuid, role: Role = 'member'): Uuid {
    const id = this.newId();
    this.storage.state.grants.set(id, { id, account, role, area });
    return id;
  }

  withdraw(grant: Uuid): void {
    // Kept and marked, as the databases do: what its holder still sends is filed by the villages they ever had.
    const { grants } = this.storage.state;
    grants.set(grant, { ...grants.get(grant)!, revoked: true });
  }

  addDevice(account: Uuid): Uuid {
    const id = this.newId();
    this.storage.state.devices.set(id, {
      id,
      account,
      lastSeq: 0,
      epochSeq: 0,
      lastTime: 0,
      lastContact: 0,
      revoked: false,
      former: [],
      ledger: undefined,
    });
    return id;
  }

  setRevoked(device: Uuid, revoked: boolean): void {
    const known = this.storage.state.devices.get(device);
    assert(known, 'the device is known');
    this.storage.state.devices.set(device, { ...known, revoked });
  }

  /** The lead lets in what waits. */
  async release(lead: Uuid, opIds: readonly Uuid[]): Promise<void> {
    const deps = {
      storage: this.storage,
      clock: { now: () => this.#now() },
      sha256,
      uuidFromText,
      isRetryable: () => false,
    };
    await handleQuarantineRelease(deps, { account: lead, device: lead }, { opIds: [...opIds] });
  }

  /** @returns puts the server back to where it is now, one epoch later */
  backup(): () => void {
    const saved = copyState(this.storage.state);
    return () => {
      const villages = [...saved.villages].map(([id, version]) => [id, version + 2 ** 40] as const);
      const devices = [...saved.devices].map(([id, device]) => [id, { ...device, epochSeq: device.lastSeq }] as const);
      this.storage.state = {
        ...copyState(saved),
        villages: new Map(villages),
        devices: new Map(devices),
        epoch: this.storage.state.epoch + 1,
      };
    };
  }

  /** The next `times` requests of this route get this reply. */
  refuse(route: Route, reply: Reply<never>, times = 1): void {
    let left = times;
    this.faults.push((asked) => (asked.route === route && left > 0 ? (left--, reply) : undefined));
  }

  asked(route: Route): Asked[] {
    return this.log.filter((one) => one.route === route);
  }

  pushes(): PushRequest[] {
    return this.asked('push').map((one) => one.message as PushRequest);
  }

  /** The phone's way to this server. */
  transportFor(phone: { readonly account: Uuid; device: Uuid }): Transport {
    const deps = {
      storage: this.storage,
      clock: { now: () => this.#now() },
      sha256,
      uuidFromText,
      isRetryable: () => false,
    };
    const known = (as: Uuid) => this.storage.state.devices.get(as);
    const context = (as: Uuid) => ({ device: as, account: phone.account });
    const revoked = (as: Uuid): Problem | undefined => (known(as)?.revoked ? { error: 'revoked' } : undefined);
    return {
      push: (request, as = phone.device) =>
        this.#answer('push', request, pushResponse, () => {
          const parsed = v.safeParse(pushRequest, JSON.parse(JSON.stringify(request)));
          return parsed.success
            ? handlePush(deps, context(as), parsed.output)
            : Promise.resolve({ error: 'unreadable' });
        }),
      pull: (query: PullQuery, as = phone.device) =>
        this.#answer(
          'pull',
          query,
          pullPage,
          async () => revoked(as) ?? handlePull(deps, context(as), query, this.#me(phone.account).tag),
        ),
      me: (as = phone.device) =>
        this.#answer('me', null, meResponse, async () => revoked(as) ?? this.#me(phone.account)),
      renew: (challenge) =>
        this.#answer('renew', challenge, v.object({ now: v.number() }), async () => ({ now: this.#now() })),
      newDevice: (request, as = phone.device) =>
        this.#answer('newDevice', request, newDeviceResponse, () => handleNewDevice(deps, context(as), request)),
    };
  }

  #now(): number {
    return this.time.now() + this.clockAhead;
  }

  #me(account: Uuid): MeResponse {
    const grants = [...this.storage.state.grants.values()]
      .filter((grant) => grant.account === account && !grant.revoked)
      .map(({ id, role, area }) => ({ id, role, ...(area ? { area } : {}) }));
    const areas = [...this.#areas.values()].filter((area) => grants.some((grant) => grant.area === area.id));
    const content = { account, name: this.#people.get(account) ?? '', grants, areas, epoch: this.storage.state.epoch };
    return { ...content, tag: sha256(JSON.stringify(content)).slice(0, 16), now: this.#now() };
  }

  async #answer<T extends object>(
    route: Route,
    message: unknown,
    schema: v.GenericSchema<unknown, T>,
    handle: () => Promise<T | Problem>,
  ): Promise<Reply<T>> {
    const asked = { route, message };
    this.log.push(asked);
    this.time.jump(this.roundTrip / 2);
    const fault = this.faults.map((one) => one(asked)).find((one) => one !== undefined);
    if (fault && fault !== 'responseLost') {
      this.time.jump(this.roundTrip / 2);
      return fault;
    }
    const answer = await handle();
    this.time.jump(this.roundTrip / 2);
    const sent = JSON.stringify(message).length;
    if (fault) return { kind: 'unreachable', sent, received: 0 };
    const received = JSON.stringify(answer).length;
    if ('error' in answer) {
      assert(statusOf[answer.error] >= 400, 'a refusal has a status');
      return { kind: 'problem', problem: answer, sent, received };
    }
    return { kind: 'ok', value: v.parse(schema, JSON.parse(JSON.stringify(answer))), sent, received };
  }
}

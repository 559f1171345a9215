import * as v from 'valibot';
import type { Uuid } from '../../../src/lib/ids.ts';
import { meResponse, type MeResponse } from '../../../src/protocol/accounts/join.ts';
import {
  newDeviceRequest,
  newDeviceResponse,
  type NewDeviceRequest,
  type NewDeviceResponse,
} from '../../../src/protocol/accounts/new-device.ts';
import { pullPage, type PullPage, type PullQuery } from '../../../src/protocol/pull.ts';
import { pushRequest, pushResponse, type PushRequest, type PushResponse } from '../../../src/protocol/push.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { SyncContext, SyncDeps } from '../../../src/server/sync/deps.ts';
import type { handleNewDevice } from '../../../src/server/sync/handle-new-device.ts';
import type { handleQuarantineList } from '../../../src/server/sync/quarantine/handle-quarantine.ts';
import type { handlePull } from '../../../src/server/sync/handle-pull.ts';
import type { handlePush } from '../../../src/server/sync/handle-push.ts';
import { readReply } from '../../../src/sync/network/read-reply.ts';
import type { Reply, Transport } from '../../../src/sync/network/transport.ts';
import type { Reach } from '../invariants/scenario-counts.ts';
import { Process, type Chance, type Scheduler } from './scheduler.ts';
import { DIED, type SimServer } from './server.ts';

const cost = { sent: 100, received: 100 };
const unreachable = { kind: 'unreachable', ...cost } as const;

/** The server's code; mutants replace it. */
export interface Handlers {
  readonly push: typeof handlePush;
  readonly pull: typeof handlePull;
  readonly newDevice: typeof handleNewDevice;
  readonly quarantine: typeof handleQuarantineList;
}

export interface NetworkDeps {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly server: SimServer;
  readonly reach: Reach;
  readonly handlers: Handlers;
  /** While false nothing goes wrong any more: the world comes to rest. */
  readonly faulty: () => boolean;
  /** Sees every answer of a push and every page, and what was known when it was asked. */
  readonly watch: Watch;
}

export interface Watch {
  pushed(
    sender: Sender,
    request: PushRequest,
    answer: PushResponse | Problem,
    rights: { readonly before: boolean; readonly after: boolean; readonly unchanged: boolean },
  ): void;
  pulled(sender: Sender, query: PullQuery, page: PullPage): void;
}

/** Whose request it is, and how well the phone is connected. */
export interface Sender extends SyncContext {
  readonly name: string;
  readonly village: Uuid;
  /** Out of reach of any network. */
  readonly offline: boolean;
  /** The server asks for a newer app: it pulls nothing, what it pushes is stored. */
  readonly tooOld: boolean;
  /** Pages that came since the village was begun at its start. */
  firstPages: number;
  /** After how many of them the network goes away; undefined when it does not. */
  cutAfterPages: number | undefined;
  /** Records whose operations are under way to the server. */
  readonly inFlight: Set<Uuid>;
}

/** The way from one phone's process to the server, with everything that happens on the way. */
export function simTransport(net: NetworkDeps, process: Process, sender: () => Sender): Transport {
  const { scheduler, chance, server, reach } = net;

  /** Who asks, as the session says; everything else is the phone's. */
  function asking(as: Uuid | undefined): Sender {
    const { name, account, village, offline, tooOld, inFlight, firstPages, cutAfterPages, device } = sender();
    return { name, account, village, offline, tooOld, inFlight, firstPages, cutAfterPages, device: as ?? device };
  }

  async function call<T>(
    schema: v.GenericSchema<unknown, T>,
    handler: (deps: SyncDeps) => Promise<T | Problem>,
    push: boolean,
  ): Promise<Reply<T>> {
    await scheduler.turn(process, 'request');
    if (sender().offline) return unreachable;
    const fate = net.faulty() ? chance.below(28) : 28;
    switch (fate) {
      case 0:
        reach('request lost');
        return unreachable;
      case 1:
        reach('captive portal');
        return http(200, '<!doctype html><title>Wi-Fi miễn phí</title>', 'text/html', schema);
      case 2:
        reach('server busy: 408, 429 or 5xx');
        return http([408, 429, 500, 502, 503][chance.below(5)]!, 'Bad gateway', 'text/plain', schema);
      case 3:
        reach('session expired: 401');
        return http(401, JSON.stringify({ error: 'signIn', challenge: 'c' }), 'application/json', schema);
      case 4:
        if (!push) break;
        // The network holds it back: the phone has given up by the time it arrives, after newer ones perhaps.
        reach('request reordered');
        later(handler);
        if (chance.below(2) === 0) return unreachable;
        break;
      case 5:
        reach('request duplicated');
        await server.run(handler);
        break;
      case 6:
        reach('request truncated');
        // Half a gzip body that a proxy closed properly; half a query reaches nobody.
        return push ? http(400, JSON.stringify({ error: 'unreadable' }), 'application/json', schema) : unreachable;
      default:
    }
    const answer = await server.run(handler);
    await scheduler.turn(process, 'answer');
    if (answer === DIED) return unreachable;
    const refused = isProblem(answer);
    if (fate === 7 && !refused) {
      reach('response lost after commit');
      return unreachable;
    }
    if (fate === 8) {
      reach('response cut short');
      const text = JSON.stringify(answer);
      return http(200, text.slice(0, chance.below(text.length)), 'application/json', schema);
    }
    if (refused) return { kind: 'problem', problem: answer, ...cost };
    return { kind: 'ok', value: overTheWire(schema, answer), ...cost };
  }

  /** What the phone's own code makes of such a response. */
  const http = <T>(
    status: number,
    text: string,
    type: string,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Reply<T>> =>
    scheduler.outside(readReply(new Response(text, { status, headers: { 'content-type': type } }), schema, 100));

  function later<T>(handler: (deps: SyncDeps) => Promise<T>): void {
    const ghost = new Process('late request');
    scheduler.start(ghost, async () => {
      for (let i = chance.below(60); i >= 0; i--) await scheduler.turn(ghost, 'on the way');
      await server.run(handler);
    });
  }

  return {
    async push(request: PushRequest, as?: Uuid): Promise<Reply<PushResponse>> {
      const from = asking(as);
      const sent = overTheWire(pushRequest, request);
      if (net.faulty() && sent.entries.length > 3 && chance.below(12) === 0) {
        reach('push too large: 413');
        return http(413, 'Request Entity Too Large', 'text/html', pushResponse);
      }
      const records = sent.entries.flatMap((entry) => recordOf(entry) ?? []);
      for (const record of records) from.inFlight.add(record);
      const answered = await call<PushResponse>(pushResponse, (deps) => pushing(deps, from, sent), true);
      for (const record of records) from.inFlight.delete(record);
      return answered;
    },
    async pull(query: PullQuery, as?: Uuid): Promise<Reply<PullPage>> {
      const from = asking(as);
      const phone = sender();
      if (query.version === 0 && query.id === '') phone.firstPages = 0;
      const pages = phone.firstPages;
      if (phone.cutAfterPages !== undefined && query.held === 0 && pages >= phone.cutAfterPages) {
        phone.cutAfterPages = undefined;
        reach(
          pages === 1 || pages === 2 || pages === 3
            ? `first fetch broken off after page ${pages}`
            : 'first fetch broken off later',
        );
        return unreachable;
      }
      const answered = await call<PullPage>(pullPage, (deps) => pulling(deps, from, query), false);
      if (answered.kind === 'ok') phone.firstPages += 1;
      return answered;
    },
    me(as?: Uuid): Promise<Reply<MeResponse>> {
      const from = asking(as);
      return call<MeResponse>(
        meResponse,
        () => Promise.resolve(isShut(server, from) ? { error: 'revoked' } : meOf(server, from.account)),
        false,
      );
    },
    newDevice(request: NewDeviceRequest, as?: Uuid): Promise<Reply<NewDeviceResponse>> {
      const from = asking(as);
      const sent = overTheWire(newDeviceRequest, request);
      return call<NewDeviceResponse>(newDeviceResponse, (deps) => net.handlers.newDevice(deps, from, sent), false);
    },
    async renew() {
      await scheduler.turn(process, 'renew');
      if (!net.faulty() || chance.below(5) > 0) return { kind: 'ok', value: { now: server.clock.now() }, ...cost };
      reach('session expired and not renewed: 401');
      return { kind: 'problem', problem: { error: 'signIn' }, ...cost };
    },
  };

  async function pushing(deps: SyncDeps, from: Sender, sent: PushRequest): Promise<PushResponse | Problem> {
    const before = mayWrite(server, from);
    const { rights } = server;
    const answer = await net.handlers.push(deps, from, sent);
    net.watch.pushed(from, sent, answer, {
      before,
      after: mayWrite(server, from),
      unchanged: rights === server.rights,
    });
    if (from.tooOld && 'outcomes' in answer) reach('old client with a new server');
    return answer;
  }

  async function pulling(deps: SyncDeps, from: Sender, query: PullQuery): Promise<PullPage | Problem> {
    if (isShut(server, from)) return { error: 'revoked' };
    if (from.tooOld) return { error: 'update' };
    if (server.isContended(from.village)) reach('read while an earlier version is not committed');
    const page = await net.handlers.pull(deps, from, query, tagOf(server, from.account));
    if ('rows' in page) net.watch.pulled(from, query, page);
    return page;
  }
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'error' in answer;

const recordOf = (entry: unknown): Uuid | undefined =>
  typeof entry === 'object' && entry !== null && 'record' in entry && typeof entry.record === 'string'
    ? entry.record
    : undefined;

/** What arrives is what JSON carries and the schema lets through. */
function overTheWire<T>(schema: v.GenericSchema<unknown, T>, value: T): T {
  return v.parse(schema, JSON.parse(JSON.stringify(value)));
}

const isShut = (server: SimServer, { device }: SyncContext): boolean =>
  server.disk.devices.get(device)?.revoked ?? false;

export const grantsOf = (server: SimServer, account: Uuid) =>
  [...server.disk.grants.values()].filter((grant) => grant.account === account && !grant.revoked);

const mayWrite = (server: SimServer, { device, account, village }: Sender): boolean =>
  server.disk.devices.get(device)?.revoked === false && grantsOf(server, account).some(({ area }) => area === village);

export const tagOf = (server: SimServer, account: Uuid): string =>
  grantsOf(server, account)
    .map((grant) => grant.id)
    .sort()
    .join(' ') + ` ${server.disk.epoch} ${erasedOf(server, account).length}`;

const erasedOf = (server: SimServer, account: Uuid): Uuid[] =>
  [...server.disk.ops.values()].flatMap(({ opId, device, outcome }) =>
    outcome === 'erased' && server.disk.devices.get(device)?.account === account ? [opId] : [],
  );

function meOf(server: SimServer, account: Uuid): MeResponse {
  const grants = grantsOf(server, account).map(({ id, role, area }) => ({ id, role, ...(area ? { area } : {}) }));
  const areas = grants.flatMap(({ area }) =>
    area ? [{ id: area, kind: 'village' as const, prefix: 'thôn', name: area.slice(-4), aliases: [] }] : [],
  );
  return {
    account,
    name: 'Người thử',
    grants,
    areas,
    erased: erasedOf(server, account),
    epoch: server.disk.epoch,
    tag: tagOf(server, account),
    now: server.clock.now(),
  };
}

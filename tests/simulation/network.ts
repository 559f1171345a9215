import * as v from 'valibot';
import type { Uuid } from '../../src/lib/ids.ts';
import { meResponse, type MeResponse } from '../../src/protocol/join.ts';
import { pullPage, type PullPage, type PullQuery } from '../../src/protocol/pull.ts';
import { pushRequest, pushResponse, type PushRequest, type PushResponse } from '../../src/protocol/push.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import type { SyncContext, SyncDeps } from '../../src/server/sync/deps.ts';
import { handlePull } from '../../src/server/sync/handle-pull.ts';
import { handlePush } from '../../src/server/sync/handle-push.ts';
import type { Reply, Transport } from '../../src/sync/transport.ts';
import type { Reach } from './reach.ts';
import type { Chance, Process, Scheduler } from './scheduler.ts';
import { Process as NewProcess } from './scheduler.ts';
import { DIED, type SimServer } from './server.ts';

const cost = { sent: 100, received: 100 };
const unreachable = { kind: 'unreachable', ...cost } as const;

/** Replaces the handlers, for mutants: the simulation must notice that a rule is broken. */
export interface Handlers {
  readonly push: typeof handlePush;
  readonly pull: typeof handlePull;
}

export const realHandlers: Handlers = { push: handlePush, pull: handlePull };

export interface NetworkDeps {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly server: SimServer;
  readonly reach: Reach;
  readonly handlers: Handlers;
  /** While false nothing goes wrong any more: the world comes to rest. */
  readonly faulty: () => boolean;
}

/** The way from one phone's process to the server, with everything that happens on the way. */
export function simTransport(net: NetworkDeps, process: Process, who: () => SyncContext): Transport {
  const { scheduler, chance, server, reach } = net;

  async function call<T>(schema: v.GenericSchema<unknown, T>, handler: (deps: SyncDeps) => Promise<T | Problem>, repeatable: boolean): Promise<Reply<T>> {
    await scheduler.turn(process);
    const fate = net.faulty() ? chance.below(24) : 24;
    switch (fate) {
      case 0:
        reach('request lost');
        return unreachable;
      case 1:
        reach('captive portal');
        return unreachable;
      case 2:
        reach('429 or 5xx');
        return { kind: 'problem', problem: { error: chance.below(2) ? 'slowDown' : 'retry' }, ...cost };
      case 3:
        reach('session expired');
        return { kind: 'problem', problem: { error: 'signIn', challenge: 'c' }, ...cost };
      case 4:
        if (repeatable) {
          reach('request delivered again later');
          later(handler);
        }
        break;
      case 5:
        reach('request duplicated');
        await server.run(handler);
        break;
      default:
    }
    const answer = await server.run(handler);
    await scheduler.turn(process);
    if (answer === DIED) {
      reach('server killed while answering');
      return unreachable;
    }
    if (fate === 6) {
      reach('response lost after commit');
      return unreachable;
    }
    if (fate === 7) {
      reach('response cut short');
      return unreachable;
    }
    if (typeof answer === 'object' && answer !== null && 'error' in answer) return { kind: 'problem', problem: answer, ...cost };
    return { kind: 'ok', value: overTheWire(schema, answer), ...cost };
  }

  /** A request that the network held back arrives when nobody waits for it any more. */
  function later<T>(handler: (deps: SyncDeps) => Promise<T>): void {
    const ghost = new NewProcess('late request');
    scheduler.start(ghost, async () => {
      for (let i = chance.below(60); i >= 0; i--) await scheduler.turn(ghost);
      await server.run(handler);
    });
  }

  return {
    push(request: PushRequest): Promise<Reply<PushResponse>> {
      const sender = who();
      const sent = overTheWire(pushRequest, request);
      if (net.faulty() && sent.entries.length > 3 && chance.below(30) === 0) {
        reach('413');
        return Promise.resolve({ kind: 'problem', problem: { error: 'tooLarge' }, ...cost });
      }
      return call<PushResponse>(pushResponse, (deps) => net.handlers.push(deps, sender, sent), true);
    },
    pull(query: PullQuery): Promise<Reply<PullPage>> {
      const sender = who();
      if (query.version === 0) reach('fetched from the start');
      return call<PullPage>(pullPage, (deps) => (isShut(server, sender) ? Promise.resolve({ error: 'revoked' }) : net.handlers.pull(deps, sender, query, tagOf(server, sender.account))), false);
    },
    me(): Promise<Reply<MeResponse>> {
      const sender = who();
      return call<MeResponse>(meResponse, () => Promise.resolve(isShut(server, sender) ? { error: 'revoked' } : meOf(server, sender.account)), false);
    },
    async renew() {
      await scheduler.turn(process);
      return { kind: 'ok', value: { now: server.clock.now() }, ...cost };
    },
    progress: () => Promise.resolve(unreachable),
  };
}

/** What arrives is what JSON carries and the schema lets through. */
function overTheWire<T>(schema: v.GenericSchema<unknown, T>, value: T): T {
  return v.parse(schema, JSON.parse(JSON.stringify(value)));
}

const isShut = (server: SimServer, { device }: SyncContext): boolean => server.disk.devices.get(device)?.revoked ?? false;

const grantsOf = (server: SimServer, account: Uuid) => [...server.disk.grants.values()].filter((grant) => grant.account === account);

const tagOf = (server: SimServer, account: Uuid): string =>
  grantsOf(server, account)
    .map((grant) => grant.id)
    .sort()
    .join(' ') + ` ${server.disk.epoch}`;

function meOf(server: SimServer, account: Uuid): MeResponse {
  const grants = grantsOf(server, account).map(({ id, role, area }) => ({ id, role, ...(area ? { area } : {}) }));
  const areas = grants.flatMap(({ area }) => (area ? [{ id: area, kind: 'village' as const, prefix: 'thôn', name: area.slice(-4), aliases: [] }] : []));
  return { account, name: 'Người thử', grants, areas, epoch: server.disk.epoch, tag: tagOf(server, account), now: server.clock.now() };
}

import type { Uuid } from '../../../src/lib/ids.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { MOVED_TO } from '../../../src/domain/record/redirect.ts';
import { handlePush } from '../../../src/server/sync/handle-push.ts';
import { editField } from './actions.ts';
import { addPerson, twoOf, type Episode } from './plot.ts';
import { Process } from '../world/scheduler.ts';
import { DIED } from '../world/server.ts';
import { households } from './duplicates.ts';
import type { World } from '../world/world.ts';

// Households that go to another village, and what is left of them where they were.

type Plot = ReturnType<Episode>;

interface Mover {
  readonly account: Uuid;
  readonly device: Uuid;
}

const movers = new WeakMap<World, Mover>();

/** Somebody who leads both villages, at a desk with a network. */
function moverOf(world: World): Mover {
  const known = movers.get(world);
  if (known) return known;
  const { server } = world;
  const mover = { account: server.newId(), device: server.newId() };
  server.edit({ kind: 'account', id: mover.account });
  for (const area of [world.village, world.otherVillage])
    server.edit({ kind: 'grant', id: server.newId(), account: mover.account, area, role: 'lead' });
  server.edit({ kind: 'device', id: mover.device, account: mover.account });
  movers.set(world, mover);
  return mover;
}

function move(world: World, household: Uuid, from: Uuid, to: Uuid): void {
  const mover = moverOf(world);
  const { server, ledger, scheduler } = world;
  const set = { [MOVED_TO]: to };
  const saved = ledger.intend(
    'the lead of both',
    [{ record: household, village: from, kind: 'household', set, bases: {} }],
    [],
    { at: world.now, clock: world.now },
    false,
  );
  world.watcher.movesHouseholds = true;
  scheduler.start(new Process('lead of both'), async () => {
    const opId = server.newId();
    for (let tries = 0; tries < 5; tries++) {
      const seq = (server.disk.devices.get(mover.device)?.lastSeq ?? 0) + 1;
      const op: Operation = {
        opId,
        seq,
        group: opId,
        record: household,
        kind: 'household',
        village: from,
        base: { [MOVED_TO]: 0 },
        set,
        wallTime: world.now,
        clockOffset: 0,
        schemaVersion: 3,
      };
      const answer = await server.run((deps) => handlePush(deps, mover, { protocol: 3, firstSeq: seq, entries: [op] }));
      if (answer === DIED) continue;
      if (!('outcomes' in answer)) return;
      // The desk keeps no operations: what a restored server lacks is lost.
      world.onlyOnServer.add(opId);
      saved([op]);
      world.tell(
        `the lead of both moves ${household.slice(-4)} to another village: ${answer.outcomes[0]?.outcome ?? ''}`,
      );
      return;
    }
  });
}

/** A household moves while one phone is offline and still edits it; somebody in the new village edits it too. */
function* movedAway(world: World): Plot {
  const [a, b] = twoOf(world);
  const household = households(world, 2)?.[world.chance.below(2)];
  if (!household) return;
  world.sync(b);
  yield undefined;
  b.offline = true;
  editField(world, b, household, 'address');
  move(world, household, world.village, world.otherVillage);
  yield () => world.server.disk.moved.has(`${world.village} ${household}`);
  addPerson(world, b, household);
  world.sync(a);
  const other = world.phones.find(({ village }) => village === world.otherVillage)!;
  world.sync(other);
  yield undefined;
  editField(world, other, household, 'address');
  yield undefined;
  world.sync(other);
  yield undefined;
  if (world.chance.below(3) === 0) move(world, household, world.otherVillage, world.village);
  b.offline = false;
  world.sync(b);
  yield undefined;
}

/** What only says that something is gone goes itself, while a phone is away that still holds what was there. */
function* collectedWhileAway(world: World): Plot {
  const [a, b] = twoOf(world);
  const household = households(world, 2)?.[0];
  if (!household) return;
  world.sync(b);
  yield undefined;
  b.offline = true;
  move(world, household, world.village, world.otherVillage);
  yield () => world.server.disk.moved.has(`${world.village} ${household}`);
  world.sync(a);
  yield undefined;
  const upTo = world.server.disk.villages.get(world.village) ?? 0;
  const head = b.disk.contents('heads').find(({ village }) => village === world.village);
  world.scheduler.start(new Process('the nightly job'), async () => {
    const gone = await world.server.run((deps) => deps.storage.transaction((tx) => tx.collect(world.village, upTo)));
    if (gone === DIED || gone === 0) return;
    world.tell(`the server removes ${gone} tombstones up to ${upTo}`);
    const { held = 0 } = head?.cursor ?? {};
    if (held > 0 && held < upTo) world.reach('tombstone collected while a phone is away');
  });
  yield undefined;
  editField(world, b, household, 'address');
  yield undefined;
  b.offline = false;
  for (const phone of [b, a]) {
    world.sync(phone);
    yield undefined;
  }
}

export const leavingEpisodes: readonly Episode[] = [movedAway, collectedWhileAway];

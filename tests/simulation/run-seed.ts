import { handleNewDevice } from '../../src/server/sync/handle-new-device.ts';
import { handleQuarantineList } from '../../src/server/sync/quarantine/handle-quarantine.ts';
import { handlePull } from '../../src/server/sync/handle-pull.ts';
import { handlePush } from '../../src/server/sync/handle-push.ts';
import { keepDraft, openForm, submitForm, write } from './scenarios/actions.ts';
import { Broken, type Invariant } from './invariants/invariants.ts';
import { episodes } from './scenarios/episodes.ts';
import {
  backup,
  clone,
  fillStorage,
  freezeTab,
  isFull,
  killPhone,
  killServer,
  rights,
  turnClock,
} from './scenarios/faults.ts';
import type { Handlers } from './world/network.ts';
import type { SimPhone } from './world/phone.ts';
import type { Scenario } from './invariants/scenario-counts.ts';
import type { Episode } from './scenarios/plot.ts';
import { MemoryServer } from './world/server.ts';
import { World, type WorldParts } from './world/world.ts';

export interface SeedResult {
  readonly seed: number;
  readonly operations: number;
  readonly steps: number;
  readonly reached: ReadonlyMap<Scenario, number>;
  /** Statements of a push or pull before which the server was killed. */
  readonly killedBefore: ReadonlyMap<string, number>;
  readonly story: readonly string[];
  readonly failure?: { readonly invariant: Invariant | 'crashed'; readonly sentence: string };
}

export const realHandlers: Handlers = {
  push: handlePush,
  pull: handlePull,
  newDevice: handleNewDevice,
  quarantine: handleQuarantineList,
};

export const inMemory: WorldParts = {
  server: (scheduler, clock, chance) => new MemoryServer(scheduler, clock, chance),
  handlers: realHandlers,
  phone: {},
  plots: episodes,
};

/**
 * One world out of one number: phones survey, meet and lose each other's work, everything breaks, then all must be
 * well.
 */
export async function runSeed(seed: number, parts: WorldParts = inMemory): Promise<SeedResult> {
  const world = new World(seed, parts);
  try {
    await live(world);
    await world.comeToRest();
    await world.check();
    return resultOf(world);
  } catch (error) {
    if (error instanceof Broken)
      return { ...resultOf(world), failure: { invariant: error.invariant, sentence: error.message } };
    return {
      ...resultOf(world),
      failure: {
        invariant: 'crashed',
        sentence: error instanceof Error ? (error.stack ?? error.message) : String(error),
      },
    };
  }
}

const leastActs = 45;
const mostActs = 400;
/** Acts between two lies. */
const liesEvery = 9;
/** Enough for people to get into each other's way. */
export const leastOperations = 30;

async function live(world: World): Promise<void> {
  await world.begin((phone) => write(world, phone, 'new'));
  const plots = plotsOf(world);
  let plot = plots.shift();
  for (let i = 0; i < mostActs && (i < leastActs || plot || world.ledger.made.size < leastOperations); i++) {
    world.now += world.chance.below(3_600_000);
    if (plot && i > 5 && world.chance.below(3) === 0) {
      const { done, value: moment } = plot.next();
      if (done) plot = plots.shift();
      await (moment ? world.passUntil(moment) : world.pass(world.chance.below(120)));
      continue;
    }
    if (i % liesEvery === liesEvery - 1) world.liar.lie();
    act(world);
    await world.pass(world.chance.below(120));
  }
}

/** Two episodes a world. */
function plotsOf(world: World): ReturnType<Episode>[] {
  const { plots } = world.parts;
  return [0, 1].map(() => plots[world.chance.below(plots.length)]!(world));
}

type Act = (world: World, phone: SimPhone) => void;

/** How likely each thing is, in hundredths. */
const acts: readonly (readonly [number, Act])[] = [
  [8, (world, phone) => write(world, phone, 'new')],
  [24, (world, phone) => write(world, phone, 'edit')],
  [2, (world) => world.judge()],
  [6, (world, phone) => write(world, phone, 'delete')],
  [2, (world, phone) => write(world, phone, 'poison')],
  [6, (world, phone) => write(world, phone, 'resolve')],
  [4, openForm],
  [4, submitForm],
  [2, keepDraft],
  [17, (world, phone) => world.sync(phone)],
  [6, (world, phone) => world.sync(phone, 'worker')],
  [4, killPhone],
  [4, killServer],
  [1, turnClock],
  [2, rights],
  [2, backup],
  [1, clone],
  [1, fillStorage],
  [2, freezeTab],
  [2, (world) => world.readOn()],
];

function act(world: World): void {
  const phone = world.phones[world.chance.below(world.phones.length)]!;
  if (phone.erased) return;
  if (isFull(phone) && world.chance.below(3) === 0) return fillStorage(world, phone);
  let dice = world.chance.below(100);
  for (const [likely, happen] of acts) {
    if (dice < likely) return happen(world, phone);
    dice -= likely;
  }
}

function resultOf(world: World): SeedResult {
  const { seed, ledger, scheduler, reached, story, server } = world;
  return {
    seed,
    operations: ledger.made.size,
    steps: scheduler.steps,
    reached: reached.counts,
    killedBefore: server.killedBefore,
    story,
  };
}

import { grantsOf } from '../world/network.ts';
import type { SimPhone } from '../world/phone.ts';
import { day, type World } from '../world/world.ts';

// What happens to phones, server and rights.

const year = 365 * day;

export function killPhone(world: World, phone: SimPhone): void {
  const power = world.chance.below(2) === 0 ? 'on' : 'cut';
  world.tell(`${phone.name}'s app dies${power === 'cut' ? ', and so does the battery' : ''}`);
  phone.kill(power);
}

export function killServer(world: World): void {
  world.tell('the server is killed');
  world.reach('server killed');
  if (world.server.killAndRestart() === 'busy') world.reach('server killed inside a transaction');
}

/**
 * A phone keeps stored work for 90 days by its own clock: one that jumps by years and a restore together are out of
 * what is promised.
 */
export function turnClock(world: World, phone: SimPhone): void {
  if (world.server.disk.epoch > 1 || world.willBeRestored) return;
  world.clocksTurned = true;
  world.reach('phone clock wrong by two years');
  phone.clockError = (world.chance.below(5) - 2) * year;
  world.tell(`${phone.name}'s clock is wrong by ${phone.clockError / year} years`);
}

export function rights(world: World, phone: SimPhone): void {
  const { server } = world;
  const held = grantsOf(server, phone.account)[0];
  if (held) {
    world.tell(`${phone.name} loses the right to the village`);
    if (phone.disk.contents('ops').some(({ state }) => state === 'unsent'))
      world.reach('right withdrawn with unsent work');
    server.edit({ kind: 'withdraw', grant: held.id, account: phone.account });
  } else {
    world.tell(`${phone.name} is granted the village again`);
    world.reach('right granted again');
    server.edit({ kind: 'grant', id: server.newId(), account: phone.account, area: phone.village, role: 'member' });
  }
}

export function backup(world: World): void {
  if (world.chance.below(3) > 0) world.server.backUp();
  else if (!world.clocksTurned && !world.willErase) world.restore();
}

/** Once by itself in a world: the phones become many. */
export function clone(world: World, phone: SimPhone): void {
  if (world.cloned) return;
  world.cloned = true;
  copy(world, phone);
}

export function copy(world: World, phone: SimPhone): SimPhone {
  world.reach('phone copied');
  world.tell(`${phone.name}'s phone is copied`);
  return world.copyOf(phone);
}

/** The browser throws this site's storage away, with the device's key or without. */
export function wipe(world: World, phone: SimPhone, device: 'kept' | 'lost'): void {
  world.reach(device === 'kept' ? 'phone storage wiped, device key kept' : 'phone storage wiped');
  world.tell(
    `${phone.name}'s browser throws everything away${device === 'kept' ? '' : '; a new invitation brings it back'}`,
  );
  world.forget(phone);
  phone.wipe(device);
}

const full = new WeakSet<SimPhone>();

export function fillStorage(world: World, phone: SimPhone): void {
  const hasRoom = !full.has(phone);
  world.tell(`${phone.name}'s phone ${hasRoom ? 'is full' : 'has room again'}`);
  if (hasRoom) {
    full.add(phone);
    world.reach('phone storage full');
  } else full.delete(phone);
  phone.disk.setQuota(hasRoom ? 1 : Number.POSITIVE_INFINITY);
}

export const isFull = (phone: SimPhone): boolean => full.has(phone);

export function freezeTab(world: World, phone: SimPhone): void {
  phone.process.frozen = !phone.process.frozen;
  world.tell(`${phone.name}'s page is ${phone.process.frozen ? 'frozen in the background' : 'awake again'}`);
}

import { isServerKind } from '../../../src/domain/record/record.ts';
import { editField, newHousehold, openForm, remove, submitForm, write } from './actions.ts';
import { killPhone, killServer, rights, wipe } from './faults.ts';
import { copyEpisodes } from './copies.ts';
import { restoreEpisodes } from './restores.ts';
import { leavingEpisodes } from './moves.ts';
import { addPerson, pick, twoOf, type Episode } from './plot.ts';
import { rareStatementsOfPush, statementsOfPush } from '../invariants/scenario-counts.ts';
import { duplicateEpisodes } from './duplicates.ts';
import { day, type World } from '../world/world.ts';

type Plot = ReturnType<Episode>;

function* offlineForDays(world: World): Plot {
  const [a, b] = twoOf(world);
  const household = [...world.server.disk.records.values()].filter(
    (row) => row.village === world.village && row.kind === 'household',
  )[0];
  if (!household) return;
  a.offline = b.offline = true;
  world.tell(`${a.name} and ${b.name} are out of reach for days`);
  editField(world, a, household.id, 'address');
  editField(world, b, household.id, 'address');
  yield undefined;
  world.now += (2 + world.chance.below(5)) * day;
  a.offline = b.offline = false;
  for (const phone of [a, b]) {
    world.sync(phone);
    yield undefined;
  }
}

function* thirteenMonths(world: World): Plot {
  const phone = pick(world);
  phone.offline = true;
  world.reach('phone 13 months offline');
  world.tell(`${phone.name} goes away for thirteen months`);
  write(world, phone, 'edit');
  yield undefined;
  for (let months = 0; months < 13; months++) {
    world.now += 30 * day + world.chance.below(day);
    if (months % 4 === 0) {
      world.sync(pick(world));
      yield undefined;
    }
  }
  write(world, phone, 'edit');
  yield undefined;
  phone.offline = false;
  world.sync(phone);
  yield undefined;
}

function* droppedBootstrap(world: World): Plot {
  const lead = pick(world);
  for (let i = 0; i < 4; i++) write(world, lead, 'new');
  yield undefined;
  world.sync(lead);
  yield undefined;
  // Names tell the phones apart: what Giang was told must not be asked of another Giang.
  const names = ['Giang', 'Hoa', 'Kim'].filter((name) => world.phones.every((one) => one.name !== name));
  const phone = world.join(names[world.chance.below(names.length)]!, world.village);
  world.tell(`${phone.name} joins, and the first sync is cut off after every page`);
  for (let tries = 0; tries < 8; tries++) {
    phone.cutAfterPages = phone.firstPages + 1;
    world.sync(phone);
    yield () => phone.cutAfterPages === undefined || phone.slices === 0;
    if (world.chance.below(6) === 0) killPhone(world, phone);
  }
  phone.cutAfterPages = undefined;
}

function* wiped(world: World): Plot {
  const phone = pick(world);
  if (phone.erased) return;
  const device = world.chance.below(2) === 0 ? 'kept' : 'lost';
  wipe(world, phone, device);
  yield undefined;
  world.sync(phone);
  yield undefined;
  write(world, phone, 'new');
  yield undefined;
  world.sync(phone);
}

function* revoked(world: World): Plot {
  const phone = pick(world);
  if (phone.erased) return;
  for (let i = 0; i < 2; i++) write(world, phone, 'edit');
  yield undefined;
  world.tell(`${phone.name}'s phone is reported stolen`);
  if (phone.disk.contents('ops').some(({ state }) => state === 'unsent')) world.reach('phone revoked with unsent work');
  world.server.edit({ kind: 'revoke', device: phone.device });
  world.sync(phone);
  yield undefined;
  if (world.chance.below(3) === 0) {
    world.tell(`${phone.name}'s phone is found again`);
    world.server.edit({ kind: 'unrevoke', device: phone.device });
  }
  for (let i = 0; i < 2; i++) {
    world.sync(phone);
    yield undefined;
  }
}

function* lockStolen(world: World): Plot {
  const phone = pick(world);
  write(world, phone, 'edit');
  world.sync(phone);
  yield undefined;
  world.tell(`${phone.name}'s page is frozen in the background`);
  phone.process.frozen = true;
  const frozen = phone.process;
  world.sync(phone, 'worker');
  yield undefined;
  yield undefined;
  world.tell(`${phone.name}'s page is awake again`);
  frozen.frozen = false;
  yield undefined;
}

function* oldApp(world: World): Plot {
  const phone = pick(world);
  phone.tooOld = true;
  world.tell(`the server asks ${phone.name} for a newer app`);
  for (let i = 0; i < 3; i++) {
    write(world, phone, 'edit');
    world.sync(phone);
    yield undefined;
  }
  world.tell(`${phone.name} has updated the app`);
  phone.tooOld = false;
  world.sync(phone);
}

function* newerApp(world: World): Plot {
  const phone = pick(world);
  world.reach('new client with an old server');
  world.tell(`${phone.name} has a newer app than the server`);
  write(world, phone, 'newer');
  yield undefined;
  world.sync(phone);
  yield undefined;
  world.sync(pick(world));
  yield undefined;
}

function* poisoned(world: World): Plot {
  const phone = pick(world);
  const place = world.chance.below(3);
  for (let i = 0; i < 3; i++) {
    write(world, phone, i === place ? 'poison' : 'new');
    yield undefined;
  }
  world.sync(phone);
  yield undefined;
}

/** Bình adds a person to a household that the server, set back, has never seen. */
export function* childFirst(world: World): Plot {
  const [parent, child] = twoOf(world);
  if (world.clocksTurned || world.willErase || parent.erased || child.erased) return;
  world.willBeRestored = true;
  const household = world.server.newId();
  world.server.backUp();
  const { page, process, village } = parent;
  world.scheduler.start(process, () => world.save(parent, page, newHousehold(world, village, household), []));
  yield undefined;
  for (const phone of [parent, child]) {
    world.sync(phone);
    yield undefined;
    yield undefined;
  }
  addPerson(world, child, household);
  yield undefined;
  world.restore();
  world.sync(child);
  yield undefined;
  world.sync(parent);
  if (world.chance.below(2) === 0) {
    yield () => world.server.standsBefore.includes('setOutcome'); // of what has waited for its household
    killServer(world);
    world.sync(parent);
  }
  yield undefined;
}

/** What was made without the right waits for the lead, and what builds on it waits behind it. */
export function* childOfSetAside(world: World): Plot {
  const phone = pick(world);
  const household = world.server.newId();
  const { page, process, village } = phone;
  if (phone.erased) return;
  rights(world, phone);
  world.scheduler.start(process, () => world.save(phone, page, newHousehold(world, village, household), []));
  yield undefined;
  world.sync(phone);
  yield undefined;
  rights(world, phone);
  addPerson(world, phone, household);
  yield undefined;
  world.sync(phone);
  yield undefined;
}

function* pry(world: World): Plot {
  const phone = pick(world);
  world.tell(`${phone.name} asks for the other village and writes to it`);
  world.reach('pull of a village without a right to it');
  write(world, phone, 'foreign');
  world.askForForeign(phone);
  yield undefined;
  world.sync(phone);
  yield undefined;
}

/** The moment is what matters: it is waited for. */
function* killedAtTheWorstMoment(world: World): Plot {
  const phone = pick(world);
  write(world, phone, 'edit');
  write(world, phone, 'new'); // a household more: the figures move too
  yield undefined;
  world.sync(phone);
  const moments = [...statementsOfPush, ...rareStatementsOfPush];
  const moment = moments[world.chance.below(moments.length)]!;
  yield () => world.server.standsBefore.includes(moment);
  killServer(world);
  world.sync(phone);
  yield () => phone.isMidPage;
  if (phone.isMidPage) killPhone(world, phone);
  world.sync(phone);
  yield () => phone.inFlight.size > 0;
  write(world, phone, 'edit');
  yield undefined;
}

/** Two pushes at once, and somebody who pulls meanwhile. */
export function* crowded(world: World): Plot {
  const [a, b] = twoOf(world);
  for (let i = 0; i < 3; i++) {
    for (const phone of [a, b]) write(world, phone, 'edit');
    yield undefined;
    for (const phone of [a, b]) world.sync(phone);
    yield () => world.server.isContended(world.village);
    if (world.server.isContended(world.village)) world.readOn();
  }
  yield undefined;
}

/** The form shows what was there when it was opened; meanwhile somebody else's answer comes in. */
export function* formAcrossPull(world: World): Plot {
  const [a, b] = twoOf(world);
  openForm(world, a);
  yield () => a.forms.length > 0;
  const form = a.forms.at(-1);
  if (!form) return;
  editField(world, b, form.record.id, form.record.kind === 'person' ? 'name' : 'address');
  yield undefined;
  world.sync(b);
  yield undefined;
  world.sync(a);
  yield undefined;
  submitForm(world, a);
  yield undefined;
}

/** Two who delete the same, without knowing of each other. */
function* deletedTwice(world: World): Plot {
  const [a, b] = twoOf(world);
  const record = [...world.server.disk.records.values()].find(
    (row) => row.village === world.village && !isServerKind(row.kind),
  );
  if (!record) return;
  for (const phone of [a, b]) remove(world, phone, record.id);
  yield undefined;
  for (const phone of [a, b]) {
    world.sync(phone);
    yield undefined;
  }
}

/** Somebody asks for it, and the lead erases them; a phone that is away still has something to say about them. */
export function* erased(world: World): Plot {
  const [a, b] = twoOf(world);
  // Erasing again after a restore is the restore's own: tests/server/backup.
  if (world.willBeRestored || world.server.disk.epoch > 1) return;
  world.willErase = true;
  const kind = world.chance.below(2) === 0 ? 'household' : 'person';
  const there = [...world.server.disk.records.values()].filter(
    (row) => row.village === world.village && row.kind === kind,
  );
  const one = there[world.chance.below(there.length)];
  if (!one) return;
  b.offline = true;
  for (const phone of [a, b]) editField(world, phone, one.id, kind === 'person' ? 'name' : 'address');
  if (kind === 'household') addPerson(world, b, one.id);
  yield undefined;
  if (world.chance.below(2) === 0) world.sync(a);
  if (b.disk.contents('ops').some(({ state }) => state === 'unsent'))
    world.reach('record erased while operations on it are unsent');
  world.erase(one.id, kind);
  yield undefined;
  b.offline = false;
  for (const phone of [b, a]) {
    world.sync(phone);
    yield undefined;
  }
}

/** What takes more luck comes more often. */
export const episodes: readonly Episode[] = [
  offlineForDays,
  thirteenMonths,
  droppedBootstrap,
  droppedBootstrap,
  wiped,
  wiped,
  revoked,
  revoked,
  lockStolen,
  oldApp,
  newerApp,
  poisoned,
  erased,
  erased,
  childFirst,
  childFirst,
  childFirst,
  childOfSetAside,
  pry,
  killedAtTheWorstMoment,
  killedAtTheWorstMoment,
  killedAtTheWorstMoment,
  killedAtTheWorstMoment,
  killedAtTheWorstMoment,
  crowded,
  crowded,
  formAcrossPull,
  deletedTwice,
  ...duplicateEpisodes,
  ...leavingEpisodes,
  ...copyEpisodes,
  ...restoreEpisodes,
];

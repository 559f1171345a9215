import type { Uuid } from '../../lib/ids.ts';
import type { MeResponse } from '../../protocol/join.ts';
import type { HandOver, OpenedStore, PhoneStore } from '../../store/index.ts';
import { createAskServer, createReEnrol, createRecordingSender, createSyncLoop, deviceOf, listenForTriggers, requestBackgroundSync, sha256Hex, tellExports, type AskServer, type Observable, type RecordingSender, type SyncLoop, type SyncState, type Transport } from '../../sync/index.ts';
import type { Phone } from '../../sync/react.ts';
import { closedNote, type ClosedNote } from './closed-note.ts';
import { isForm } from '../shell/places.ts';
import type { Device } from './device.ts';
import { firstRole, villageHere } from './first-role.ts';
import { createClosing, type Closing } from './closing.ts';
import { createKeyDelivery } from './key-delivery.ts';
import { watchWhileLocked } from './locked-watch.ts';

/** What opening an enrolment came to. Everything works without a network, except for the very first time. */
export type Session =
  | { readonly kind: 'open'; readonly phone: Phone; readonly emptied: boolean }
  | { readonly kind: 'notHere' }
  /**
   * `wrong`: the PIN just typed; `checking`: one is being tried; `closed`: taken out of the team, with forms under way. How
   * long to wait is asked of the registry.
   */
  | { readonly kind: 'locked'; readonly wrong: boolean; readonly checking: boolean; readonly closed?: boolean }
  /** Nothing is known yet of who this is: the first answer of the server is still to come. */
  | { readonly kind: 'noRights'; readonly sync: SyncState; readonly tryAgain: () => Promise<void> }
  /** Known, but no grant gives them anything to do. */
  | { readonly kind: 'noGrant'; readonly tryAgain: () => Promise<void> }
  /** Taken out of the team: what is left, forms under way too, is being handed over before the book is erased. */
  | { readonly kind: 'closing'; readonly sync: Observable<SyncState>; readonly tryAgain: () => Promise<void> }
  | ({ readonly kind: 'erased' } & ClosedNote);

export interface SessionHandle {
  /** Stops the sync and closes the database. */
  close(): void;
  /** A recovery key that the server has still to be given. */
  handOver(key: HandOver | undefined): void;
}

export interface SessionOptions {
  readonly enrolment: Uuid;
  readonly pin?: string | undefined;
  /** Start of the person's own pages: `/p/<enrolment>`, in the language of the page. */
  readonly home: string;
  /** Called at the start and whenever it changes: another role, a village renamed, erased. */
  readonly onChange: (session: Session) => void;
  readonly onError: (error: unknown) => void;
  /** As soon as there is something to close: a first sync may go on for long after. */
  readonly onHandle: (handle: SessionHandle) => void;
}

// A form is opened again in front of somebody who waits for the question: counting and asking the server come after it.
const afterTheForm = 1000;

/** Opens the enrolment's store, starts its sync and reports the session as it changes. */
export async function openSession(device: Device, options: SessionOptions): Promise<void> {
  const { enrolment, pin, onChange } = options;
  const opened = await device.registry.openStore(enrolment, pin);
  if (opened.kind === 'unknown') {
    const note = closedNote(localStorage, enrolment);
    return onChange(note ? { kind: 'erased', ...note } : { kind: 'notHere' });
  }
  if (opened.kind !== 'open') {
    const locked = { kind: 'locked', wrong: opened.kind === 'pinWrong', checking: false } as const;
    onChange(locked);
    return keepWatch(device, options, locked);
  }
  // A full phone opens its book all the same; which one was used last is a convenience, and nobody waits for it.
  void device.registry.markUsed(enrolment).catch((error: unknown) => console.warn(error));
  return runSession(device, options, opened);
}

/** The book stays locked, and still hears that its phone was closed. */
function keepWatch(device: Device, { enrolment, onChange, onError, onHandle }: SessionOptions, locked: Extract<Session, { kind: 'locked' }>): void {
  const close = watchWhileLocked(device, enrolment, connectionHere(), {
    onClosed: () => onChange({ ...locked, closed: true }),
    onErased: (note) => onChange({ kind: 'erased', ...note }),
    onError,
  });
  onHandle({ close, handOver: () => undefined });
}

async function runSession(device: Device, options: SessionOptions, { store, emptied, handOver }: Extract<OpenedStore, { kind: 'open' }>): Promise<void> {
  const { enrolment, onChange } = options;
  const transport = device.transportOf(enrolment);
  let closed = false;
  // What was under way when the book was closed finds no database any more: that is no failure.
  const onError = (error: unknown) => {
    if (!closed) options.onError(error);
  };
  const server = serverOf(device, store, transport);
  const sender = createRecordingSender({ ...device, enrolment, recordings: store.recordings, settings: store.settings, server, locks: navigator.locks, onError });
  let shown: string | undefined;
  const closing = createClosing(device, store, {
    // The form leaves the screen first: what was typed last is in its draft then.
    onBegin: () => onChange({ kind: 'closing', sync: loop.state, tryAgain }),
    onErased: (note) => {
      closed = true;
      onChange({ kind: 'erased', ...note });
    },
  });
  const loop = createLoop(device, store, transport, onError, closing);
  let clockOffset = 0;
  const calendar = { now: () => device.clock.now() + clockOffset };

  async function show(read?: MeResponse): Promise<void> {
    const [me, offset, known] = await Promise.all([read ?? store.settings.me(), store.settings.get('clockOffset'), deviceOf(store)]);
    clockOffset = offset ?? 0;
    if (closed) return;
    if (!me) return onChange({ kind: 'noRights', sync: loop.state.get(), tryAgain });
    if (closing.begun()) {
      if (await store.settings.get('revoked')) return;
      closing.takeBack(); // a grant was given back meanwhile
    } else if (shown === `${me.tag} ${known}`) return;
    shown = `${me.tag} ${known}`;
    void device.registry.setLabel(enrolment, me.name).catch((error: unknown) => console.warn(error));
    onChange(sessionOf(device, options, { store, known, transport, calendar, loop, sender, me, emptied, tryAgain }));
  }

  async function tryAgain(): Promise<void> {
    await loop.sendNow();
    if (!closed) await show();
  }

  const unsubscribe = store.subscribe((changed) => {
    if (changed.has('settings')) void show().catch(onError);
  });
  const triggers = { window, document, connection: connectionHere() };
  const stopListening = listenForTriggers({ wake: (trigger) => [loop.wake(trigger), sender.wake()] }, triggers, { millis: isForm(location.pathname) ? afterTheForm : 0, schedule: device.schedule });
  const delivery = createKeyDelivery(device, store, loop.state);
  delivery.deliver(handOver);
  const stopTelling = tellExports({ settings: store.settings, server, sync: loop.state, onError });
  options.onHandle({
    handOver: delivery.deliver,
    close: () => {
      closed = true;
      delivery.stop();
      stopTelling();
      unsubscribe();
      stopListening();
      loop.stop();
      sender.stop();
      store.close();
    },
  });
  const known = await store.settings.me();
  if (known) await show(known);
  else await tryAgain();
}

function createLoop(device: Device, store: PhoneStore, transport: Transport, onError: (error: unknown) => void, { handIn, eraseSelf }: Closing): SyncLoop {
  const { clock, random, schedule, network } = device;
  return createSyncLoop({
    store,
    transport,
    clock,
    random,
    schedule,
    network,
    locks: navigator.locks,
    sha256: sha256Hex,
    reEnrol: createReEnrol((from) => device.registry.prepareSuccessor(store.enrolment, from), transport),
    handIn,
    eraseSelf,
    requestBackgroundSync,
    isVisible: () => document.visibilityState === 'visible',
    onError,
  });
}

/** Asks under the id by which the server knows this phone just then: it may be found to be copied while its book is open. */
function serverOf({ fetch }: Device, store: PhoneStore, transport: Transport): Pick<AskServer, 'post'> {
  return {
    post: async (path, body, schema) => {
      const known = await deviceOf(store);
      return createAskServer({ enrolment: known, fetch, renew: (challenge) => transport.renew(challenge, known) }).post(path, body, schema);
    },
  };
}

interface Parts {
  readonly store: PhoneStore;
  /** See `Phone.device`. */
  readonly known: Uuid;
  readonly transport: Transport;
  readonly calendar: Phone['calendar'];
  readonly loop: SyncLoop;
  readonly sender: RecordingSender;
  readonly me: MeResponse;
  readonly emptied: boolean;
  readonly tryAgain: () => Promise<void>;
}

function sessionOf({ clock, newId }: Device, { enrolment, home }: SessionOptions, { store, known, transport, calendar, loop, sender, me, emptied, tryAgain }: Parts): Session {
  const role = firstRole(me);
  if (!role) return { kind: 'noGrant', tryAgain };
  return { kind: 'open', emptied, phone: { enrolment, device: known, store, sync: loop, recordings: sender, transport, clock, calendar, newId, me, role, village: villageHere(me), home } };
}

/** The Network Information API is Chromium's only, and not in TypeScript's library. */
const connectionHere = (): EventTarget | undefined => (navigator as Navigator & { readonly connection?: EventTarget }).connection;

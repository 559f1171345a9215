import type { Uuid } from '../../lib/ids.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import type { HandOver, OpenedStore, PhoneStore } from '../../store/index.ts';
import {
  createReEnrol,
  createRecordingSender,
  createSyncLoop,
  deviceOf,
  listenForTriggers,
  requestBackgroundSync,
  sha256Hex,
  tellExports,
  type SyncLoop,
  type Transport,
} from '../../sync/index.ts';
import { createPasskeyPrompt } from '../../phone/passkey-prompt.ts';
import { closedNote } from './closed-note.ts';
import { isForm } from '../shell/places.ts';
import type { Device } from './device.ts';
import { createClosing, type Closing } from './closing.ts';
import { keepReminded } from './keep-reminded.ts';
import { createKeyDelivery } from './key-delivery.ts';
import { watchWhileLocked } from './locked-watch.ts';
import { sessionOf, type Session } from './session.ts';
import { createServerOf, postAsNow } from './server.ts';

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
  readonly basePath: string;
  /** Called at the start and whenever it changes: another role, a village renamed, erased. */
  readonly onChange: (session: Session) => void;
  readonly onError: (error: unknown) => void;
  /** As soon as there is something to close: a first sync may go on for long after. */
  readonly onHandle: (handle: SessionHandle) => void;
}

// The first sync waits while a form reopens: somebody waits for its question.
const afterTheForm = 1000;

/** Opens the enrolment's store, starts its sync and reports the session as it changes. */
export async function openSession(device: Device, options: SessionOptions): Promise<void> {
  const { enrolment, pin, onChange } = options;
  const opened = await device.registry.openStore(enrolment, pin);
  if (opened.kind === 'unknown') {
    const note = closedNote(localStorage, enrolment);
    onChange(note ? { kind: 'erased', ...note } : { kind: 'notHere' });
    // The browser may have deleted the databases and left the session's cookie: then this phone had that book.
    if (!note && (await device.transportOf(enrolment).me()).kind === 'ok') onChange({ kind: 'gone', lost: undefined });
    return;
  }
  if (opened.kind !== 'open') {
    const locked = { kind: 'locked', wrong: opened.kind === 'pinWrong', checking: false } as const;
    onChange(locked);
    return keepWatch(device, options, locked);
  }
  // Not awaited: the mark is a convenience, and a full phone must open all the same.
  void device.registry.markUsed(enrolment).catch((error: unknown) => console.warn(error));
  return runSession(device, options, opened);
}

/** The local store stays locked; a revocation of its phone still takes effect. */
function keepWatch(
  device: Device,
  { enrolment, onChange, onError, onHandle }: SessionOptions,
  locked: Extract<Session, { kind: 'locked' }>,
): void {
  const close = watchWhileLocked(device, enrolment, connectionHere(), {
    onClosed: () => onChange({ ...locked, closed: true }),
    onErased: (note) => onChange({ kind: 'erased', ...note }),
    onError,
  });
  onHandle({ close, handOver: () => undefined });
}

async function runSession(
  device: Device,
  options: SessionOptions,
  { store, emptied, handOver }: Extract<OpenedStore, { kind: 'open' }>,
): Promise<void> {
  const { enrolment, onChange } = options;
  const transport = device.transportOf(enrolment);
  let closed = false;
  // Work under way when the local store closes finds no database: no failure.
  const onError = (error: unknown) => {
    if (!closed) options.onError(error);
  };
  const passkeys = createPasskeyPrompt();
  const serverOf = createServerOf(device, transport, passkeys);
  const server = postAsNow(store, serverOf);
  const sender = createRecordingSender({
    ...device,
    enrolment,
    recordings: store.recordings,
    settings: store.settings,
    server,
    locks: navigator.locks,
    onError,
  });
  let shown: string | undefined;
  const closing = createClosing(device, store, {
    // The form closes first, so that its draft holds the last letters typed.
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
    const [me, offset, known] = await Promise.all([
      read ?? store.settings.me(),
      store.settings.get('clockOffset'),
      deviceOf(store),
    ]);
    clockOffset = offset ?? 0;
    if (closed) return;
    if (!me) return onChange({ kind: 'noRights', sync: loop.state.get(), tryAgain });
    if (closing.begun()) {
      if (await store.settings.get('revoked')) return;
      closing.takeBack(); // a grant was given back meanwhile
    } else if (shown === `${me.tag} ${known} ${clockOffset}`) return;
    // With a clock found wrong, too: every screen reads the day anew.
    shown = `${me.tag} ${known} ${clockOffset}`;
    void device.registry.setLabel(enrolment, me.name).catch((error: unknown) => console.warn(error));
    onChange(
      sessionOf(device, options, {
        store,
        known,
        server: serverOf(known),
        transport,
        passkeys,
        calendar,
        loop,
        sender,
        me,
        emptied,
        tryAgain,
      }),
    );
  }

  async function tryAgain(): Promise<void> {
    await loop.sendNow();
    if (!closed) await show();
  }

  const unsubscribe = store.subscribe((changed) => {
    if (changed.has('settings')) void show().catch(onError);
  });
  const triggers = { window, document, connection: connectionHere() };
  const stopListening = listenForTriggers({ wake: (trigger) => [loop.wake(trigger), sender.wake()] }, triggers, {
    millis: isForm(location.pathname) ? afterTheForm : 0,
    schedule: device.schedule,
  });
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
  void keepReminded(store, options.basePath, serverOf).catch(onError);
  const known = await store.settings.me();
  if (known) await show(known);
  else await tryAgain();
}

function createLoop(
  device: Device,
  store: PhoneStore,
  transport: Transport,
  onError: (error: unknown) => void,
  { handIn, eraseSelf }: Closing,
): SyncLoop {
  const { clock, random, schedule, network, life } = device;
  return createSyncLoop({
    store,
    transport,
    clock,
    random,
    schedule,
    network,
    life,
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

/** The Network Information API is Chromium's only, and not in TypeScript's library. */
const connectionHere = (): EventTarget | undefined =>
  (navigator as Navigator & { readonly connection?: EventTarget }).connection;

import { createStore } from 'zustand/vanilla';
import type { Uuid } from '../../lib/ids.ts';
import type { HandOver } from '../../store/index.ts';
import { tellLocked } from '../lock/lock-channel.ts';
import { closedNote } from './closed-note.ts';
import type { Device } from './device.ts';
import { openSession, type SessionHandle } from './open-session.ts';
import type { Session } from './session.ts';

export interface SessionState {
  /** The enrolment that is open or being opened; undefined before the first. */
  readonly enrolment: Uuid | undefined;
  readonly session: Session | { readonly kind: 'opening' } | { readonly kind: 'failed'; readonly error: unknown };
  /** Opens it, closing what was open before. Opening the same one again does nothing, unless with a PIN. */
  readonly open: (enrolment: Uuid, basePath: string, pin?: string) => void;
  /** After a failure: from the start. */
  readonly reopen: (basePath: string) => void;
  /** Closes the open local store, if it has a PIN, with its sync and every view; the address stays. */
  readonly lock: () => Promise<void>;
  /** After a PIN was set: the recovery key goes to the server. */
  readonly handOver: (key: HandOver | undefined) => void;
}

/** The one session of this page. Its sync goes on while screens come and go. */
export function createSessionStore(device: Device) {
  let handle: SessionHandle | undefined;
  let round = 0;
  let basePathOfOpen = '';

  return createStore<SessionState>()((set, get) => {
    function start(enrolment: Uuid, basePath: string, pin?: string): void {
      const before = get().session;
      // The keys stay on the screen while the PIN is checked.
      const checking = before.kind === 'locked' && get().enrolment === enrolment && pin !== undefined;
      set({ enrolment, session: checking ? { ...before, checking: true } : { kind: 'opening' } });
      begin(enrolment, basePath, pin);
    }

    function begin(enrolment: Uuid, basePath: string, pin?: string): void {
      const mine = ++round;
      handle?.close();
      handle = undefined;
      basePathOfOpen = basePath;
      const show = (session: SessionState['session']) => {
        if (mine === round) set({ session });
      };
      const keep = (opened: SessionHandle) => {
        if (mine === round) handle = opened;
        else opened.close();
      };
      openSession(device, {
        enrolment,
        pin,
        basePath,
        onChange: show,
        onHandle: keep,
        onError: (error) => console.error(error),
      }).catch((error: unknown) => {
        if (mine === round) show({ kind: 'failed', error }); // one locked meanwhile is closed on purpose
      });
    }
    device.trouble.onGone(() => {
      const { session, enrolment } = get();
      if (session.kind === 'gone' || session.kind === 'erased') return;
      const sync = session.kind === 'open' ? session.phone.sync.state.get() : undefined;
      handle?.close();
      handle = undefined;
      round += 1; // nothing that is still under way is shown any more
      const note = enrolment && closedNote(localStorage, enrolment); // another tab has erased it, for a reason
      set({
        session: note
          ? { kind: 'erased', ...note }
          : { kind: 'gone', lost: sync && sync.phase !== 'starting' ? sync.unsentForms + sync.drafts : undefined },
      });
    });
    return {
      enrolment: undefined,
      session: { kind: 'opening' },
      open: (enrolment, basePath, pin) => {
        if (get().enrolment !== enrolment || pin !== undefined) start(enrolment, basePath, pin);
      },
      reopen: (basePath) => {
        const { enrolment } = get();
        if (enrolment) start(enrolment, basePath);
      },
      lock: async () => {
        const { enrolment } = get();
        const mine = round;
        if (!handle || !enrolment || !(await device.registry.hasPin(enrolment)) || mine !== round) return;
        set({ session: { kind: 'locked', wrong: false, checking: false } });
        begin(enrolment, basePathOfOpen);
        tellLocked(enrolment);
      },
      handOver: (key) => handle?.handOver(key),
    };
  });
}

export type SessionStore = ReturnType<typeof createSessionStore>;

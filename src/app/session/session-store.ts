import { createStore } from 'zustand/vanilla';
import type { Uuid } from '../../lib/ids.ts';
import type { HandOver } from '../../store/index.ts';
import { tellLocked } from '../lock/lock-channel.ts';
import type { Device } from './device.ts';
import { openSession, type Session, type SessionHandle } from './open-session.ts';

export interface SessionState {
  /** Whose book is shown, or being opened; undefined before anybody's. */
  readonly enrolment: Uuid | undefined;
  readonly session: Session | { readonly kind: 'opening' } | { readonly kind: 'failed'; readonly error: unknown };
  /** Opens it, closing what was open before. Opening the same one again does nothing, unless with a PIN. */
  readonly open: (enrolment: Uuid, home: string, pin?: string) => void;
  /** After a failure: from the start. */
  readonly reopen: (home: string) => void;
  /** Closes the book that is open, if it has a PIN: store, sync and every view of it go, the address stays. */
  readonly lock: () => Promise<void>;
  /** A PIN was set in the book that is open: its recovery key goes to the server. */
  readonly handOver: (key: HandOver | undefined) => void;
}

/** The one session of this page. Its sync goes on while screens come and go. */
export function createSessionStore(device: Device) {
  let handle: SessionHandle | undefined;
  let round = 0;
  let homeOfOpen = '';

  return createStore<SessionState>()((set, get) => {
    function start(enrolment: Uuid, home: string, pin?: string): void {
      const before = get().session;
      // The keys stay on the screen while the PIN is checked.
      const checking = before.kind === 'locked' && get().enrolment === enrolment && pin !== undefined;
      set({ enrolment, session: checking ? { ...before, checking: true } : { kind: 'opening' } });
      begin(enrolment, home, pin);
    }

    function begin(enrolment: Uuid, home: string, pin?: string): void {
      const mine = ++round;
      handle?.close();
      handle = undefined;
      homeOfOpen = home;
      const show = (session: SessionState['session']) => {
        if (mine === round) set({ session });
      };
      const keep = (opened: SessionHandle) => {
        if (mine === round) handle = opened;
        else opened.close();
      };
      openSession(device, { enrolment, pin, home, onChange: show, onHandle: keep, onError: (error) => console.error(error) }).catch((error: unknown) => {
        if (mine === round) show({ kind: 'failed', error }); // a book locked meanwhile is closed on purpose
      });
    }
    return {
      enrolment: undefined,
      session: { kind: 'opening' },
      open: (enrolment, home, pin) => {
        if (get().enrolment !== enrolment || pin !== undefined) start(enrolment, home, pin);
      },
      reopen: (home) => {
        const { enrolment } = get();
        if (enrolment) start(enrolment, home);
      },
      lock: async () => {
        const { enrolment } = get();
        const mine = round;
        if (!handle || !enrolment || !(await device.registry.hasPin(enrolment)) || mine !== round) return;
        set({ session: { kind: 'locked', wrong: false, checking: false } });
        begin(enrolment, homeOfOpen);
        tellLocked(enrolment);
      },
      handOver: (key) => handle?.handOver(key),
    };
  });
}

export type SessionStore = ReturnType<typeof createSessionStore>;

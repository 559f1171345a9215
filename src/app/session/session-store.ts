import { createStore } from 'zustand/vanilla';
import type { Uuid } from '../../lib/ids.ts';
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
}

/** The one session of this page. Its sync goes on while screens come and go. */
export function createSessionStore(device: Device) {
  let handle: SessionHandle | undefined;
  let round = 0;

  return createStore<SessionState>()((set, get) => {
    function start(enrolment: Uuid, home: string, pin?: string): void {
      const mine = ++round;
      handle?.close();
      handle = undefined;
      set({ enrolment, session: { kind: 'opening' } });
      const show = (session: SessionState['session']) => {
        if (mine === round) set({ session });
      };
      openSession(device, { enrolment, pin, home, onChange: show, onError: (error) => console.error(error) }).then(
        (opened) => {
          if (mine === round) handle = opened;
          else opened.close();
        },
        (error: unknown) => show({ kind: 'failed', error }),
      );
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
    };
  });
}

export type SessionStore = ReturnType<typeof createSessionStore>;

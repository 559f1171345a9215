import type { Uuid } from '../../lib/ids.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import type { PhoneStore } from '../../store/index.ts';
import type { AskServer, Observable, RecordingSender, SyncLoop, SyncState, Transport } from '../../sync/index.ts';
import type { Phone } from '../../phone/hooks.ts';
import type { PasskeyPrompt } from '../../phone/passkey-prompt.ts';
import type { Device } from './device.ts';
import { firstRole, villageHere } from './first-role.ts';
import type { ClosedNote } from './closed-note.ts';

/** The result of opening an enrolment. Only the very first time needs a network. */
export type Session =
  | { readonly kind: 'open'; readonly phone: Phone; readonly emptied: boolean }
  | { readonly kind: 'notHere' }
  /**
   * `wrong`: the PIN just typed; `checking`: one is being tried; `closed`: taken out of the team, with forms under way.
   * The registry says how long to wait.
   */
  | { readonly kind: 'locked'; readonly wrong: boolean; readonly checking: boolean; readonly closed?: boolean }
  /** The person's rights are not known yet: the first answer of the server is still to come. */
  | { readonly kind: 'noRights'; readonly sync: SyncState; readonly tryAgain: () => Promise<void> }
  /** Known, but no grant gives them anything to do. */
  | {
      readonly kind: 'noGrant';
      /** The village has still to confirm them. */ readonly waiting: boolean;
      readonly tryAgain: () => Promise<void>;
    }
  /** The phone is revoked: its outbox and drafts are being sent before the local store is erased. */
  | { readonly kind: 'closing'; readonly sync: Observable<SyncState>; readonly tryAgain: () => Promise<void> }
  | ({ readonly kind: 'erased' } & ClosedNote)
  /** The browser has deleted what was stored; what was not sent then is lost, by the last count that is known. */
  | { readonly kind: 'gone'; readonly lost: number | undefined };

/** What an enrolment's session was put together from. */
export interface Parts {
  readonly store: PhoneStore;
  /** See `Phone.device`. */
  readonly known: Uuid;
  readonly server: AskServer;
  readonly transport: Transport;
  readonly passkeys: PasskeyPrompt;
  readonly calendar: Phone['calendar'];
  readonly loop: SyncLoop;
  readonly sender: RecordingSender;
  readonly me: MeResponse;
  readonly emptied: boolean;
  readonly tryAgain: () => Promise<void>;
}

/** The session of a person whose rights are known. */
export function sessionOf(
  { clock, newId, registry }: Device,
  { enrolment, basePath }: Pick<Phone, 'enrolment' | 'basePath'>,
  { store, known, server, transport, passkeys, calendar, loop, sender, me, emptied, tryAgain }: Parts,
): Session {
  const role = firstRole(me);
  if (!role) return { kind: 'noGrant', waiting: me.waiting === true, tryAgain };
  return {
    kind: 'open',
    emptied,
    phone: {
      enrolment,
      device: known,
      store,
      sync: loop,
      recordings: sender,
      server,
      transport,
      passkeys,
      sign: (text) => registry.sign(enrolment, text, known),
      clock,
      calendar,
      newId,
      me,
      role,
      village: villageHere(me),
      basePath,
    },
  };
}

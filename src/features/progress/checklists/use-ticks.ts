import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import {
  afterAnswer,
  disputedIn,
  nextToSend,
  withoutTick,
  withTick,
  type Ticks,
} from '../../../domain/checklist/kept-ticks.ts';
import type { KeptChecklist } from '../../../domain/checklist/area-checklist.ts';
import type { Tick, TickChange } from '../../../domain/checklist/tick.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { checklistsResponse, mostTicks } from '../../../protocol/checklist.ts';
import type { PhoneStore } from '../../../store/phone-store.ts';
import { useJustReached } from '../village/use-data-state.ts';

export interface TicksOnPhone extends Ticks {
  /** The lists that the village's areas keep, as the server last told them. */
  readonly lists: readonly KeptChecklist[];
  /** Has the server ever told? */
  readonly heard: boolean;
  readonly state: 'loading' | 'fresh' | 'offline';
  /** What was made here and cannot be sent before the person has decided. */
  readonly disputed: Ticks['unsent'];
  readonly say: (tick: Tick) => void;
  /** What the server told counts. */
  readonly take: (of: Pick<Tick, 'checklist' | 'criterion'>) => void;
}

interface Held extends Ticks {
  readonly lists: readonly KeptChecklist[];
  readonly heard: boolean;
}

/**
 * What is ticked of a village's checklists, and those that its areas keep. Each tick is kept on the phone before it is
 * sent, and sent at once where there is a network, else when this is used next time or the network comes back.
 * Undefined until the phone's own have been read.
 */
export function useTicks(village: Area): TicksOnPhone | undefined {
  const { store, server, village: own } = usePhone();
  const isOwn = own?.id === village.id;
  const [held, setHeld] = useState<Held>();
  const [state, setState] = useState<TicksOnPhone['state']>('loading');
  const latest = useRef<Held>(undefined);
  const writing = useRef(Promise.resolve());
  const asking = useRef(false);
  const reached = useJustReached();

  const keep = useCallback(
    (next: Held): void => {
      latest.current = next;
      setHeld(next);
      if (!isOwn) return;
      // One after the other: what was said last is what stays.
      writing.current = writing.current.then(() => write(store, village.id, next));
    },
    [store, isOwn, village.id],
  );

  /** Sends what can be sent, and hears what the others have ticked; again while there is something new to send. */
  const exchange = useCallback(async (): Promise<void> => {
    if (asking.current) return;
    asking.current = true;
    const tried = new Set<TickChange>();
    try {
      for (;;) {
        const before = latest.current;
        if (!before) return;
        const sent = nextToSend(before, tried, mostTicks);
        for (const one of sent) tried.add(one);
        const reply =
          sent.length > 0
            ? await server.post('checklists', { village: village.id, changes: sent }, checklistsResponse)
            : await server.get(`checklists?village=${village.id}`, checklistsResponse);
        if (reply.kind !== 'ok') return setState('offline');
        const next = afterAnswer(latest.current ?? before, sent, reply.value.ticks);
        keep({ ...next, lists: reply.value.lists ?? [], heard: true });
        setState('fresh');
        // What the server left out (an older one does not know it) is not sent again and again.
        if (nextToSend(next, tried, mostTicks).length === 0) return;
      }
    } finally {
      asking.current = false;
    }
  }, [server, keep, village.id]);

  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      if (!latest.current) {
        const kept = isOwn ? await store.settings.open('checklists') : undefined;
        if (left) return;
        const mine = kept?.village === village.id ? kept : undefined;
        latest.current = {
          told: mine?.told ?? [],
          unsent: mine?.unsent ?? [],
          lists: mine?.lists ?? [],
          heard: mine?.told !== undefined,
        };
        setHeld(latest.current);
      }
      await exchange();
    };
    void start();
    return () => {
      left = true;
    };
    // Also when the network has just come back.
  }, [store, isOwn, village.id, exchange, reached]);

  return useMemo(
    () =>
      held && {
        ...held,
        state,
        disputed: disputedIn(held),
        say: (tick) => {
          const now = latest.current ?? held;
          keep({ ...now, ...withTick(now, tick) });
          void exchange();
        },
        take: (of) => {
          const now = latest.current ?? held;
          keep({ ...now, ...withoutTick(now, of) });
        },
      },
    [held, state, keep, exchange],
  );
}

const write = ({ settings }: PhoneStore, village: Area['id'], { told, unsent, lists, heard }: Held): Promise<void> =>
  settings.seal('checklists', { village, told: heard ? told : undefined, unsent, lists });

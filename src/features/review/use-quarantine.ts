import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import { quarantineVerdict, type QuarantineVerdict } from '../../protocol/quarantine-judgement.ts';
import { quarantineList, type QuarantineEntry } from '../../protocol/quarantine.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import { createAskServer, type Asked } from '../../sync/index.ts';
import { usePhone } from '../../sync/react.ts';

/** Operations that came together and are judged together. */
export interface WaitingGroup {
  readonly group: Uuid;
  readonly device: Uuid;
  readonly entries: readonly [QuarantineEntry, ...QuarantineEntry[]];
}

export type Waiting =
  | { readonly state: 'loading' }
  | { readonly state: 'unreachable' | 'refused' }
  | { readonly state: 'ready'; readonly waiting: number; readonly groups: readonly WaitingGroup[] };

export interface Quarantine {
  readonly waiting: Waiting;
  readonly again: () => void;
  readonly judge: (verdict: 'release' | 'set-aside', group: WaitingGroup) => Promise<Asked<QuarantineVerdict>>;
}

/** What waits for the lead, from the server: needs a network, and says so where there is none. */
export function useQuarantine(village: Uuid): Quarantine {
  const { device, transport, sync } = usePhone();
  const server = useMemo(() => createAskServer({ enrolment: device, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge, device) }), [device, transport]);
  const [waiting, setWaiting] = useState<Waiting>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    void server.get(`quarantine?village=${village}`, quarantineList).then((asked) => {
      if (gone) return;
      if (asked.kind !== 'ok') return setWaiting({ state: asked.kind === 'unreachable' ? 'unreachable' : 'refused' });
      setWaiting({ state: 'ready', waiting: asked.value.waiting, groups: groupsOf(asked.value.entries ?? []) });
    });
    return () => {
      gone = true;
    };
  }, [server, village, round]);

  const again = useCallback(() => {
    setWaiting({ state: 'loading' });
    setRound((before) => before + 1);
  }, []);
  const judge = useCallback<Quarantine['judge']>(
    async (verdict, { entries }) => {
      const asked = await server.post(`quarantine/${verdict}`, { opIds: [entries[0].opId] }, quarantineVerdict);
      // What was released comes back with the next pull.
      if (asked.kind === 'ok') sync.wake('connection');
      return asked;
    },
    [server, sync],
  );
  return { waiting, again, judge };
}

export function groupsOf(entries: readonly QuarantineEntry[]): WaitingGroup[] {
  const groups = new Map<string, WaitingGroup>();
  for (const entry of entries) {
    const key = `${entry.device} ${entry.group}`;
    const known = groups.get(key);
    groups.set(key, known ? { ...known, entries: [...known.entries, entry] } : { group: entry.group, device: entry.device, entries: [entry] });
  }
  return [...groups.values()];
}

const never = new Set<QuarantineEntry['reason']>(['unreadable', 'misfit', 'otherKind']);

/** Why a group waits: what can never be released tells most; one operation speaks for all of its group. */
export function reasonOf({ entries }: WaitingGroup): { readonly reason: QuarantineEntry['reason']; readonly mayRelease: boolean } {
  const bad = entries.find(({ reason }) => never.has(reason));
  const own = entries.find(({ reason }) => reason !== 'group');
  return { reason: (bad ?? own ?? entries[0]).reason, mayRelease: bad === undefined };
}

/** What became of a judgement: taken, put aside, or it waits all the same. */
export type Judged = 'released' | 'setAside' | 'still';

/** The name of the home (or person) it is about, out of the book or out of what came. */
export function aboutOf({ entries }: WaitingGroup, recordsById: ReadonlyMap<string, PhoneRecord>): string | undefined {
  const names = entries.map(({ record, set }) => {
    const known = record === undefined ? undefined : recordsById.get(record);
    return [set?.['headName'], known?.fields['headName'], set?.['name'], known?.fields['name']].find((name) => typeof name === 'string' && name !== '');
  });
  return names.find((name): name is string => typeof name === 'string');
}

import { useCallback, useEffect, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import { quarantineVerdict, type QuarantineVerdict } from '../../protocol/quarantine-judgement.ts';
import { quarantineList, type QuarantineEntry } from '../../protocol/quarantine.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import type { Asked } from '../../sync/index.ts';
import { usePhone } from '../../phone/hooks.ts';

/** Operations of one group, which are judged together. */
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

/** The server's quarantined operations, for the lead. Needs a network; without one the state is `unreachable`. */
export function useQuarantine(village: Uuid): Quarantine {
  const { server, sync } = usePhone();
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
      // The next pull brings the released operations.
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
    groups.set(
      key,
      known
        ? { ...known, entries: [...known.entries, entry] }
        : { group: entry.group, device: entry.device, entries: [entry] },
    );
  }
  return [...groups.values()];
}

/** The ids of the records that these groups are about, as far as they can be read. */
export const recordsIn = (groups: readonly WaitingGroup[]): Uuid[] => [
  ...new Set(groups.flatMap(({ entries }) => entries.flatMap(({ record }) => record ?? []))),
];

const never = new Set<QuarantineEntry['reason']>(['unreadable', 'misfit', 'otherKind']);

/**
 * Why a group waits: the reason of an operation that can never be released, else of one that is itself at fault, else
 * of any.
 */
export function reasonOf({ entries }: WaitingGroup): {
  readonly reason: QuarantineEntry['reason'];
  readonly mayRelease: boolean;
} {
  const bad = entries.find(({ reason }) => never.has(reason));
  const own = entries.find(({ reason }) => reason !== 'group');
  return { reason: (bad ?? own ?? entries[0]).reason, mayRelease: bad === undefined };
}

/** The result of a judgement; `still`: the group waits as before. */
export type Judged = 'released' | 'setAside' | 'still';

/** The name of the household (or person) it is about, from the local store or from the operations. */
export function aboutOf({ entries }: WaitingGroup, recordsById: ReadonlyMap<string, PhoneRecord>): string | undefined {
  const names = entries.map(({ record, set }) => {
    const known = record === undefined ? undefined : recordsById.get(record);
    return [set?.['headName'], known?.fields['headName'], set?.['name'], known?.fields['name']].find(
      (name) => typeof name === 'string' && name !== '',
    );
  });
  return names.find((name): name is string => typeof name === 'string');
}

import { useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import { latestFirst } from '../../../lib/latest-first.ts';
import { teamFileOf, type TeamFile } from '../../../domain/report/team-file.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { TeamFileResponse } from '../../../protocol/report.ts';
import type { PhoneStore } from '../../../store/phone-store.ts';
import { useReportApi } from '../report/use-report-api.ts';

export interface LoadedTeamFile {
  /** The server's, else those that the phone keeps; undefined where neither is at hand. */
  readonly facts: TeamFileResponse['facts'] | undefined;
  /** When the server told them, Unix ms. */
  readonly toldAt?: number | undefined;
  readonly state: 'loading' | 'fresh' | 'offline';
}

/** Files that a phone keeps; those of an officer's villages come with the reports too. */
const most = 20;

/** Keeps a village's file on the phone. */
export async function keepTeamFile({ settings }: PhoneStore, village: Uuid, file: TeamFileResponse): Promise<void> {
  const known = await settings.get('teamFiles');
  await settings.set(
    'teamFiles',
    latestFirst(known, { ...file, village }, (one) => one.village === village, most),
  );
}

/** What the phone last heard of a village's file: by itself, or with an officer's reports. */
export async function keptTeamFile({ settings }: PhoneStore, village: Uuid): Promise<TeamFileResponse | undefined> {
  const own = (await settings.get('teamFiles'))?.find((one) => one.village === village);
  const reports = await settings.open('reports');
  const facts = reports?.reports.find((one) => one.village === village)?.team;
  const told = reports && facts && { facts, now: reports.now };
  return [own, told].filter((one) => one !== undefined).sort((a, b) => b.now - a.now)[0];
}

/** The facts of a village's team file, kept on the phone for use without a network. */
export function useTeamFacts(village: Uuid): LoadedTeamFile {
  const { store } = usePhone();
  const api = useReportApi();
  const [loaded, setLoaded] = useState<LoadedTeamFile>({ facts: undefined, state: 'loading' });
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const kept = await keptTeamFile(store, village);
      const told = { facts: kept?.facts, toldAt: kept?.now };
      if (!left) setLoaded({ ...told, state: 'loading' });
      const reply = await api.teamFile(village);
      if (left) return;
      if (reply.kind !== 'ok') return setLoaded({ ...told, state: 'offline' });
      setLoaded({ facts: reply.value.facts, toldAt: reply.value.now, state: 'fresh' });
      await keepTeamFile(store, village, reply.value);
    };
    void start();
    return () => {
      left = true;
    };
  }, [store, api, village]);
  return loaded;
}

/** The same as a file; undefined where it is not at hand. */
export function useTeamFile(village: Uuid): TeamFile | undefined {
  const { facts } = useTeamFacts(village);
  return useMemo(() => facts && teamFileOf(facts), [facts]);
}

import { useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import { teamFileOf, type TeamFact, type TeamFile } from '../../../domain/report/team-file.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { useReportApi } from '../report/use-report-api.ts';

export interface LoadedTeamFile {
  /** The server's, else those that the phone keeps; undefined where neither is at hand. */
  readonly facts: readonly TeamFact[] | undefined;
  readonly state: 'loading' | 'fresh' | 'offline';
}

/** The facts of a village's team file, kept on the phone for use without a network. */
export function useTeamFacts(village: Uuid): LoadedTeamFile {
  const { store } = usePhone();
  const api = useReportApi();
  const [loaded, setLoaded] = useState<LoadedTeamFile>({ facts: undefined, state: 'loading' });
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.get('teamFile');
      const own = kept?.village === village ? kept.facts : undefined;
      if (!left) setLoaded({ facts: own, state: 'loading' });
      const reply = await api.teamFile(village);
      if (left) return;
      if (reply.kind !== 'ok') return setLoaded({ facts: own, state: 'offline' });
      setLoaded({ facts: reply.value.facts, state: 'fresh' });
      await store.settings.set('teamFile', { village, facts: reply.value.facts });
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

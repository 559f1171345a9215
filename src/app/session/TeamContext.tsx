import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Device } from './device.ts';
import type { SessionState, SessionStore } from './session-store.ts';
import type { UpdateState, UpdateStore } from '../updates/update-store.ts';

/** The parts of the team's app, made once a page. */
export interface Team {
  readonly device: Device;
  readonly sessions: SessionStore;
  readonly updates: UpdateStore;
}

export const TeamContext = createContext<Team | null>(null);

export function useTeam(): Team {
  const team = useContext(TeamContext);
  if (!team) throw new Error('A screen of the team was drawn outside its app.');
  return team;
}

export const useSession = <T,>(select: (state: SessionState) => T): T => useStore(useTeam().sessions, select);
export const useUpdates = <T,>(select: (state: UpdateState) => T): T => useStore(useTeam().updates, select);

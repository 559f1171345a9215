import { useMemo } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import { roadmapIn, type Roadmap } from '../../../domain/report/pace.ts';
import { useFacts } from './use-facts.ts';

/** The days of a village's plan. @param when as of `useFacts` */
export function useRoadmap(village: Uuid, when?: unknown): Roadmap {
  const facts = useFacts(village, when);
  return useMemo(() => roadmapIn(facts), [facts]);
}

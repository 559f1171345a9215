import { expect } from 'vitest';
import { dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { ServerWorld } from './server-world.ts';

/** The lead notes a proposal and sends it to the commune. @returns its id */
export async function sendProposal(world: ServerWorld): Promise<Uuid> {
  const record = world.newId();
  const on = dayOf(world.clock.now());
  const set = { category: 'signal', place: 'Cuối thôn', raisedOn: on, by: record, sentOn: on, sentBy: record };
  const op = { opId: world.newId(), seq: 1, group: record, record, kind: 'proposal', village: world.areas.village };
  const frozen = { ...op, base: {}, set, wallTime: world.clock.now(), clockOffset: 0, schemaVersion: 4 };
  const lead = await world.phoneOf('lead', world.areas.village);
  const answer = await lead.send('POST', 'push', { payload: { protocol: 8, firstSeq: 1, entries: [frozen] } });
  expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes[0]?.outcome).toBe('applied');
  return record;
}

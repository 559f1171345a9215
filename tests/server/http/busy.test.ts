import { describe, expect, it } from 'vitest';
import { createEngine } from '../../support/engines/engines.ts';
import { gate } from '../../support/programs/gate.ts';
import { ServerWorld } from './server-world.ts';

const engine = createEngine('postgres');

describe('a server on which many phones fetch their village at once', () => {
  it('stores a push meanwhile, and tells one too many when to come again', async () => {
    const held = gate();
    let reading = 0;
    const world = await ServerWorld.open(engine, {}, (deps) => ({
      ...deps,
      limits: { ...deps.limits, device: 1000 },
      sync: {
        ...deps.sync,
        pull: async (...asked) => ((reading += 1), await held.pass(), deps.sync.pull(...asked)),
      },
    }));
    const phone = await world.phoneOf('member', world.areas.village);
    const path = `pull?village=${world.areas.village}&version=0&id=&held=0`;
    const pulls = Array.from({ length: 310 }, () => phone.send('GET', path));
    const refused = await Promise.any(
      pulls.map(async (pull) => {
        const answer = await pull;
        return answer.statusCode === 503 ? answer : Promise.reject(new Error('answered'));
      }),
    );
    expect(refused.json()).toEqual({ error: 'retry' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await expect.poll(() => reading).toBe(3);
    const pushed = await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: ['{}'] } });
    expect(pushed.statusCode).toBe(200);
    held.open();
    const statuses = (await Promise.all(pulls)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(303);
    expect(statuses.filter((status) => status === 503)).toHaveLength(7);
  });
});

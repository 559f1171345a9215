import { expect, it } from 'vitest';
import { countedDays, manyReports, type ChangedSteps } from '../../../src/domain/guide/changed-screen.ts';
import { addDays, dayOf } from '../../../src/lib/day.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld } from './server-world.ts';

describeAboveStorage('reports that a guide’s step looks different', (engine) => {
  const step = 'vneid/open/wallet';
  const report = (world: ServerWorld, payload: object, ip = '203.0.113.9') =>
    world.app.inject({ method: 'POST', url: '/api/guides/changed', remoteAddress: ip, payload });
  const many = async (world: ServerWorld): Promise<readonly string[]> =>
    (await world.app.inject('/api/guides/changed')).json<{ steps: string[] }>().steps;
  const today = (world: ServerWorld) => dayOf(world.clock.now());

  it('are counted without a session, warn readers once there are many, and are listed for officers', async () => {
    const world = await ServerWorld.open(engine);
    for (let count = 1; count < manyReports; count++)
      expect((await report(world, { step, app: 'VNeID', on: today(world) })).json()).toEqual({});
    expect(await many(world)).toEqual([]);
    await report(world, { step, app: 'VNeID', on: addDays(today(world), -3) });
    await report(world, { step: 'vssid/card/show', on: today(world) });
    expect(await many(world)).toEqual([step]);

    const officer = await world.phoneOf('officer', world.areas.commune);
    expect((await officer.send('GET', 'guides/changed')).json<ChangedSteps>().steps).toEqual([
      { step, app: 'VNeID', reports: manyReports, first: addDays(today(world), -3), last: today(world) },
      { step: 'vssid/card/show', app: '', reports: 1, first: today(world), last: today(world) },
    ]);
    const member = await world.phoneOf('member', world.areas.village);
    expect((await member.send('GET', 'guides/changed')).json<ChangedSteps>()).toEqual({ steps: [] });
    expect(await world.deps.db.selectFrom('guide_report').selectAll().execute()).not.toContainEqual(
      expect.objectContaining({ device: expect.anything() as unknown }),
    );
  });

  it('stop counting after a while; a day that has not come is today’s', async () => {
    const world = await ServerWorld.open(engine);
    for (let count = 0; count < manyReports; count++) await report(world, { step, on: addDays(today(world), 400) });
    expect(await many(world)).toEqual([step]);
    world.clock.time += countedDays * 24 * 60 * 60 * 1000;
    expect(await many(world)).toEqual([]);
  });

  it('name a step and nothing else; what no guide has is dropped', async () => {
    const world = await ServerWorld.open(engine);
    for (const wrong of [{ step: 'vneid' }, { step, on: 'today' }, { step: 'a/b/<c>', on: today(world) }])
      expect((await report(world, wrong)).statusCode).toBe(400);
    expect((await report(world, { step: 'no-guide/a/b', on: today(world) })).statusCode).toBe(200);
    for (let number = 0; number < 120; number++)
      await report(world, { step: `vneid/open/made-up-${number}`, on: today(world) }, `203.0.113.${number}`);
    expect(await world.deps.db.selectFrom('guide_report').select('step').execute()).toHaveLength(100);
  });

  it('are limited by address', async () => {
    const world = await ServerWorld.open(engine);
    const answers = [];
    for (let count = 0; count <= defaultLimits.guideReports; count++)
      answers.push((await report(world, { step, on: today(world) })).statusCode);
    expect(answers.at(0)).toBe(200);
    expect(answers.at(-1)).toBe(429);
  });
});

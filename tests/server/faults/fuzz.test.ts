import { afterEach, expect, it } from 'vitest';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { seeded } from '../../support/seeded.ts';
import { atOnce, foreignNameWire, FuzzWorld, secretWire, told } from './fuzz-world.ts';
import { fuzzedRequest } from './fuzzed-requests.ts';

const requests = process.env['LONG_ROUNDS'] ? 10_000 : 400;
const seed = Number(process.env['FUZZ_SEED'] ?? 2026);

describeAboveStorage('requests nobody means', (engine) => {
  let fuzz: FuzzWorld | undefined;
  afterEach(() => fuzz?.close());

  it(
    `${requests} of them, over every endpoint: no 5xx, no crash, nothing of a foreign village`,
    { timeout: 600_000 },
    async () => {
      const at = await FuzzWorld.open(engine);
      fuzz = at;
      const chance = seeded(seed);
      const statuses = new Map<number, number>();
      for (let done = 0; done < requests; done += atOnce) {
        const batch = Array.from({ length: atOnce }, (_, i) => {
          const who = at.askers[(done + i) % at.askers.length]!;
          return { who, request: fuzzedRequest(chance, at.known, who.asker) };
        });
        const answers = await Promise.all(
          batch.map(async ({ request }) =>
            at
              .send(request)
              .catch((error: unknown) =>
                Promise.reject(
                  new Error(`no answer (seed ${seed}, after ${done}): ${told(request)}`, { cause: error }),
                ),
              ),
          ),
        );
        for (const [i, answer] of answers.entries()) {
          const { who, request } = batch[i]!;
          const place = `seed ${seed}, request ${done + i}: ${told(request)}\n${answer.body.slice(0, 500)}`;
          expect(answer.status, place).toBeLessThan(500);
          expect(answer.body, place).not.toMatch(secretWire);
          expect(answer.body, place).not.toMatch(foreignNameWire);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          await at.learn(who, answer);
        }
      }
      // Neither did everything bounce at the door, nor did everything pass.
      expect(statuses.get(200) ?? 0).toBeGreaterThan(requests / 10);
      for (const refused of [400, 401, 403, 404])
        expect(statuses.get(refused) ?? 0, `${refused}`).toBeGreaterThan(requests / 200);
      const applied = await at.world.deps.db
        .selectFrom('op_meta')
        .select('op_id')
        .where('outcome', '=', 'applied')
        .execute();
      expect(applied.length, 'some pushes must reach the records').toBeGreaterThan(requests / 50);
      expect((await at.send({ method: 'GET', path: '/readyz', headers: {}, bytes: undefined })).status).toBe(200);
      const { asker } = at.askers[0]!;
      expect(
        (
          await at.send({
            method: 'GET',
            path: `/api/p/${asker.enrolment}/me`,
            headers: { cookie: asker.cookie },
            bytes: undefined,
          })
        ).status,
      ).toBe(200);
    },
  );
});

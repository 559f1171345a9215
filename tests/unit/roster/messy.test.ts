import { expect, test } from 'vitest';
import { householdsOf, judgedFile } from './judge.ts';
import { messes, messyList, type Mess } from './messy.ts';
import { shaped, shapes } from './shapes.ts';

const seeds = process.env['LONG_ROUNDS'] ? 5000 : 300;

test(
  `${seeds} messy lists: every household is in, none is invented, none is lost without a word`,
  async () => {
    const met = new Map<Mess, number>();
    for (let seed = 1; seed <= seeds; seed++) {
      const list = messyList(seed);
      for (const mess of list.messes) met.set(mess, (met.get(mess) ?? 0) + 1);
      const shape = shapes[seed % shapes.length]!;
      const judged = await judgedFile(shaped(list.book, shape));
      const where = `seed ${seed}, ${shape}: ${[...list.messes].join(' ')}`;
      const got = householdsOf(judged).map(({ headName, address, cluster, people }) => ({
        headName,
        address,
        cluster,
        people: people.map(({ name, birthYear }) => ({ name, birthYear })),
      }));
      expect(got, where).toEqual(list.households);
      const rows = judged.flatMap((sheet) => sheet.rows);
      expect(
        rows.flatMap((row) => (row.kind === 'refused' ? [row.as.headName] : [])),
        where,
      ).toEqual(list.refused);
      expect(
        rows.flatMap((row) => (row.kind === 'leftOut' && row.why === 'hidden' ? [row.as.headName] : [])),
        where,
      ).toEqual(list.hidden);
    }
    for (const mess of messes) expect(met.get(mess) ?? 0, mess).toBeGreaterThan(seeds / 20);
  },
  60_000 + seeds * 50,
);

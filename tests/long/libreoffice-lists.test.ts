import { expect, test } from 'vitest';
import { readRosterFile } from '../../src/features/households/roster/read-file.ts';
import { RefusedFile } from '../../src/features/households/roster/refused.ts';
import { converted } from '../support/programs/libreoffice.ts';
import { yieldToMain, householdsOf, judgedFile } from '../unit/roster/judge.ts';
import { messyList } from '../unit/roster/messy.ts';
import { shaped, shapes } from '../unit/roster/shapes.ts';

const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
const files = new Map(
  seeds.map((seed) => [`${seed}.xlsx`, shaped(messyList(seed).book, shapes[seed % shapes.length]!)] as const),
);

test.each([
  ['.xlsx', 'xlsx'],
  ['.ods', 'ods'],
])(
  'lists that LibreOffice saved as %s come in whole',
  async (_, to) => {
    const made = converted(files, to);
    for (const seed of seeds) {
      const list = messyList(seed);
      const judged = await judgedFile(made.get(String(seed))!);
      const got = householdsOf(judged).map(({ headName, address, cluster, people }) => ({
        headName,
        address,
        cluster,
        people: people.map(({ name, birthYear }) => ({ name, birthYear })),
      }));
      expect(got, `seed ${seed}: ${[...list.messes].join(' ')}`).toEqual(list.households);
      const rows = judged.flatMap((sheet) => sheet.rows);
      expect(
        rows.flatMap((row) => (row.kind === 'leftOut' && row.why === 'hidden' ? [row.as.headName] : [])),
        `seed ${seed}`,
      ).toEqual(list.hidden);
    }
  },
  600_000,
);

test('a list that LibreOffice saved as .xls is named as what it is', async () => {
  const [bytes] = converted(new Map([['1.xlsx', files.get('1.xlsx')!]]), 'xls').values();
  await expect(readRosterFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), yieldToMain)).rejects.toEqual(
    new RefusedFile('oldExcel'),
  );
}, 600_000);

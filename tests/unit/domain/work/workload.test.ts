import { expect, test } from 'vitest';
import { workloadByMember } from '../../../../src/domain/work/workload.ts';
import type { CountedRecord } from '../../../../src/domain/people/village.ts';
import { aHousehold, id, today, wholeHousehold, wholePerson } from '../build.ts';
import { ended, listed } from '../read-model.ts';

const [lan, minh, gone] = [id(901), id(902), id(903)];
const of = (responsible: string | undefined, rows: CountedRecord[]): CountedRecord[] => [
  { ...rows[0]!, fields: { ...rows[0]!.fields, ...(responsible && { responsible }) } },
  ...rows.slice(1),
];
const asked = () => aHousehold({ answers: wholeHousehold, people: [{ answers: wholePerson }] });
const open = () => aHousehold({ people: [{}] });

test('who is behind: unassigned households first, then who has most to ask; who left is still named', () => {
  const rows = [
    ...of(lan, asked()),
    ...of(lan, open()),
    ...of(minh, asked()),
    ...of(gone, open()),
    ...of(gone, open()),
    ...of(undefined, open()),
  ];
  const care = ended(workloadByMember([lan, minh], listed(rows), today));
  expect(care.map(({ account, householdCount, asked: done }) => [account, householdCount, done])).toEqual([
    [undefined, 1, 0],
    [gone, 2, 0],
    [lan, 2, 1],
    [minh, 1, 1],
  ]);
});

test('a member without a household is listed too: they can be given some', () => {
  expect(ended(workloadByMember([lan], [], today))).toEqual([
    { account: lan, householdCount: 0, asked: 0, promised: 0, rechecks: 0 },
  ]);
});

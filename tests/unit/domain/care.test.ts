import { expect, test } from 'vitest';
import { careOf } from '../../../src/domain/care.ts';
import { householdsOf, type CountedRecord } from '../../../src/domain/village.ts';
import { home, id, today, wholeHome, wholePerson } from './build.ts';

const [lan, minh, gone] = [id(901), id(902), id(903)];
const of = (responsible: string | undefined, rows: CountedRecord[]): CountedRecord[] => [{ ...rows[0]!, fields: { ...rows[0]!.fields, ...(responsible && { responsible }) } }, ...rows.slice(1)];
const asked = () => home({ answers: wholeHome, people: [{ answers: wholePerson }] });
const open = () => home({ people: [{}] });

test('who is behind: homes of nobody first, then who has most still to ask; who left the team is still named', () => {
  const rows = [...of(lan, asked()), ...of(lan, open()), ...of(minh, asked()), ...of(gone, open()), ...of(gone, open()), ...of(undefined, open())];
  const care = careOf([lan, minh], householdsOf(rows), [], today);
  expect(care.map(({ account, homes, asked: done }) => [account, homes, done])).toEqual([[undefined, 1, 0], [gone, 2, 0], [lan, 2, 1], [minh, 1, 1]]);
});

test('a member without a home is listed too: they can be given some', () => {
  expect(careOf([lan], [], [], today)).toEqual([{ account: lan, homes: 0, asked: 0, promised: 0, rechecks: 0 }]);
});

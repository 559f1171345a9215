import { createInstance, type i18n } from 'i18next';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { answerBy, stopBy } from '../../../src/domain/visits/request-days.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Fields, RecordKind } from '../../../src/domain/record/record.ts';
import { agreeAnew, heldAbout, withdrawConsent } from '../../../src/features/rights/held.ts';
import { pastLines } from '../../../src/features/rights/past-words.ts';
import {
  householdLines,
  machineFile,
  personLines,
  plainText,
  type Speaker,
} from '../../../src/features/rights/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import type { PhoneRecord } from '../../../src/store/phone-store.ts';
import consent from '../../../locales/vi/consent.json' with { type: 'json' };
import rights from '../../../locales/vi/rights.json' with { type: 'json' };
import survey from '../../../locales/vi/survey.json' with { type: 'json' };
import { day, aHousehold, id, said, today } from '../domain/build.ts';

test.each([
  ['2026-11-23', '2026-11-25'], // Monday → Wednesday
  ['2026-11-26', '2026-11-30'], // Thursday → Monday
  ['2026-11-27', '2026-12-01'], // Friday → Tuesday
  ['2026-11-28', '2026-12-01'], // Saturday
])('asked on %s is answered by %s', (asked, by) => {
  expect(answerBy(day(asked))).toBe(by);
});
test('use ends within 15 days', () => expect(stopBy(day('2026-11-25'))).toBe('2026-12-10'));

const [village, house, head, daughter, yes, no] = [1, 2, 3, 4, 5, 6].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const phoneRecord = (rowId: string, kind: RecordKind, fields: Fields): PhoneRecord => ({
  id: rowId,
  village,
  kind,
  fields,
  bases: Object.fromEntries(Object.keys(fields).map((name) => [name, 7])),
  onlyHere: false,
});
const consentRow = (rowId: string, person: string, outcome: 'yes' | 'no'): PhoneRecord =>
  phoneRecord(rowId, 'consent', {
    household: house,
    person,
    about: 'answers',
    text: 1,
    outcome,
    how: 'tapped',
    saidBy: person,
    on: day('2026-11-01'),
    collector: id(9),
    withdrawnOn: null,
  });
const records: PhoneRecord[] = [
  ...aHousehold({
    id: house,
    answers: { H1: 'yes', H99: 'newer' },
    people: [
      { id: head, born: 1961, answers: { P2: said('daily') } },
      { id: daughter, born: 1990, answers: { P2: said('daily') } },
    ],
  }).map((row) => phoneRecord(row.id, row.kind, row.fields)),
  ...aHousehold({ id: id(7), people: [{ id: id(8), born: 1970 }] }).map((row) =>
    phoneRecord(row.id, row.kind, { ...row.fields, name: 'Hàng Xóm' }),
  ),
  consentRow(yes, daughter, 'yes'),
  consentRow(no, head, 'no'),
];
const held = heldAbout(records, house, today)!;

describe('what is held about a household', () => {
  it('is everything of that household and nothing of another', () => {
    expect(held.records.map((record) => record.id).sort()).toEqual([house, head, daughter, yes, no].sort());
    expect(held.people.map((person) => person.consent)).toEqual(['no', 'yes']);
    expect(heldAbout(records, id(999), today)).toBeUndefined();
  });

  let i18next: i18n;
  let speaker: Speaker;
  beforeAll(async () => {
    i18next = createInstance();
    await i18next.init({
      lng: 'vi',
      ns: ['rights', 'survey', 'consent'],
      defaultNS: 'rights',
      resources: { vi: { rights, survey, consent } },
      interpolation: { escapeValue: false },
    });
    speaker = {
      t: i18next.t as unknown as Speaker['t'],
      exists: (key) => i18next.exists(key, { ns: 'survey' }),
      format: createFormat('vi'),
    };
  });

  it('is said in words, and what this version has no words for is shown as it is', () => {
    const lines = householdLines(speaker, held);
    expect(lines.find(({ term }) => term === 'H99')?.detail).toBe('newer (tự trả lời, 22/11/2026)');
    expect(lines.some(({ term }) => term === 'H1')).toBe(false);
    expect(personLines(speaker, held.people[1]!).map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['1990', 'Đã đồng ý', 'Đồng ý, Tự bấm']),
    );
    for (const { term, detail } of [...lines, ...held.people.flatMap((person) => personLines(speaker, person))])
      expect(`${term} ${detail}`).not.toMatch(/rights:|field\.|undefined/);
  });

  it('is also what was answered before, newest first, on the screen and in both files', () => {
    const was = [
      { v: 'none', on: day('2025-03-01') },
      { na: 'unknown', on: day('2026-03-01') },
    ];
    const again = records.map((record) =>
      record.id === daughter ? { ...record, fields: { ...record.fields, 'was.P2': was } } : record,
    );
    const now = heldAbout(again, house, today)!;
    const [line] = personLines(speaker, now.people[1]!).filter(({ detail }) => detail.includes('trước đây'));
    expect(line?.detail).toMatch(
      /^.+ \(tự trả lời, 22\/11\/2026\); trước đây, ngày 01\/03\/2026: Chưa rõ; trước đây, ngày 01\/03\/2025: .+$/,
    );
    expect(plainText(speaker, now, undefined, 'bây giờ')).toContain(line?.detail);
    expect(machineFile(now, 0)).toContain('was.P2');
  });

  it('goes whole into both files', () => {
    const text = plainText(speaker, held, undefined, 'bây giờ');
    for (const part of ['1961', '1990', 'Đã đồng ý', 'Không đồng ý', 'newer']) expect(text).toContain(part);
    expect(text).not.toContain('Hàng Xóm');
    const file = JSON.parse(machineFile(held, 0)) as { records: { id: string; fields: Fields }[] };
    expect(file.records).toHaveLength(5);
    expect(JSON.stringify(file)).not.toContain('Hàng Xóm');
  });
});

describe('what was written before', () => {
  it('is shown in words: when, by whom, about whom, and values that were removed', async () => {
    const i18next = createInstance();
    await i18next.init({
      lng: 'vi',
      ns: ['rights', 'survey', 'consent'],
      defaultNS: 'rights',
      resources: { vi: { rights, survey, consent } },
      interpolation: { escapeValue: false },
    });
    const speaker: Speaker = {
      t: i18next.t as unknown as Speaker['t'],
      exists: (key) => i18next.exists(key, { ns: 'survey' }),
      format: createFormat('vi'),
    };
    const change = (record: string, kind: RecordKind, set: Fields) => ({
      opId: id(50),
      record,
      kind,
      at: 0,
      by: 'Mẫu Thị Na',
      set,
    });
    const lines = pastLines(speaker, held, [
      change(house, 'household', { headName: 'Tên Cũ', address: null, responsible: id(9), later: 3 }),
      change(daughter, 'person', { 'a.P2': said('daily'), 'a.P4': null, birthYear: 1991 }),
      change(id(51), 'person', { household: house, name: 'Đã Bỏ', $deleted: true, inTally: true }),
      change(yes, 'consent', { person: daughter, outcome: 'yes', withdrawnOn: '2026-11-22' }),
      change(house, 'household', { responsible: id(9) }),
    ]);
    expect(lines.map(({ detail }) => detail)).toEqual([
      'Của cả nhà; Tên chủ hộ: Tên Cũ; Nhà ở đâu: Chưa ghi; later: 3',
      expect.stringMatching(
        /^Người \d+; .+: .+; .+: Chưa ghi; Năm sinh: 1991$|^[^;]+; .+; .+: Chưa ghi; Năm sinh: 1991$/,
      ),
      'Đã Bỏ; Họ tên: Đã Bỏ; Bỏ khỏi danh sách; Chỉ tính vào số chung của nhà',
      expect.stringContaining('Ý kiến về việc ghi: Đồng ý; rút lại ngày 22/11/2026'),
    ]);
    expect(lines[0]!.term).toContain('Mẫu Thị Na');
    expect(plainText(speaker, held, undefined, 'bây giờ', lines)).toContain('Tên Cũ');
  });
});

describe('taking consent back', () => {
  const after = (changes: readonly { record: string; set: Fields }[]): PhoneRecord[] =>
    records.map((record) => ({
      ...record,
      fields: { ...record.fields, ...changes.find((change) => change.record === record.id)?.set },
    }));

  it('ends every yes, empties the answers, and leaves everybody else alone', () => {
    const changes = withdrawConsent(held, daughter, today);
    expect(changes.map(({ record, set }) => [record, set])).toEqual([
      [yes, { withdrawnOn: today }],
      [daughter, { inTally: true, 'a.P2': null }],
    ]);
    const now = heldAbout(after(changes), house, today)!;
    expect(now.people.map((person) => [person.consent, Object.keys(person.answers)])).toEqual([
      ['no', ['P2']],
      ['withdrawn', []],
    ]);
  });

  it('an answer that another phone sends afterwards finds them in the tally: it is not counted', () => {
    const late = [...withdrawConsent(held, daughter, today), { record: daughter, set: { 'a.P2': said('daily') } }];
    const rows = late.reduce(
      (before, { record, set }) =>
        before.map((row) => (row.id === record ? { ...row, fields: { ...row.fields, ...set } } : row)),
      records,
    );
    const figure = (of: readonly PhoneRecord[]) => countIndicators(of, indicators, today).figures.T1;
    expect(figure(records)).toMatchObject({ met: 2, unknown: 1, total: 3 });
    expect(figure(rows)).toMatchObject({ met: 1, unknown: 2, total: 3 });
  });

  it('and agreeing anew of their own accord gives them a row again, with nothing in it', () => {
    const withdrawn = heldAbout(after(withdrawConsent(held, daughter, today)), house, today)!;
    const [consent, row] = agreeAnew(withdrawn, daughter, { today, collector: id(9), consent: id(77) });
    expect(consent).toMatchObject({
      record: id(77),
      kind: 'consent',
      set: { person: daughter, saidBy: daughter, outcome: 'yes', on: today },
    });
    expect(row).toMatchObject({ record: daughter, set: { inTally: false } });
    const again = withdrawn.records.map((record) =>
      record.id === daughter ? { ...record, fields: { ...record.fields, inTally: false } } : record,
    );
    const added = phoneRecord(id(77), 'consent', consent!.set);
    expect(heldAbout([...again, added], house, today)!.people[1]).toMatchObject({
      consent: 'yes',
      answers: {},
      inTally: false,
    });
  });

  it('takes the person out of the figures and leaves them among the residents', () => {
    const met = (rows: readonly PhoneRecord[]) => countIndicators(rows, indicators, today);
    const [before, now] = [met(records), met(after(withdrawConsent(held, daughter, today)))];
    expect(now.coverage.adults).toBe(before.coverage.adults);
    const sum = (counts: typeof before) => Object.values(counts.figures).reduce((all, figure) => all + figure.met, 0);
    expect(sum(now)).toBeLessThan(sum(before));
  });

  it('again changes nothing', () => {
    const rows = after(withdrawConsent(held, daughter, today));
    expect(withdrawConsent(heldAbout(rows, house, today)!, daughter, today)).toEqual([]);
  });
});

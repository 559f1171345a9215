import { read, utils } from '@e965/xlsx';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { describe, expect, it, test } from 'vitest';
import type { Activity } from '../../../src/domain/activity/activity.ts';
import { teamFileOf } from '../../../src/domain/report/team-file.ts';
import type { VillageReport } from '../../../src/domain/report/village-report.ts';
import { communePaper, villagePaper } from '../../../src/features/progress/papers/activity-report.ts';
import { makeDocx } from '../../../src/features/progress/papers/docx.ts';
import { makeLogWorkbook } from '../../../src/features/progress/papers/log-workbook.ts';
import type { Paper } from '../../../src/features/progress/papers/paper.ts';
import { makeZip } from '../../../src/features/progress/papers/zip.ts';
import { linesOf, logOf, paperWords, villageReportOf } from './papers.ts';
import { to } from './report.ts';

const bytes = async (blob: Blob): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());

/** Lines of a .docx as another library reads them: paragraphs, and cells in the order of reading. */
const readLines = async (paper: Paper): Promise<string[]> => {
  const { value } = await mammoth.extractRawText({ buffer: await bytes(await makeDocx(paper, paperWords.format)) });
  return value.split('\n').filter((line) => line.trim() !== '');
};

describe('the activity report, opened by another library', () => {
  it('says line by line what the paper says', async () => {
    const paper = villagePaper(villageReportOf(), to, paperWords);
    expect(await readLines(paper)).toEqual(linesOf(paper));
  });

  it('has sessions, people by service, the team, difficulties, proposals and plan', async () => {
    const text = (await readLines(villagePaper(villageReportOf(), to, paperWords))).join('\n');
    for (const expected of [
      'ỦY BAN NHÂN DÂN XÃ EA KNUẾC',
      'TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG THÔN TÂN ĐÔNG',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Ea Knuếc, ngày 14 tháng 11 năm 2026',
      'Tổ được lập theo Quyết định số 15/QĐ-UBND ngày 15/08/2026.',
      'Tổ có 5 thành viên: Hội Nông dân 2 người, Đoàn Thanh niên 3 người.',
      'Tập huấn: ngày 01/09/2026, VNeID, 5 người dự.',
      'Tổ chức 2 buổi hướng dẫn chung với 31 lượt người dự.',
      'Hướng dẫn tại nhà 9 lượt; 7 người lần đầu được tổ hướng dẫn.',
      'Cụm 3 sóng yếu.',
      'Nhiều người chưa có máy.',
      'Đề nghị nhà mạng đo sóng.',
      'Không có.',
    ])
      expect(text.split('\n')).toContain(expected);
  });

  it('says that a team was never trained, and that an old report counted no activity', async () => {
    const of = villageReportOf({
      team: teamFileOf([{ kind: 'team', part: 'women', value: 2 }]),
      activity: undefined,
      signed: { name: 'Mẫu Văn Tư', at: Date.parse('2026-11-13T03:00:00Z') },
    });
    const lines = await readLines(villagePaper(of, to, paperWords));
    expect(lines).toContain('Tổ chưa được tập huấn lần nào.');
    expect(lines).toContain('Số liệu do Mẫu Văn Tư chốt lúc 13/11/2026 10:00.');
    expect(lines.join('\n')).toContain('không có số này');
    expect(lines.at(-1)).toBe('Mẫu Văn Tư');
  });

  it('of a commune sums all villages, and names who has not signed and whose report is missing', async () => {
    const other: VillageReport['texts'] = { plan: 'Mở lớp cho người cao tuổi' };
    const paper = communePaper(
      {
        place: 'Xã Ea Knuếc',
        reports: [
          villageReportOf({ signed: { name: 'Mẫu Văn Tư', at: 0 } }),
          { ...villageReportOf({ texts: other, team: undefined }), place: 'Buôn Kniêr' },
        ],
        missing: ['Thôn Tân Lập'],
      },
      to,
      paperWords,
    );
    const lines = await readLines(paper);
    expect(lines).toEqual(linesOf(paper));
    expect(lines).toContain('Tổ chức 4 buổi hướng dẫn chung với 62 lượt người dự.');
    expect(lines).toContain('Buôn Kniêr: Mở lớp cho người cao tuổi');
    expect(lines.join('\n')).toContain('1 trên 2 thôn, buôn đã ký số liệu. Chưa ký: Buôn Kniêr.');
    expect(lines.join('\n')).toContain('Chưa có số liệu của: Thôn Tân Lập.');
  });

  it('has the margins, the font and the page numbers of decree 30', async () => {
    const zip = await JSZip.loadAsync(
      await bytes(await makeDocx(villagePaper(villageReportOf(), to, paperWords), paperWords.format)),
    );
    const xml = await zip.file('word/document.xml')!.async('string');
    const millimetres = (name: string): number =>
      Math.round(
        (Number(new RegExp(`w:${name}="(\\d+)"`).exec(xml.slice(xml.indexOf('<w:pgMar')))?.[1]) / 1440) * 25.4,
      );
    expect(['top', 'bottom', 'left', 'right'].map(millimetres)).toEqual([20, 20, 30, 20]);
    expect(/<w:pgSz[^>]*>/.exec(xml)?.[0]).toMatch(/w:w="11906".*w:h="1683[78]"/);
    expect(xml).toContain('<w:titlePg');
    expect([...xml.matchAll(/w:ascii="([^"]+)"/g)].every(([, name]) => name === 'Times New Roman')).toBe(true);
    const headers = await Promise.all(zip.file(/word\/header\d\.xml/).map((file) => file.async('string')));
    expect(headers.filter((header) => header.includes('PAGE'))).toHaveLength(1);
  });

  it('takes whatever people write for text', async () => {
    const plan = '<w:p>&amp; ]]> \u0008 =1+1 “ngoặc” 𝄞';
    const lines = await readLines(villagePaper(villageReportOf({ texts: { plan } }), to, paperWords));
    expect(lines).toContain('<w:p>&amp; ]]>  =1+1 “ngoặc” 𝄞');
  });
});

test('the log, opened by another library, has each member and day, and each member’s sums', async () => {
  const { Sheets, SheetNames } = read(await bytes(await makeLogWorkbook(logOf(), paperWords)));
  expect(SheetNames).toEqual(['Nhật ký', 'Cộng theo người']);
  const rows = (name: string) =>
    utils.sheet_to_json<(string | number | null)[]>(Sheets[name] ?? {}, { header: 1, blankrows: true, defval: '' });
  const place = 'Thôn Tân Đông';
  expect(rows('Nhật ký').slice(0, 9)).toEqual(
    [
      ['NHẬT KÝ HOẠT ĐỘNG CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG'],
      ['Thôn Tân Đông, Xã Ea Knuếc'],
      ['(Kỳ từ ngày 15/10/2026 đến ngày 14/11/2026)'],
      [],
      [
        'STT',
        'Ngày',
        'Thôn, buôn',
        'Tổ viên',
        'Nhà đã hỏi',
        'Lượt hướng dẫn',
        'Lượt xem lại',
        'Buổi chung',
        'Người dự',
        'Nội dung',
        'Ký nhận',
      ],
      [1, '20/10/2026', place, '=Mẫu Thị Na', 3, 2, 0, 0, 0, 'Việc vneid'],
      [2, '21/10/2026', place, '=Mẫu Thị Na', 0, 0, 0, 1, 14, 'Việc vneid, Việc etax-mobile'],
      [3, '21/10/2026', place, 'Người không còn trong tổ', 0, 0, 4, 0, 0],
      ['', 'Cộng', '', '', 3, 2, 4, 1, 14],
    ].map((cells) => [...cells, ...Array.from({ length: 11 - cells.length }, () => '')]),
  );
  expect(rows('Cộng theo người').slice(5)).toEqual([
    [1, place, '=Mẫu Thị Na', 2, 3, 2, 0, 1, 14, ''],
    [2, place, 'Người không còn trong tổ', 1, 0, 0, 4, 0, 0, ''],
  ]);
});

test('the zip, opened by another library, holds every file whole, and none twice', async () => {
  const paper = await makeDocx(villagePaper(villageReportOf(), to, paperWords), paperWords.format);
  const files = [
    { name: 'thôn-1/bao-cao.docx', content: paper },
    { name: 'thôn-1/bao-cao.docx', content: new Blob(['hai']) },
    { name: 'nhat-ky.xlsx', content: await makeLogWorkbook(logOf(), paperWords) },
  ];
  const opened = await JSZip.loadAsync(await bytes(await makeZip(files)));
  const names = ['thôn-1/bao-cao.docx', 'thôn-1/bao-cao-2.docx', 'nhat-ky.xlsx'];
  expect(
    Object.values(opened.files)
      .filter(({ dir }) => !dir)
      .map(({ name }) => name),
  ).toEqual(names);
  for (const [at, name] of names.entries())
    expect(await opened.file(name)!.async('nodebuffer')).toEqual(await bytes(files[at]!.content));
});

test('the commune’s sums are those of its villages', () => {
  const one = villageReportOf();
  const paper = communePaper({ place: 'Xã', reports: [one, one, one], missing: [] }, to, paperWords);
  const tables = paper.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const villages = tables.at(-1)!;
  const activity = one.report.activity as Activity;
  expect(villages.rows.at(-1)).toEqual(['Cộng', 15, 6, 93, 27, 21, 3 * (activity['rechecks'] ?? 0)]);
  for (let column = 1; column < villages.head.length; column++)
    expect(villages.rows.slice(0, -1).reduce((sum, row) => sum + Number(row[column]), 0)).toBe(
      villages.rows.at(-1)![column],
    );
});

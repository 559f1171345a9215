// What a cheap phone makes of a village's list: the built app in Chromium with its processor slowed down.
import { deflateRawSync } from 'node:zlib';
import type { CDPSession, Page } from '@playwright/test';
import { zip } from '../../tests/support/xlsx.ts';
import { withDemo } from './demo-server.ts';
import type { Bench } from './entry.ts';
import { pressMain, watchTasks } from './in-page/phone-acts.ts';
import { withPhonePage } from './phone-page.ts';
import { loadNote, milliseconds } from './print.ts';

const slower = 4;
const blankRows = 200_000;
const households = 1000;

interface Act {
  readonly what: string;
  readonly millis: number;
  /** The longest task of the main thread meanwhile, ms; 0: none was over 50. */
  readonly longestTask: number;
}

export const bench: Bench = {
  tables: async () => [
    {
      title: 'A list out of a file',
      columns: ['slower', 'time', 'longest task'],
      rows: (await acts()).map(({ what, millis, longestTask }) => [
        what,
        `${slower}×`,
        milliseconds(millis),
        longestTask === 0 ? '≤ 50 ms' : milliseconds(longestTask),
      ]),
      notes: [`Budget at ${slower}×: ${blankRows} rows of borders ≤ 1 s; no task over 50 ms.`, loadNote()],
    },
  ],
};

const acts = (): Promise<Act[]> =>
  withDemo(({ url, links }) =>
    withPhonePage(url, async (page, context) => {
      await page.addInitScript(watchTasks);
      await page.goto(`/join#t=${links['lead'] ?? ''}`);
      await page.waitForURL(/\/p\//, { timeout: 60_000 });
      return await measure(
        page,
        await context.newCDPSession(page),
        new URL(page.url()).pathname.split('/').slice(0, 3).join('/'),
      );
    }),
  );

async function measure(page: Page, session: CDPSession, household: string): Promise<Act[]> {
  const found: Act[] = [];
  const at = async (what: string, act: () => Promise<number>): Promise<void> => {
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.evaluate(() => Reflect.set(window, 'tasks', []));
    const millis = await act();
    await page.waitForTimeout(300);
    found.push({
      what,
      millis,
      longestTask: Math.max(0, ...(await page.evaluate(() => Reflect.get(window, 'tasks') as number[]))),
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  };
  await page.goto(`${household}/households/import`);
  // The first file brings the readers along; what is measured comes after it.
  await open(page, 'nho.csv', Buffer.from('Chủ hộ;Số nhà\nMẫu Văn Nhỏ;1'));
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await at(`a list with ${blankRows} rows of borders below it, opened`, () => open(page, 'vien.xlsx', bordered()));
  await page.getByRole('link', { name: 'Quay lại' }).click();
  const given = ['An', 'Bình', 'Cường', 'Dung', 'Hà', 'Lan', 'Minh', 'Sơn'];
  const lines = Array.from(
    { length: households },
    (_, n) => `${n + 1};Hứa Mẫu ${given[n % given.length]};Nhà ${n + 1}, đường mới;Cụm ${n % 9}`,
  );
  await at(`a list of ${households} households, opened`, () =>
    open(page, 'danh-sach.csv', Buffer.from(['STT;Chủ hộ;Địa chỉ;Xóm', ...lines].join('\n'))),
  );
  await at(`a list of ${households} households, checked`, () => page.evaluate(pressMain, `Sẽ thêm ${households}`));
  await at(`a list of ${households} households, put into the book`, () =>
    page.evaluate(pressMain, `Đã thêm ${households}`),
  );
  return found;
}

/** Until the columns are there, ms by the page's clock: from the moment in which the file is chosen. */
async function open(page: Page, name: string, buffer: Buffer): Promise<number> {
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    const input = document.querySelector('input[type=file]')!;
    Reflect.set(
      window,
      'opened',
      new Promise((resolve) => {
        input.addEventListener(
          'change',
          () => {
            const begun = performance.now();
            const observer = new MutationObserver(() => {
              if (!document.querySelector('main select')) return;
              observer.disconnect();
              resolve(performance.now() - begun);
            });
            observer.observe(document.body, { childList: true, subtree: true });
          },
          { once: true, capture: true },
        );
      }),
    );
  });
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  return page.evaluate(() => Reflect.get(window, 'opened') as Promise<number>);
}

/** A short list above rows that have nothing but borders, as some programs save a whole sheet. */
function bordered(): Buffer {
  const text = (row: number, ...texts: string[]): string => {
    const cells = texts.map((cell, at) => `<c r="${'ABCD'[at]!}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`);
    return `<row r="${row}">${cells.join('')}</row>`;
  };
  const border = (row: number): string =>
    `<row r="${row}" spans="1:4">${[...'ABCD'].map((column) => `<c r="${column}${row}" s="1"/>`).join('')}</row>`;
  const blank = Array.from({ length: blankRows }, (_, at) => border(at + 3)).join('');
  const sheet = Buffer.from(
    `<worksheet><sheetData>${text(1, 'STT', 'Chủ hộ', 'Số nhà')}` +
      `${text(2, '1', 'Mẫu Văn An', '1')}${blank}</sheetData></worksheet>`,
  );
  return Buffer.from(
    zip({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Hộ" sheetId="1" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': { deflated: deflateRawSync(sheet), claims: sheet.length },
    }),
  );
}

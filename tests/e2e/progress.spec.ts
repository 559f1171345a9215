import type { Locator, Page } from '@playwright/test';
import type { HouseholdToAsk } from './support/phone.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

const household: HouseholdToAsk = {
  head: 'Thử Thị Tiến Độ',
  address: 'Cạnh sân bóng',
  answers: ['Có', 'Có', 2],
  people: [
    {
      name: 'Thử Thị Tiến Độ',
      year: 1970,
      does: ['máy riêng', 'vào mạng', 'VNeID', 'tài khoản', 'pays', 'papers', 'tax'],
    },
  ],
};

/** A card by its name: "Bà con vào mạng". */
const card = (page: Page, name: string): Locator =>
  page.locator('section', { has: page.getByRole('heading', { level: 3, name }) }).last();
const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const place = (page: Page, name: string): Locator => page.getByRole('navigation').getByRole('link', { name });

/** "Đã hỏi 143/196 hộ" → [143, 196] */
async function asked(page: Page): Promise<[number, number]> {
  await expect(title(page)).toHaveText(/^Đã hỏi [\d.]+\/[\d.]+ hộ$/);
  const [done, all] = ((await title(page).textContent()) ?? '')
    .match(/[\d.]+/g)!
    .map((text) => Number(text.replace('.', '')));
  return [done!, all!];
}

/** "311 trên 505 người" of a card → [311, 505] */
async function people(of: Locator): Promise<[number, number]> {
  const [met, total] = /([\d.]+) trên ([\d.]+)/
    .exec((await of.textContent()) ?? '')!
    .slice(1)
    .map((text) => Number(text.replace('.', '')));
  return [met!, total!];
}

test('the head reads the village: targets, bounds, counting, whom to visit; offline too @firefox', async ({
  newPhone,
}) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  const [done, all] = await asked(page);
  expect(done).toBeLessThan(all);

  await test.step('the first screen is at most two and a half screens high, with all that is needed', async () => {
    await expect(head.badge).toHaveText('Đã gửi hết');
    const online = card(page, 'Bà con vào mạng');
    await expect(online).toContainText(/ít nhất \d+%, nhiều nhất \d+%/);
    await expect(online).toContainText(/Còn \d+ người nữa là đạt 80%/);
    await expect(online.locator('polyline')).toBeAttached();
    await expect(card(page, 'Tự dùng dịch vụ số')).toContainText('98%');
    await expect(card(page, 'Hộ đang dùng cáp quang').locator('polyline')).toBeAttached();
    await expect(page.getByRole('main')).not.toContainText(/\d[,.]\d+\s?%/); // whole percents only
    await expect(page.getByRole('list', { name: 'Đến hẹn' }).getByRole('link').first()).toContainText(/[Bb]áo cáo/);
    const [whole, notices] = await page.evaluate(() => {
      const above = document.querySelector('main h1')?.parentElement?.previousElementSibling;
      const campaign = [...document.querySelectorAll('main li')].find((row) =>
        row.textContent.startsWith('VNeID từ 60 tuổi: '),
      );
      const heightOf = (of: Element | null | undefined): number => of?.getBoundingClientRect().height ?? 0;
      return [document.documentElement.scrollHeight, heightOf(above) + heightOf(campaign)] as const;
    });
    // Notices that other stories of this village bring about show above it until they are seen to, and each campaign
    // of the commune is one line more while it runs.
    expect(whole - notices).toBeLessThanOrEqual(2.5 * 640);
    await expectAccessible(page);
  });

  await test.step('“Còn ai chưa?”: every figure with its target, and what it is counted from', async () => {
    await page.getByRole('link', { name: 'Còn ai chưa?' }).click();
    const online = card(page, 'Bà con vào mạng');
    await expect(online).toContainText('Mục tiêu 2023 của thôn Tân Đông: 80% (đã qua)');
    await expect(online).toContainText(/\d+ người chưa hỏi hoặc chưa rõ/);
    const [met, total] = await people(online);
    await online.getByText('Cách tính').click();
    await expect(online).toContainText('chia cho tất cả người từ 16 tuổi trở lên');
    await expect(online).toContainText(`Hiện nay: ${met} người có`);
    await expect(online).toContainText(`Cộng lại là ${total} người`);
    await expect(online).toContainText('Báo Đắk Lắk ngày 08/11/2022');
    await expect(card(page, 'Tự bấm giấy tờ, thuế trên mạng')).toContainText(/\d+ người không có việc giấy tờ và thuế/);
    await expect(page.getByRole('heading', { name: /^Chỉ dùng mạng xã hội: \d+ người$/ })).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('“Cụm nào chậm?”: a row a cluster, first where least was asked', async () => {
    await page.getByRole('link', { name: 'Cụm nào chậm?' }).click();
    const rows = page
      .getByRole('region', { name: 'Cụm nào chậm?' })
      .locator('tbody tr')
      .filter({ hasNotText: 'Chưa chia cụm' });
    await expect(rows).toHaveCount(5);
    const shares = await rows.evaluateAll((all) =>
      all.map((row) => {
        const [done, of] = /([\d.]+)\/([\d.]+)/
          .exec(row.textContent ?? '')!
          .slice(1)
          .map(Number);
        return done! / of!;
      }),
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('“Tuần này có gì mới?”', async () => {
    await page.getByRole('link', { name: 'Tuần này có gì mới?' }).click();
    await expect(title(page)).toHaveText('Tuần này có gì mới?');
    await expect(page.getByRole('heading', { name: 'Việc đã làm' })).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('“Tổ đã làm gì?”: on which step of confidence people stand, skill by skill', async () => {
    await page.getByRole('link', { name: 'Tổ đã làm gì?' }).click();
    const skills = page
      .locator('section', { has: page.getByRole('heading', { name: 'Bà con tự tin tới đâu' }) })
      .last();
    await expect(
      skills
        .getByRole('listitem')
        .filter({ hasText: /^\d+ người: Có người chỉ thì làm được$/ })
        .first(),
    ).toBeVisible();
  });

  await test.step('what is in no figure: what people ask for, who was out, the sessions', async () => {
    const work = page.locator('section', { has: page.getByRole('heading', { name: 'Việc khác của tổ' }) }).last();
    await expect(work).toContainText(/: \d+ người[;.]/);
    await expect(work).toContainText(/\d+ hộ chưa hỏi xong/);
    await expect(work.getByRole('link', { name: 'Xem các buổi' })).toBeVisible();
    // The number at a link is the length of the list it opens, also after a look at one of the households.
    for (const about of ['Bà con muốn được chỉ', 'Đi vắng lúc tổ đến', 'Đi làm xa']) {
      const link = work.locator('div', { hasText: about }).last().getByRole('link');
      const households = /\d+/.exec((await link.textContent()) ?? '')![0];
      await link.click();
      await expect(page.getByText(`Tìm thấy ${households} nhà`)).toBeVisible();
      await page.getByRole('group', { name: 'Danh sách nhà' }).getByRole('link').first().click();
      await expect(page).toHaveURL(/\/households\/[0-9a-f-]{36}$/);
      await page.goBack();
      await expect(page.getByText(`Tìm thấy ${households} nhà`)).toBeVisible();
      await page.goBack();
    }
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('all of it without a network', async () => {
    await head.goOffline();
    await page.reload();
    expect(await asked(page)).toEqual([done, all]);
    await expect(card(page, 'Bà con vào mạng')).toContainText(/ít nhất/);
  });

  await test.step('this week’s households, each door a tap away', async () => {
    const visits = page.getByRole('listitem').filter({
      hasText:
        /Đã hẹn ngày|VNeID từ 60 tuổi(?!:)|Đang hỏi dở|Chưa hỏi|đến hẹn xem lại|chỉ dùng mạng xã hội|muốn được chỉ/,
    });
    await expect(page.getByRole('heading', { name: '3 nhà nên đến tuần này' })).toBeVisible();
    await expect(visits).toHaveCount(3);
    const first = await visits.first().getByRole('link').getAttribute('href');
    // The head's week begins as the team's day does.
    await place(page, 'Hôm nay').click();
    await expect(page.getByRole('list', { name: 'Nên đến hôm nay' }).getByRole('link').first()).toHaveAttribute(
      'href',
      first!,
    );
    await page.goBack();
    await visits.first().getByRole('link').click();
    await expect(page).toHaveURL(/\/households\/[0-9a-f-]{36}$/);
  });
});

test('a form that is only on this phone is counted at once; once sent, the head’s screen moves @long', async ({
  newPhone,
}) => {
  const head = await newPhone();
  await head.signIn('head');
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await place(page, 'Tiến độ').click();
  const [done, all] = await asked(page);
  const figure = async (): Promise<[number, number]> => {
    await page.getByRole('link', { name: 'Còn ai chưa?' }).click();
    await expect(title(page)).toHaveText('Còn ai chưa?');
    const read = await people(card(page, 'Tự dùng dịch vụ số'));
    await page.goBack();
    await expect(title(page)).toHaveText(/^Đã hỏi/);
    return read;
  };
  const [met, total] = await figure();

  await lead.goOffline();
  await place(page, 'Hôm nay').click();
  await lead.surveyHousehold(household);
  await page.getByText('Về danh sách').click();
  await place(page, 'Tiến độ').click();

  expect(await asked(page)).toEqual([done + 1, all + 1]);
  await expect(page.getByRole('main')).toContainText(/Đã tính cả \d+ phiếu mới lưu trên máy này, chưa gửi/);
  expect(await figure()).toEqual([met + 1, total + 1]);

  await test.step('"Gửi ngay" sends it', async () => {
    await place(page, 'Cài đặt').click();
    await expect(page.getByRole('main')).toContainText(/\d+ phiếu chỉ có trên máy này/);
    await expectAccessible(page);
    await lead.goOnline();
    await page.getByRole('button', { name: 'Gửi ngay' }).click();
    await expect(lead.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
    await place(page, 'Tiến độ').click();
    await expect(page.getByRole('main')).not.toContainText('mới lưu trên máy này');
  });

  await test.step('the head, who has been looking at the screen all along, gets the network again', async () => {
    expect(await asked(head.page)).toEqual([done, all]);
    await head.goOffline();
    await head.goOnline();
    await expect(title(head.page)).toHaveText(`Đã hỏi ${done + 1}/${all + 1} hộ`, { timeout: 30_000 });
  });
});

test('"Không tự gửi" keeps forms here until a person says so @long', async ({ newPhone }) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await place(page, 'Cài đặt').click();
  await page.getByText('Không tự gửi').click();
  await page.reload();
  await expect(page.getByRole('radio', { name: /Không tự gửi/ })).toBeChecked();

  await place(page, 'Hôm nay').click();
  await lead.addHousehold({ ...household, head: 'Thử Văn Chờ', people: [] });
  await expect(lead.badge).toContainText('phiếu chưa gửi');
  await lead.goOffline();
  await lead.goOnline(); // a network that comes back starts nothing
  await place(page, 'Cài đặt').click();
  await expect(page.getByRole('main')).toContainText('Máy đang để gửi bằng tay');
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(lead.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
});

test('an officer sees the villages without any household, and keeps the last figures offline @firefox @webkit', async ({
  newPhone,
}) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  const row = page.getByRole('link', { name: /Thôn Tân Đông/ });

  await test.step('on a phone: what needs a look first, each with its reason', async () => {
    const pressing = page.getByRole('list', { name: 'Cần để ý' }).getByRole('listitem');
    await expect(pressing.first()).toContainText(/phiếu \d+ ngày chưa gửi/);
    await expect(page.getByRole('list', { name: 'Những nơi khác' }).getByRole('listitem').first()).toContainText(
      /số dưới mục tiêu|phiếu chưa gửi|Không có gì cần để ý/,
    );
    await page.getByRole('searchbox').fill('tan dong');
    await expect(row).toContainText(/Đã hỏi \d+\/\d+ hộ/);
    await expectAccessible(page);
  });

  await test.step('a village opens instead of the list, and "back" leads to it', async () => {
    await row.click();
    await expect(title(page)).toHaveText('Thôn Tân Đông');
    await expect(row).toBeHidden();
    await expect(card(page, 'Tự bấm giấy tờ, thuế trên mạng')).toContainText(/ít nhất/);
    await expect(page.getByRole('heading', { name: 'Từng tháng' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'So với những nơi giống nơi này' })).toBeVisible();
    await page.goBack();
    await expect(row).toBeVisible();
  });

  await test.step('whose phones hold forms, as each phone last said', async () => {
    await page.getByRole('link', { name: 'Máy còn phiếu chưa gửi' }).click();
    await expect(page.getByRole('main')).toContainText(/Có mạng lần cuối/);
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('no network: the last figures and when they are from', async () => {
    await officer.goOffline();
    await page.reload();
    await expect(page.getByText(/Không có mạng. Đây là số liệu lúc \d\d\/\d\d\/\d{4} \d\d:\d\d/)).toBeVisible();
    await page.getByRole('searchbox').fill('tan dong');
    await expect(row).toContainText(/Đã hỏi \d+\/\d+ hộ/);
    await officer.goOnline();
    await page.getByRole('button', { name: 'Cập nhật số liệu' }).click();
    await expect(page.getByText(/^Số liệu lúc/)).toBeVisible();
  });
});

test('a lead invites a member, who joins on another phone @long', async ({ newPhone }) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await place(page, 'Tổ').click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Mời người vào tổ' }).click();

  await test.step('without a network it says so and keeps what was typed', async () => {
    await lead.goOffline();
    await page.getByLabel('Tên người được mời').fill('Thử Thị Mới');
    await page.getByRole('button', { name: 'Tạo lời mời' }).click();
    await expect(page.getByText('Chưa làm được: không tới được máy chủ')).toBeVisible();
    await lead.goOnline();
    await expect(page.getByLabel('Tên người được mời')).toHaveValue('Thử Thị Mới');
  });

  await page.getByRole('button', { name: 'Tạo lời mời' }).click();
  await expect(title(page)).toHaveText('Lời mời đã sẵn sàng');
  await expect(page.getByRole('main')).toContainText(/[2-9A-Z]{4} [2-9A-Z]{4}/);
  expect(page.url()).not.toContain('#t='); // the invitation is in nobody's history
  await expectAccessible(page);
  const link = await page.getByText(/\/join#t=/).innerText();

  const member = await newPhone();
  await member.page.goto(link);
  await expect(member.page.getByText('Thử Thị Mới')).toBeVisible();
  await member.page.getByRole('button', { name: 'Vào tổ' }).click();
  await member.choosePin('258013');
  await expect(title(member.page)).toHaveText(/^Hôm nay/, { timeout: 30_000 });
  await place(member.page, 'Cài đặt').click();
  await expect(member.page.getByRole('main')).toContainText('Tổ viên, Thôn Tân Đông');
});

test('an officer adds a buôn with any name, invites its lead, and sets how long its answers are kept @long', async ({
  newPhone,
}) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  const script = '<img src=x onerror="alert(1)">';
  await place(page, 'Tổ').click();
  await page.getByRole('link', { name: 'Thêm thôn, buôn' }).click();
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(page.getByText('Ghi tên.')).toBeVisible();
  await page.getByRole('radio', { name: 'Buôn' }).check();
  await page.getByLabel('Tên', { exact: true }).fill(`Thử Mới ${script}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(page.getByText(`Đã thêm buôn Thử Mới ${script}`)).toBeVisible();

  await page.getByRole('link', { name: /Buôn Thử Mới/ }).click();
  await page.getByRole('radio', { name: /Tổ trưởng/ }).check();
  await page.getByRole('button', { name: 'Tạo lời mời' }).click();
  await expect(page.getByText(`Tổ trưởng, Buôn Thử Mới ${script}`)).toBeVisible();

  await page.getByRole('link', { name: 'Quay lại' }).click();
  await place(page, 'Các thôn').click();
  await page.getByRole('searchbox').fill('thu moi');
  await expect(page.getByRole('link', { name: /Buôn Thử Mới/ })).toContainText('Chưa có hộ nào');
  await expect(page.locator('main img')).toHaveCount(0);

  await place(page, 'Tổ').click();
  await page.getByRole('link', { name: 'Thời hạn giữ phiếu' }).click();
  await expect(page.getByRole('link', { name: /Buôn Thử Mới/ })).toContainText('12 tháng · mức chung');
  await page.getByRole('link', { name: /Buôn Thử Mới/ }).click();
  await page.getByRole('radio', { name: 'Đặt riêng' }).check();
  await page.getByRole('textbox', { name: 'Số tháng giữ thêm' }).fill('121');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Ghi số tháng, từ 0 đến 120.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Số tháng giữ thêm' }).fill('6');
  await expectAccessible(page);
  await officer.goOffline();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('button', { name: 'Giữ ngắn hơn' }).click();
  await expect(page.getByText('Chưa làm được: không tới được máy chủ')).toBeVisible();
  await officer.goOnline();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('button', { name: 'Giữ ngắn hơn' }).click();
  // Shorter erases, so somebody else has to confirm it; longer does not.
  await expect(page.getByText('Chưa đổi: cần thêm một người xác nhận')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Số tháng giữ thêm' }).fill('18');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('link', { name: /Buôn Thử Mới/ })).toContainText('18 tháng · đặt riêng');
});

test('every screen is complete in English @long', async ({ newPhone }) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  await place(page, 'Cài đặt').click();
  await page.getByText('English', { exact: true }).click();
  await expect(title(page)).toHaveText('Settings');
  await expect(page).toHaveURL(/\/en\/p\//);
  await place(page, 'Progress').click();
  await expect(title(page)).toHaveText(/^[\d,]+ of [\d,]+ households asked$/);
  await expect(card(page, 'People online')).toContainText(/at least \d+%, at most \d+%/);
});

import type { Page } from '@playwright/test';
import { baseOf } from './support/base-of.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { Phone } from './support/phone.ts';

async function openRecordings({ page }: Phone): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Cài đặt' }).click();
  await page.getByRole('link', { name: /^Thu tiếng cho hướng dẫn/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thu tiếng cho hướng dẫn');
}

/** Runs in the page: notes how far each sound was played, in seconds, when it ended. */
function listenIn(): void {
  const heard: number[] = [];
  Object.assign(window, { heard });
  const play = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play')?.value as () => Promise<void>;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    this.addEventListener('ended', () => heard.push(this.currentTime));
    return play.call(this);
  };
}

/**
 * Wi-Fi comes: a browser that tells of its connection, as Chrome on Android does, sends by itself, whatever screen is
 * open; in another one somebody taps for it.
 */
async function comeToWifi(phone: Phone): Promise<void> {
  const isTold = await phone.page.evaluate(() => {
    const { connection } = navigator as Navigator & { connection?: EventTarget };
    if (!connection) return false;
    Object.defineProperty(connection, 'type', { value: 'wifi' });
    return connection.dispatchEvent(new Event('change'));
  });
  if (isTold) return;
  await openRecordings(phone);
  await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
}

const heardIn = (page: Page) => page.evaluate(() => (window as unknown as { heard: number[] }).heard.at(-1) ?? 0);

test('a member reads a step aloud, the lead approves it, and it is heard elsewhere without a network @firefox', async ({
  newPhone,
  page,
  goOffline,
  goOnline,
}) => {
  test.slow(); // three phones
  const member = await newPhone();
  await member.signIn('member');
  await openRecordings(member);
  await member.page.getByRole('link', { name: 'Làm và mở VNeID mức 2' }).click();
  await member.page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await expectAccessible(member.page);
  await member.page.getByRole('button', { name: 'Bắt đầu thu' }).click();
  await expect(member.page.getByText(/Đang thu… [2-9] giây/)).toBeVisible();
  await member.page.getByRole('button', { name: 'Dừng thu' }).click();
  await member.page.getByRole('button', { name: 'Lưu bản thu' }).click();
  await expect(member.page.getByText('Ghi tên người đọc')).toBeVisible();
  await expect(member.page.getByLabel('Ai đọc?')).toBeFocused();
  await expectAccessible(member.page);
  await member.page.getByLabel('Ai đọc?').fill('H’Mẫu Niê');
  await member.page.getByLabel('Đọc bằng tiếng nào?').fill('Êđê');
  await member.page.getByRole('checkbox', { name: 'Người đọc đồng ý' }).check();
  await member.page.getByRole('button', { name: 'Lưu bản thu' }).click();

  await test.step('it waits on the phone, sealed, and is sent over Wi-Fi, whatever screen is open', async () => {
    await expect(member.page.getByText('H’Mẫu Niê · Êđê')).toBeVisible();
    await member.goOffline();
    await member.page.getByRole('button', { name: 'Gửi ngay' }).click();
    await expect(member.page.getByText('Chưa gửi được')).toBeVisible();
    await expect(member.page.getByRole('heading', { name: 'Mang thẻ căn cước tới công an xã' })).toBeVisible();
    await member.goOnline();
    await member.page.getByRole('navigation').getByRole('link', { name: 'Hôm nay' }).click();
    await expect(member.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
    const sent = member.page.waitForResponse(
      (response) => response.url().endsWith('/recordings/send') && response.ok(),
    );
    await comeToWifi(member);
    await sent;
    await openRecordings(member);
    await expect(member.page.getByText('Chờ tổ trưởng nghe', { exact: true })).toBeVisible();
    await expect(member.page.getByRole('button', { name: 'Gửi ngay' })).toHaveCount(0);
  });

  const lead = await newPhone();
  await lead.signIn('lead');
  await openRecordings(lead);
  await expect(lead.page.getByText('Chờ tổ trưởng nghe')).toBeVisible();
  await expectAccessible(lead.page);
  await lead.page.getByRole('button', { name: 'Cho mọi người nghe' }).click();
  await expect(lead.page.getByText('Mọi người đang nghe')).toBeVisible();

  await page.addInitScript(listenIn);
  await page.goto('/guides/vneid#step-1');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('button', { name: /^Giữ trên máy/ }).click();
  await expect(page.getByText('Đã giữ trên máy')).toBeVisible();
  await goOffline();
  await page.reload();
  await page.getByRole('button', { name: 'Nghe H’Mẫu Niê · Êđê' }).click();
  await expect.poll(() => heardIn(page)).toBeGreaterThan(1);

  await test.step('taken back, it is gone from there too', async () => {
    await lead.page.getByRole('button', { name: 'Rút lại' }).click();
    await lead.page.getByRole('button', { name: 'Bỏ và xóa tiếng' }).click();
    await expect(lead.page.getByText('Không dùng', { exact: true })).toBeVisible();
    await goOnline();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Gửi qua Zalo' })).toBeVisible();
    const kept = () => page.evaluate(async () => (await (await caches.open('thon-so-voices')).keys()).length);
    await expect.poll(kept, 'the list alone').toBe(1);
    await expect(page.getByText('H’Mẫu Niê')).toHaveCount(0);
  });
});

test('a member reads a whole guide in one go, rests, is interrupted, and goes on where they stopped @long', async ({
  newPhone,
}) => {
  const member = await newPhone();
  await member.signIn('member');
  await openRecordings(member);
  const { page } = member;
  const guide = page.getByRole('link', { name: 'Sổ sức khỏe trên VNeID' });
  const whole = page.getByRole('link', { name: 'Đọc cả hướng dẫn một lượt' });
  const read = page.getByRole('main').getByText(/trên 10 câu/);
  const recording = page.getByText(/Đang thu… [1-9]/);
  await guide.click();
  await whole.click();
  await page.getByRole('button', { name: 'Bắt đầu đọc' }).click();
  await expect(page.getByText('Ghi tên người đọc')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Ai đọc?').fill('Người Đọc Mẫu');
  await page.getByLabel('Đọc bằng tiếng nào?').fill('Tiếng Việt');
  await page.getByRole('checkbox', { name: 'Người đọc đồng ý' }).check();
  await member.goOffline();
  await page.getByRole('button', { name: 'Bắt đầu đọc' }).click();
  for (const done of [0, 1]) {
    await expect(read).toHaveText(`${done} trên 10 câu`);
    await expect(recording).toBeVisible();
    await page.getByRole('button', { name: 'Xong, câu sau' }).click();
  }
  await expect(read).toHaveText('2 trên 10 câu');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Nghỉ một lát' }).click();
  await page.getByRole('button', { name: 'Đọc lại câu vừa đọc' }).click();
  await expect(read).toHaveText('1 trên 10 câu');
  await expect(recording).toBeVisible();
  await page.getByRole('button', { name: 'Xong, câu sau' }).click();
  await expect(read).toHaveText('2 trên 10 câu');

  await test.step('interrupted in the middle of a sentence: the sentences before it are kept', async () => {
    await member.goto(`${baseOf(page)}/recordings`);
    await expect(page.getByText('Người Đọc Mẫu · Tiếng Việt')).toHaveCount(2);
    await guide.click();
    await whole.click();
    await page.getByLabel('Ai đọc?').fill('Người Đọc Mẫu');
    await page.getByLabel('Đọc bằng tiếng nào?').fill('Tiếng Việt');
    await page.getByRole('checkbox', { name: 'Người đọc đồng ý' }).check();
    await page.getByRole('button', { name: 'Bắt đầu đọc' }).click();
  });
  for (let done = 2; done < 10; done++) {
    await expect(read).toHaveText(`${done} trên 10 câu`);
    await expect(recording).toBeVisible();
    await page.getByRole('button', { name: done < 9 ? 'Xong, câu sau' : 'Xong câu cuối' }).click();
  }
  await expect(page.getByText('Đã đọc hết 10 câu')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Xem các bản thu' }).click();
  await expect(page.getByText('Người Đọc Mẫu · Tiếng Việt')).toHaveCount(10);
});

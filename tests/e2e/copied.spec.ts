import { newPhoneBrowser } from './support/browsers/browsers.ts';
import { expect, test } from './support/fixtures.ts';
import { Phone } from './support/phone.ts';

const household = (head: string) => ({ head, address: 'Xóm thử', answers: [], people: [] });

test('a phone is copied with an unsent household: both go on and send their households, none twice @long', async ({
  newPhone,
  village,
  engine,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(household('Nhà Thử Chung'));
  await phone.close();
  const copy = new Phone(village, newPhoneBrowser(engine));
  phone.copyTo(copy);
  try {
    for (const one of [phone, copy]) {
      // Whichever comes second has an old cookie, and numbers that the other has used: it finds out, and gets an id of
      // its own.
      one.expectNoise(/status of (401|409) /);
      await one.reopenApp();
    }
    await copy.goOffline();
    await phone.addHousehold(household('Nhà Thử Máy Cũ'));
    await copy.addHousehold(household('Nhà Thử Máy Mới'));
    for (const one of [phone, copy]) {
      await one.goOnline();
      await expect(one.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
    }
    const lead = await newPhone();
    await lead.signIn('lead');
    for (const head of ['Nhà Thử Chung', 'Nhà Thử Máy Cũ', 'Nhà Thử Máy Mới']) {
      await lead.page.getByRole('searchbox').fill(head);
      await expect(lead.page.getByRole('main').getByRole('link', { name: head })).toHaveCount(1);
    }
    expect(copy.noise).toEqual([]);
  } finally {
    await copy.dispose();
  }
});

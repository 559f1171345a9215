import type { Phone, HouseholdToAsk } from './support/phone.ts';
import { expect, test } from './support/fixtures.ts';

// Names that stand nowhere else, so that finding one in a profile's files can only mean that it leaked.
const household: HouseholdToAsk = {
  head: 'Y Thử Rừng Kbuôr',
  address: 'Sau nhà cộng đồng Zưn',
  answers: ['Có', 'Chưa', 3],
  people: [
    {
      name: 'Y Thử Rừng Kbuôr',
      year: 1961,
      does: ['máy riêng', 'vào mạng', 'VNeID', 'tài khoản', 'pays', 'papers', 'tax'],
    },
    { name: 'H’Thử Suối Ƀlơ̆', year: 1965, does: ['vào mạng'], wish: 'VNeID mức 2' },
    { name: 'Y Bé Thử Kbuôr', year: 2016 },
  ],
};
const [father, mother] = household.people as [HouseholdToAsk['people'][0], HouseholdToAsk['people'][0]];

/** "Đã hỏi 143/196 hộ" → 143 */
async function householdsAsked(head: Phone): Promise<number> {
  const title = head.page.getByRole('heading', { level: 1, name: /^Đã hỏi/ });
  return Number(/Đã hỏi ([\d.]+)/.exec((await title.textContent()) ?? '')?.[1]?.replace('.', ''));
}

test('the loop: survey offline, killed half-way, sent on line; the village’s number moves @firefox @webkit', async ({
  newPhone,
}) => {
  const member = await newPhone('outOfTheBox');
  const head = await newPhone('outOfTheBox');
  await head.signIn('head');
  const before = await householdsAsked(head);

  await test.step('the member signs in, loses the network, and the app still opens', async () => {
    await member.signIn('member');
    await member.goOffline();
    await member.page.reload();
    await expect(member.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
  });

  await test.step('surveys a new household of three and is killed in the middle', async () => {
    await member.addHousehold(household);
    await member.startQuick();
    for (const spoken of household.answers) await member.answer(spoken);
    await member.tickNames([father.name]);
    await member.tickNames([father.name, mother.name]);
    await member.tickNames([father.name]);
    await expect(member.page.getByRole('heading', { level: 1 })).toContainText('Mobile Money');
    await member.page.getByRole('checkbox', { name: father.name }).check();
    await member.untilDraftKept(); // ticks are on disk a moment after the last of them
    await member.killPage();
  });

  await test.step('reopens without a network at the same question, and finishes', async () => {
    await member.reopenApp();
    await expect(member.page.getByRole('heading', { level: 1 })).toHaveText(
      'Nhà mình ai có tài khoản ngân hàng, ví hay Mobile Money đứng tên mình?',
    );
    await expect(member.page.getByRole('checkbox', { name: father.name })).toBeChecked();
    await member.goOn();
    await member.tickChecklist([father, mother]);
    for (const { wish = 'Chưa cần' } of [father, mother]) await member.answer(wish);
    await expect(member.page.getByRole('heading', { level: 1 })).toHaveText('Xong nhà này');
    await expect(member.badge).toContainText(/phiếu chưa gửi/);
  });

  await test.step('the network is back: everything is sent', async () => {
    await member.goOnline();
    await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  });

  await test.step('the head sees one household more', async () => {
    await head.page.reload();
    await expect(async () => expect(await householdsAsked(head)).toBe(before + 1)).toPass({ timeout: 30_000 });
  });

  await test.step('no name that was typed stands in the raw files of either profile', async () => {
    await Promise.all([member.close(), head.close()]);
    // The search has teeth: the browser's history keeps the address in the clear.
    expect(member.rawProfileContains('/start')).not.toEqual([]);
    for (const phone of [member, head])
      expect(phone.rawProfileContains(...household.people.map((person) => person.name), household.address)).toEqual([]);
  });
});

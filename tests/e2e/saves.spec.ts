import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { addressOf } from './support/base-of.ts';

// Two people save the same thing at the same moment: the server judges, so that one is stored and the other is asked.

const now = (page: Page, value: string) => page.getByText(`Trên máy bây giờ: ${value}`, { exact: true });

/** Both press Lưu at once. @returns whose was stored, and who is asked */
async function race(
  pages: readonly [Page, Page],
  press: (page: Page) => Promise<void>,
  signs: { readonly stored: (page: Page) => Promise<boolean>; readonly asked: (page: Page) => Promise<boolean> },
): Promise<{ readonly first: 0 | 1; readonly second: 0 | 1 }> {
  await Promise.all(pages.map(press));
  const outcome = async (page: Page): Promise<string> =>
    (await signs.stored(page)) ? 'stored' : (await signs.asked(page)) ? 'asked' : 'waits';
  const outcomes = () => Promise.all(pages.map(outcome));
  await expect(async () => expect((await outcomes()).sort()).toEqual(['asked', 'stored'])).toPass({ timeout: 60_000 });
  return (await outcomes())[0] === 'stored' ? { first: 0, second: 1 } : { first: 1, second: 0 };
}

test('head and lead save a fact of the village at once: one is asked, keeps what was typed, and decides', async ({
  newPhone,
}) => {
  test.slow();
  const [head, lead] = [await newPhone(), await newPhone()];
  await head.signIn('head');
  await lead.signIn('lead');
  const pages = [head.page, lead.page] as const;
  const ends = (page: Page) => page.getByRole('textbox', { name: 'Hỏi xong' });
  const begins = (page: Page) => page.getByRole('textbox', { name: 'Bắt đầu hỏi' });
  const founded = (page: Page) => page.getByRole('textbox', { name: 'Lập tổ' });
  const saved = (page: Page) => page.getByText('Đã lưu trên máy chủ.');
  const asked = (page: Page) => page.getByText(/Vừa có người ghi khác/);
  const press = (page: Page) => page.getByRole('button', { name: 'Lưu', exact: true }).click();
  for (const page of pages) {
    await page.goto(`${addressOf(page)}/facts`);
    await expect(ends(page)).toBeVisible();
  }
  // No day that another story told: what stands already is no change.
  const typed = ['17/11/2027', '18/11/2027'] as const;
  for (const index of [0, 1] as const) await ends(pages[index]).fill(typed[index]);
  // Beside it each tells something that the other does not.
  await begins(head.page).fill('03/11/2025');
  await founded(lead.page).fill('04/10/2025');

  const { first, second } = await race(pages, press, {
    stored: (page) => saved(page).isVisible(),
    asked: (page) => asked(page).isVisible(),
  });
  const late = pages[second];
  await test.step('the second sees what stands now beside what they typed, which stays', async () => {
    await expect(now(late, typed[first])).toBeVisible();
    await expect(ends(late)).toHaveValue(typed[second]);
    const beside = second === 0 ? begins(late) : founded(late);
    await expect(beside).toHaveValue(second === 0 ? '03/11/2025' : '04/10/2025');
    // What the first told besides has come along, and asks nothing.
    await expect(second === 0 ? founded(late) : begins(late)).toHaveValue(second === 0 ? '04/10/2025' : '03/11/2025');
    await expectAccessible(late);
  });
  await test.step('saved once more it is stored, and nothing that either told is lost', async () => {
    await press(late);
    await expect(saved(late)).toBeVisible();
    for (const page of pages) {
      await page.reload();
      await expect(ends(page)).toHaveValue(typed[second]);
      await expect(begins(page)).toHaveValue('03/11/2025');
      await expect(founded(page)).toHaveValue('04/10/2025');
    }
  });
});

test('an officer at two screens sets one target: the second is asked before there is a version more @long', async ({
  newPhone,
}) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  await page.goto(`${addressOf(page)}/targets`);
  const tab = await page.context().newPage();
  await tab.setViewportSize({ width: 360, height: 640 });
  await tab.goto(page.url());
  const pages = [page, tab] as const;
  const shares = ['61', '62'] as const;
  const source = (index: number) => `Kế hoạch thử lưu ${index}`;
  const share = (one: Page) => one.getByRole('textbox', { name: 'Cần đạt' });
  const from = (one: Page) => one.getByRole('textbox', { name: 'Theo văn bản nào' });
  const press = (one: Page) => one.getByRole('button', { name: 'Lưu mục tiêu' }).click();
  for (const index of [0, 1] as const) {
    await expect(pages[index].getByRole('heading', { name: 'Đã đặt' })).toBeVisible();
    await pages[index].getByLabel('Chỉ tiêu').selectOption('homePhone');
    await share(pages[index]).fill(shares[index]);
    await from(pages[index]).fill(source(index));
  }
  const { first, second } = await race(pages, press, {
    // The field is emptied once the target is stored.
    stored: async (one) => (await share(one).inputValue()) === '',
    asked: (one) => one.getByText('Người khác vừa đặt mục tiêu này.').isVisible(),
  });
  const late = pages[second];
  await expect(now(late, `${shares[first]}%`)).toBeVisible();
  await expect(now(late, source(first))).toBeVisible();
  await expect(share(late)).toHaveValue(shares[second]);
  await expect(from(late)).toHaveValue(source(second));
  await expectAccessible(late);
  await press(late);
  await expect(share(late)).toHaveValue('');
  for (const index of [0, 1] as const) await expect(late.getByText(new RegExp(source(index)))).toBeVisible();
});

test('an officer at two screens changes a campaign: of one field one is asked, others come along @long', async ({
  newPhone,
}) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  await page.goto(`${addressOf(page)}/campaigns`);
  await page.getByRole('link', { name: /VNeID từ 60 tuổi/ }).click();
  await page.getByRole('link', { name: 'Sửa', exact: false }).first().click();
  const name = (one: Page) => one.getByLabel('Tên chiến dịch');
  const goal = (one: Page) => one.getByRole('textbox', { name: 'Mục tiêu' });
  const press = (one: Page) => one.getByRole('button', { name: 'Lưu chiến dịch' }).click();
  await expect(name(page)).toBeVisible();
  const edit = page.url();
  const tab = await page.context().newPage();
  await tab.setViewportSize({ width: 360, height: 640 });
  await tab.goto(edit);
  await name(tab).fill('VNeID cho người cao tuổi');
  await goal(tab).fill('85');
  await name(page).fill('VNeID mùa đông');
  await press(tab);
  await expect(tab.getByRole('heading', { level: 1, name: 'VNeID cho người cao tuổi' })).toBeVisible();
  await press(page);
  await expect(page.getByText('Người khác vừa sửa chiến dịch này.')).toBeVisible();
  await expect(now(page, 'VNeID cho người cao tuổi')).toBeVisible();
  await expect(name(page)).toHaveValue('VNeID mùa đông');
  await expect(goal(page), 'nobody touched it here').toHaveValue('85');
  await expectAccessible(page);
  await press(page);
  await expect(page.getByRole('heading', { level: 1, name: 'VNeID mùa đông' })).toBeVisible();
  await expect(page.getByText('85%').first()).toBeVisible();

  await test.step('changed beside each other nobody is asked', async () => {
    await page.goto(edit);
    await tab.goto(edit);
    await goal(page).fill('80');
    await name(tab).fill('VNeID từ 60 tuổi');
    await press(page);
    await expect(page.getByText('80%').first()).toBeVisible();
    await press(tab);
    await expect(tab.getByRole('heading', { level: 1, name: 'VNeID từ 60 tuổi' })).toBeVisible();
    await expect(tab.getByText('80%').first()).toBeVisible();
  });
});

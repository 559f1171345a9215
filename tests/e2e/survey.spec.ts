import { expect, expectAccessible, test } from './support/fixtures.ts';
import { unfitting } from './support/fits.ts';
import type { HouseholdToAsk, PersonToAsk, Phone } from './support/phone.ts';

const people = {
  aunt: { name: 'Bà Thử Mận', year: 1958, does: [] },
  son: { name: 'Anh Thử Ổi', year: 1990, does: ['vào mạng'] },
} satisfies Record<string, PersonToAsk>;
const household: HouseholdToAsk = {
  head: 'Bà Thử Mận',
  address: 'Xóm thử',
  answers: ['Có', 'Chưa', 2],
  people: [people.aunt, people.son],
};

const isLong = process.env['LONG_ROUNDS'] !== undefined;
/** Questions of the full form; which one makes no difference to how it is kept, so not every one is tried each time. */
const crashAfterEvery = isLong ? 1 : 3;

async function killAndReopen(phone: Phone): Promise<void> {
  await phone.killPage();
  await phone.reopenApp();
}

const title = (phone: Phone) => phone.page.getByRole('heading', { level: 1 });
const next = (phone: Phone) => phone.page.getByRole('button', { name: 'Tiếp tục' });

async function atFirstQuestion(phone: Phone, of: HouseholdToAsk = household): Promise<void> {
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(of);
  await phone.startQuick();
}

/**
 * Every write fails as on a full phone. (tests/browser/store/full-phone.test.ts fills a real quota; Chromium takes half
 * a minute to notice one.)
 */
async function fillUp(phone: Phone, isFull: boolean): Promise<void> {
  await phone.page.evaluate((full) => {
    const put = Reflect.get(IDBObjectStore.prototype, 'put') as (
      value: unknown,
      key?: IDBValidKey,
    ) => IDBRequest<IDBValidKey>;
    const write = (Reflect.get(window, 'write') as typeof put | undefined) ?? put;
    Reflect.set(window, 'write', write);
    IDBObjectStore.prototype.put = function (...args) {
      if (full) throw new DOMException('no room', 'QuotaExceededError');
      return write.apply(this, args);
    };
  }, isFull);
}

/** A transaction that does not end keeps every write of the form waiting, until `letGo`. */
async function holdDisk(phone: Phone): Promise<void> {
  await phone.page.evaluate(async () => {
    const [, enrolment] = /\/p\/([^/]+)/.exec(location.pathname)!;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(`thonso-${enrolment!}`);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error!);
    });
    const drafts = database.transaction('drafts', 'readwrite').objectStore('drafts');
    const again = (): void => {
      if (Reflect.get(window, 'letGo') === true) database.close();
      else drafts.count().onsuccess = again;
    };
    again();
  });
}

const letGo = (phone: Phone): Promise<unknown> => phone.page.evaluate(() => Reflect.set(window, 'letGo', true));

/**
 * A finger on the glass, as the browser hears of it; `moved`: so many pixels up before it leaves. The page rests when
 * this resolves: a tap on a page in motion stops it and chooses nothing.
 */
async function touch(phone: Phone, words: string, { moved = 0 } = {}): Promise<void> {
  const box = await phone.page.getByText(words, { exact: true }).boundingBox();
  const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
  const session = await phone.page.context().newCDPSession(phone.page);
  const atRest = phone.page.evaluate(
    (isScrolled) =>
      isScrolled && new Promise((resolve) => document.addEventListener('scrollend', resolve, { once: true })),
    moved > 0,
  );
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (let by = 10; by <= moved; by += 10)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: y - by }] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await atRest;
}

/** Resolves once what shows now is painted, and what waited for that frame is done. */
const painted = ({ page }: Phone): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** The phone's own back, from what shows now. */
async function back(phone: Phone): Promise<void> {
  // Not by the driver, which in WebKit waits for a page that is loaded.
  await phone.page.evaluate(() => void setTimeout(() => history.back()));
}

test.describe('answering', () => {
  test('a finger answers where it was put down, and a finger that scrolls answers nothing @chromium', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await touch(phone, 'Không', { moved: 60 });
    await expect(title(phone)).toContainText('vào được mạng');
    await expect(phone.page.getByRole('radio', { name: 'Không', exact: true })).not.toBeChecked();
    await touch(phone, 'Có');
    await expect(title(phone)).toContainText('cáp quang');
    await expect(phone.page.getByRole('radio', { checked: true })).toHaveCount(0);
  });

  test('a tap before the last answer is on disk is taken when it is', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.untilDraftKept();
    await holdDisk(phone);
    await phone.page.getByText('Có', { exact: true }).click();
    await expect(title(phone)).toContainText('cáp quang');
    await phone.page.getByText('Chưa', { exact: true }).click();
    await expect(title(phone)).toContainText('cáp quang');
    await letGo(phone);
    await expect(title(phone)).toContainText('mấy điện thoại');
    await back(phone);
    await expect(phone.page.getByRole('radio', { name: 'Chưa', exact: true })).toBeChecked();
    await back(phone);
    await expect(phone.page.getByRole('radio', { name: 'Có', exact: true })).toBeChecked();
  });

  test('going back twice while the disk is busy leads two questions back, and stays there', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.page.getByText('Có', { exact: true }).click();
    await expect(title(phone)).toContainText('cáp quang');
    await phone.page.getByText('Chưa', { exact: true }).click();
    await expect(title(phone)).toContainText('mấy điện thoại');
    await phone.untilDraftKept();
    await holdDisk(phone);
    await back(phone);
    await expect(phone.page.getByRole('radio', { name: 'Chưa', exact: true })).toBeChecked();
    await back(phone);
    await painted(phone);
    await letGo(phone);
    await expect(title(phone)).toContainText('vào được mạng');
    await phone.untilDraftKept();
    await phone.page.reload();
    await expect(title(phone)).toContainText('vào được mạng');
    await expect(phone.page.getByRole('radio', { name: 'Có', exact: true })).toBeChecked();
  });

  test('loaded anew before an answer is on the disk, it asks that question again', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.page.getByText('Có', { exact: true }).click();
    await expect(title(phone)).toContainText('cáp quang');
    await phone.untilDraftKept();
    await holdDisk(phone);
    await phone.page.getByText('Chưa', { exact: true }).click();
    await expect(title(phone), 'the next question shows before the answer is stored').toContainText('mấy điện thoại');
    await painted(phone);
    await phone.page.reload();
    await expect(title(phone)).toContainText('cáp quang');
    await back(phone);
    await expect(title(phone)).toContainText('cáp quang');
  });

  test('keys alone are enough: arrows choose, Enter answers', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.page.getByRole('radio').first().focus();
    await phone.page.keyboard.press('ArrowDown');
    await expect(phone.page.getByRole('radio', { name: 'Lúc được lúc không' })).toBeChecked();
    await expect(title(phone)).toContainText('vào được mạng');
    await phone.page.keyboard.press('Enter');
    await expect(title(phone)).toContainText('cáp quang');
    await expect(title(phone)).toBeFocused();
  });

  test('a tap that began before the question changed answers the new question', async ({ newPhone }) => {
    const phone = await newPhone();
    await phone.signIn('member');
    await phone.goOffline();
    await phone.addHousehold(household);
    await phone.page.evaluate(() => {
      const observer = new MutationObserver(() => {
        const option = document.querySelector<HTMLInputElement>('main input[type=radio]');
        if (!option || !document.querySelector('h1')?.textContent.includes('vào được mạng')) return;
        observer.disconnect();
        option.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        option.click();
      });
      observer.observe(document.body, { subtree: true, childList: true });
    });
    await phone.page.getByRole('button', { name: 'Hỏi nhanh nhà này' }).click();
    await phone.everybodyConsents();
    await expect(title(phone)).toContainText('cáp quang');
    await back(phone);
    await expect(phone.page.getByRole('radio').first()).toBeChecked();
  });

  test('going back loses nothing, by the screen’s way and by the phone’s own @no-webkit', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.answer('Có');
    await phone.answer('Chưa');
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    await expect(phone.page.getByRole('radio', { name: 'Chưa', exact: true })).toBeChecked();
    await back(phone);
    await expect(title(phone)).toContainText('vào được mạng');
    await expect(phone.page.getByRole('radio', { name: 'Có', exact: true })).toBeChecked();
    await next(phone).click();
    await expect(title(phone)).toContainText('mấy điện thoại');
  });

  test('an empty answer, a letter for a number, a number too large: says what to do and stays', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await next(phone).click();
    await expect(phone.page.getByText('Chọn một câu trả lời')).toBeVisible();
    await phone.answer('Không');
    await phone.answer('Chưa rõ');
    const number = phone.page.getByRole('textbox');
    await number.fill('hai');
    await expect(number).toHaveValue('hai');
    await next(phone).click();
    await expect(phone.page.getByText('Ghi số')).toBeVisible();
    await number.fill('31');
    await next(phone).click();
    await expect(phone.page.getByText('nhiều nhất là 30')).toBeVisible();
    await phone.answer('Không muốn trả lời');
    await expect(title(phone)).toContainText('điện thoại cảm ứng riêng');
  });

  test('a person who is absent is asked another time, and found again at the end @long', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    for (const spoken of household.answers) await phone.answer(spoken);
    await phone.page.getByRole('button', { name: 'Đổi người trả lời' }).click();
    await expect(title(phone)).toHaveText('Hôm nay ai tự trả lời?');
    await phone.page.getByRole('button', { name: 'Có người không ai trả lời thay được?' }).click();
    await phone.page
      .getByRole('group', { name: 'Ai hỏi sau?' })
      .getByRole('checkbox', { name: people.son.name })
      .check();
    await phone.goOn();
    await expect(phone.page.getByRole('checkbox')).toHaveCount(1);
    for (const names of [[], [], [people.aunt.name], []]) await phone.tickNames(names);
    await phone.tickChecklist([{ name: people.aunt.name, does: ['insurance'] }]);
    await phone.answer('VNeID mức 2');
    await expect(title(phone)).toHaveText('Nhà này còn phần chưa hỏi');
    await expectAccessible(phone.page);
    await phone.page.getByRole('button', { name: people.son.name }).click();
    await phone.tickNames([people.son.name]);
    await expect(title(phone)).toContainText('điện thoại cảm ứng riêng');
    await expect(phone.page.getByRole('checkbox')).toHaveCount(1);
  });

  test('the full form asks each person everything, and keeps who speaks for whom @long', async ({ newPhone }) => {
    const phone = await newPhone();
    await phone.signIn('member');
    await phone.goOffline();
    await phone.addHousehold({ ...household, people: [people.aunt] });
    await phone.page.getByRole('button', { name: 'Hỏi đủ, cả bộ câu hỏi' }).click();
    await phone.everybodyConsents();
    for (const spoken of ['Không', 'Chưa', 'Chập chờn', 1]) await phone.answer(spoken);
    await expect(title(phone)).toHaveText('Vì sao nhà mình chưa có mạng?');
    await phone.page.getByRole('checkbox', { name: 'Đắt' }).check();
    await phone.page.getByRole('checkbox', { name: 'Lý do khác' }).check();
    await phone.goOn();
    await phone.page.getByRole('textbox').fill('Nhà ở xa đường');
    await phone.goOn();
    await expect(title(phone)).toHaveText('Nhà mình có ai trong nhóm Zalo của thôn Tân Đông không?');
    await phone.answer('Có');
    await phone.page.getByRole('checkbox', { name: 'Không', exact: true }).check();
    await phone.goOn();
    await expect(title(phone)).toHaveText(`${people.aunt.name} có điện thoại cảm ứng riêng không?`);
    await phone.page.getByRole('button', { name: 'Đổi thành trả lời thay' }).click();
    const rest = [
      'Dùng chung',
      'Lâu lâu',
      'Chưa có',
      'Không',
      'Nhờ người',
      'Nộp giấy',
      'Chưa',
      'Đã cài, chưa mở',
      'Không',
      'Không đến xã',
      'Hỏi thêm rồi đọc',
      'Nhờ con bấm',
      'Gọi ngân hàng',
      'Không',
      'Không',
      'Chưa',
      'Tránh bị lừa',
    ];
    for (const spoken of rest) await phone.answer(spoken);
    await expect(title(phone)).toHaveText('Xong nhà này');
    await phone.page.getByRole('link', { name: 'Xem lại nhà này' }).click();
    await expect(phone.page.locator('dl')).toContainText(/Vì sao chưa có mạng\s*Đắt · Lý do khác/);
    await expect(phone.page.locator('dl')).toContainText(/Lý do khác\s*Nhà ở xa đường/);
  });

  test('one answer is put right from the household’s page @long', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    for (const spoken of household.answers) await phone.answer(spoken);
    await phone.page.getByRole('link', { name: 'Để sau, về nhà này' }).click();
    await phone.page.getByRole('button', { name: 'Sửa: Mạng cáp quang' }).click();
    await phone.answer('Có');
    await expect(title(phone)).toHaveText('Nhà này còn phần chưa hỏi');
    await phone.page.getByRole('link', { name: 'Xem lại nhà này' }).click();
    await expect(phone.page.locator('dl')).toContainText(/Mạng cáp quang\s*Có/);
  });
});

test.describe('the app is killed', () => {
  test('while a name is being typed: the form comes back with it @long', async ({ newPhone }) => {
    const phone = await newPhone();
    await phone.signIn('member');
    await phone.goOffline();
    await phone.addHousehold({ ...household, people: [] });
    await phone.page.getByRole('link', { name: 'Thêm người' }).click();
    await phone.page.getByLabel('Họ và tên').fill('Cô Thử Bưởi');
    await expect(phone.badge).toContainText('chưa gửi');
    await phone.untilDraftKept();
    await phone.killPage();
    await phone.reopenApp();
    await expect(phone.page.getByLabel('Họ và tên')).toHaveValue('Cô Thử Bưởi');
    await phone.page.getByRole('button', { name: 'Bỏ phần ghi dở này' }).click();
    await expect(title(phone)).toHaveText(household.head);
  });

  test('once an answer is on disk: it opens at the next question, whatever step that is', async ({ newPhone }) => {
    const phone = await newPhone();
    phone.expectNoise(/status of 401/);
    await atFirstQuestion(phone);
    const steps: [act: () => Promise<void>, heading: string][] = [
      [() => phone.answer('Có'), 'cáp quang'],
      [() => phone.answer('Có'), 'mấy điện thoại'],
      [() => phone.answer(2), 'điện thoại cảm ứng riêng'],
      [() => phone.tickNames([people.son.name]), '3 tháng qua'],
      [() => phone.tickNames([people.aunt.name, people.son.name]), 'VNeID'],
      [() => phone.tickNames([]), 'Mobile Money'],
      [() => phone.tickNames([people.son.name]), '12 tháng qua ai tự mình làm việc nào?'],
      [() => phone.tickChecklist([{ ...people.son, does: ['pays', 'buys'] }]), `${people.aunt.name} muốn được chỉ`],
      [() => phone.answer('VNeID mức 2'), `${people.son.name} muốn được chỉ`],
    ];
    await phone.untilDraftKept();
    await killAndReopen(phone);
    await expect(title(phone)).toContainText('vào được mạng');
    for (const [act, heading] of steps) {
      await act();
      await phone.untilDraftKept();
      await (isLong ? killAndReopen(phone) : phone.crashAndReopen());
      await expect(title(phone)).toContainText(heading);
    }
    await phone.answer('Chưa cần');
    await expect(title(phone)).toHaveText('Xong nhà này');
    await phone.page.getByRole('link', { name: 'Xem lại nhà này' }).click();
    for (const [term, answer] of [
      ['Vào mạng ở nhà', 'Có'],
      ['Mạng cáp quang', 'Có'],
      ['Điện thoại cảm ứng', '2 cái'],
    ]) {
      await expect(phone.page.locator('dl')).toContainText(new RegExp(`${term!}\\s*${answer!}`));
    }
    await phone.page.getByRole('link', { name: `${people.son.name} sinh` }).click();
    const told = [
      ['Điện thoại', 'Máy riêng'],
      ['Vào mạng', 'Có vào mạng'],
      ['VNeID', 'Chưa tự mở được'],
      ['Tài khoản đứng tên mình', 'Có'],
      ['Trả tiền bằng điện thoại', 'Tự làm'],
      ['Làm giấy tờ', 'Không tự làm trên mạng'],
      ['eTax Mobile', 'Chưa tự dùng'],
      ['Thẻ bảo hiểm y tế', 'Không tự mở'],
      ['Sổ sức khỏe điện tử', 'Không'],
      ['Đánh giá xã', 'Không'],
      ['Mua hàng qua mạng', 'Tự đặt'],
      ['Muốn được chỉ', 'Chưa cần'],
    ];
    for (const [term, answer] of told)
      await expect(phone.page.locator('dl')).toContainText(new RegExp(`${term!}\\s*${answer!}`));
  });

  test('in the moment of a tap: it opens at that question or the next, with everything before @long', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    for (const [words, at, then] of [
      ['Có', 'vào được mạng', 'cáp quang'],
      ['Chưa', 'cáp quang', 'mấy điện thoại'],
    ] as const) {
      const label = phone.page.locator('main label').filter({ has: phone.page.getByText(words, { exact: true }) });
      await label.evaluate((option: HTMLElement) => option.click());
      await phone.crashAndReopen();
      await expect(title(phone)).toContainText(new RegExp(`${at}|${then}`));
      if ((await phone.heading()).includes(at)) await phone.answer(words);
      await expect(title(phone)).toContainText(then);
    }
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    await expect(phone.page.getByRole('radio', { name: 'Chưa', exact: true })).toBeChecked();
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    await expect(phone.page.getByRole('radio', { name: 'Có', exact: true })).toBeChecked();
  });

  test('while an answer waits for the disk: a tap on the next question is held, and neither is taken @long', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.untilDraftKept();
    await holdDisk(phone);
    await phone.page.getByText('Có', { exact: true }).click();
    await expect(title(phone)).toContainText('cáp quang');
    await phone.page.getByText('Chưa', { exact: true }).click();
    await expect(phone.page.getByRole('radio', { name: 'Chưa', exact: true })).toBeChecked();
    await expect(phone.page.getByRole('contentinfo').getByRole('button').first()).toContainText('Đang lưu');
    await expect(title(phone)).toContainText('cáp quang');
    await phone.crashAndReopen();
    await expect(title(phone)).toContainText('vào được mạng');
  });

  const questions = isLong ? 'every question' : 'every third question';
  test(`at ${questions} of the full form, and between two people’s consent: nothing is missing`, async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await phone.signIn('member');
    await phone.goOffline();
    await phone.addHousehold(household);
    await phone.page.getByRole('button', { name: 'Hỏi đủ, cả bộ câu hỏi' }).click();
    // What is tapped or answered shows at once and is on disk a moment later.
    const settled = () => phone.untilDraftKept();
    const said = (name: string, word: string) =>
      phone.page.getByRole('group', { name }).getByRole('radio', { name: word });
    await said(people.aunt.name, 'Đồng ý').check();
    await settled();
    await phone.crashAndReopen();
    await expect(title(phone)).toHaveText('Xin ý kiến từng người');
    await expect(said(people.aunt.name, 'Đồng ý')).toBeChecked();
    await said(people.son.name, 'Hỏi sau').check();
    await settled();
    await phone.crashAndReopen();
    await expect(said(people.son.name, 'Hỏi sau')).toBeChecked();
    await phone.goOn();
    const answers: Record<string, string | number> = {
      H1: 'Lúc được lúc không',
      H2: 'Chưa',
      H3: 'Chập chờn',
      H4: 1,
      H6: 'Có',
      P1: 'Dùng chung',
      P2: 'Lâu lâu',
      P3: 'Chưa có',
      P4: 'Không',
      P5: 'Nhờ người',
      P6: 'Nộp giấy',
      P15: 'Chưa',
      P16: 'Đã cài, chưa mở',
      P17: 'Không',
      P10: 'Không đến xã',
      P11a: 'Hỏi thêm rồi đọc',
      P11b: 'Nhờ con bấm',
      P11c: 'Gọi ngân hàng',
      P12: 'Không',
      P13: 'Không',
      P14: 'Chưa',
    };
    const step = () => phone.page.evaluate(() => (history.state as { usr: { at: { step: string } } }).usr.at.step);
    const asked: string[] = [];
    for (;;) {
      const heading = await phone.heading();
      const at = await step();
      asked.push(at);
      if (at === 'H7') {
        await phone.page.getByRole('checkbox', { name: 'Không', exact: true }).check();
        await phone.goOn();
      } else if (at === 'H8') break;
      else await phone.answer(answers[at]!);
      const next = await phone.heading();
      expect(next).not.toBe(heading);
      if (asked.length % crashAfterEvery === 0) {
        await settled();
        await phone.crashAndReopen();
      }
      await expect(title(phone)).toHaveText(next);
    }
    expect(asked).toEqual([...Object.keys(answers).slice(0, 5), 'H7', ...Object.keys(answers).slice(5), 'H8']);
    await phone.answer('Tránh bị lừa');
    await phone.page.getByRole('link', { name: 'Xem lại nhà này' }).click();
    for (const [term, answer] of [
      ['Vào mạng ở nhà', 'Lúc được lúc không'],
      ['Sóng di động', 'Chập chờn'],
      ['Bán hàng qua mạng', 'Không'],
    ]) {
      await expect(phone.page.locator('dl').first()).toContainText(new RegExp(`${term!}\\s*${answer!}`));
    }
    await phone.page.getByRole('link', { name: new RegExp(`^${people.aunt.name} sinh`) }).click();
    for (const [term, answer] of [
      ['Điện thoại', 'Dùng chung'],
      ['Lỡ chuyển tiền', 'Gọi ngân hàng'],
      ['Muốn được chỉ', 'Tránh bị lừa'],
    ])
      await expect(phone.page.locator('dl')).toContainText(new RegExp(`${term!}\\s*${answer!}`));
  });

  test('in the middle of a short form (tally, nobody there, hardship, split): it comes back as it was @long', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await phone.signIn('member');
    await phone.goOffline();
    await phone.addHousehold(household);
    const open = (name: string) => phone.page.getByRole('link', { name, exact: true }).click();
    const saved = async () => {
      await phone.untilDraftKept();
      await phone.crashAndReopen();
      await expect(phone.page.getByText('Đây là phần ghi dở lần trước.')).toBeVisible();
    };
    await open('Chỉ ghi số đếm');
    await phone.page.getByRole('textbox', { name: 'Mấy người đang sống ở đây?' }).fill('4');
    await saved();
    await expect(phone.page.getByRole('textbox', { name: 'Mấy người đang sống ở đây?' })).toHaveValue('4');
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    await open('Hôm nay chưa hỏi được');
    await phone.page.getByRole('radio', { name: 'Không muốn hỏi' }).check();
    await phone.page.getByRole('radio', { name: 'Tuần sau' }).check();
    await saved();
    await expect(phone.page.getByRole('radio', { name: 'Tuần sau' })).toBeChecked();
    await phone.page.getByRole('button', { name: 'Bỏ phần ghi dở này' }).click();
    await open('Đánh dấu nhà cần giúp trước');
    await phone.page.getByRole('radio', { name: people.aunt.name }).check();
    await saved();
    await expect(phone.page.getByRole('radio', { name: people.aunt.name })).toBeChecked();
    await phone.page.getByRole('button', { name: 'Đánh dấu' }).click();
    await open('Tách hộ');
    await phone.page.getByRole('checkbox', { name: people.son.name }).check();
    await saved();
    await phone.page.getByRole('button', { name: 'Tách thành hộ mới' }).click();
    await expect(title(phone)).toHaveText(people.son.name);
    // What was left on purpose is a form under way, and none of the saved ones is.
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    const drafts = phone.page
      .locator('section')
      .filter({ has: phone.page.getByRole('heading', { level: 2, name: 'Phiếu làm dở' }) });
    await expect(drafts.getByRole('listitem')).toHaveCount(1);
    await expect(drafts).toContainText('Số đếm');
  });

  test('after the form was left on purpose: it opens with the list, which shows the form @long', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.answer('Có');
    await phone.page.getByRole('link', { name: 'Để sau, về nhà này' }).click();
    await expect(title(phone)).toHaveText(household.head);
    await phone.killPage();
    await phone.reopenApp();
    await expect(title(phone)).toHaveText(/^Hôm nay/);
    await phone.page.getByRole('link', { name: 'Làm tiếp phiếu dở' }).click();
    await expect(title(phone)).toContainText('cáp quang');
  });
});

test.describe('a save that fails', () => {
  test('another window was first: what was chosen stays, and is saved on top of the newer form', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    const other = await phone.page.context().newPage();
    await other.goto(phone.page.url());
    await other.getByText('Không', { exact: true }).click();
    await expect(other.getByRole('heading', { level: 1 })).toContainText('cáp quang');
    await phone.page.getByText('Có', { exact: true }).click();
    await expect(phone.page.getByRole('alert')).toContainText('cửa sổ khác');
    await expect(phone.page.getByRole('radio', { name: 'Có', exact: true })).toBeChecked();
    await phone.page.getByRole('button', { name: 'Mở bản mới nhất' }).click();
    await expect(phone.page.getByRole('alert')).toBeHidden();
    await next(phone).click();
    await expect(title(phone)).toContainText('cáp quang');
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    await expect(phone.page.getByRole('radio', { name: 'Có', exact: true })).toBeChecked();
  });

  test('the phone is full: says so, keeps what was chosen, saves it when there is room', async ({ newPhone }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.untilDraftKept();
    await fillUp(phone, true);
    await phone.page.getByText('Lúc được lúc không').click();
    await expect(phone.page.getByRole('alert')).toContainText('Máy hết chỗ');
    await expect(phone.page.getByRole('radio', { name: 'Lúc được lúc không' })).toBeChecked();
    await expectAccessible(phone.page);
    await fillUp(phone, false);
    await phone.page.getByRole('button', { name: 'Lưu lại' }).click();
    await expect(title(phone)).toContainText('cáp quang');
  });

  test('the phone stays full: what is not sent goes into a file, with the form under way in it @long', async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await atFirstQuestion(phone);
    await phone.answer('Có');
    await fillUp(phone, true);
    await phone.page.getByText('Chưa', { exact: true }).click();
    await phone.page.getByRole('alert').getByRole('link', { name: 'Ghi tệp dự phòng' }).click();
    await phone.page.getByLabel('Mật khẩu mở tệp').fill('nương rẫy cà phê');
    await phone.page.getByLabel('Gõ lại mật khẩu').fill('nương rẫy cà phê');
    const download = phone.page.waitForEvent('download');
    await phone.page.getByRole('button', { name: 'Ghi tệp dự phòng' }).click();
    await download;
    await expect(phone.page.getByText(/Trong tệp có \d phiếu chưa gửi, 1 phiếu làm dở/)).toBeVisible();
  });
});

test('a family of five is asked in at most 30 taps, consent included, however many are adults', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  const named = (names: readonly string[], year: number) => names.map((name) => ({ name, year }));
  const grown = ['Ông Thử Một', 'Bà Thử Hai', 'Anh Thử Ba', 'Chị Thử Bốn', 'Cô Thử Năm'];
  const families = [
    { adults: grown.slice(0, 3), children: named(['Bé Thử Sáu', 'Bé Thử Bảy'], 2015), wish: 'VNeID mức 2' },
    { adults: grown, children: [], wish: 'Tránh bị lừa' },
  ];
  const counted: number[] = [];
  for (const { adults, children, wish } of families) {
    await phone.page.goto(new URL('/start', phone.page.url()).href);
    await phone.addHousehold({
      head: adults[0]!,
      address: '',
      answers: [],
      people: [...named(adults, 1980), ...children],
    });
    await phone.page.evaluate(() => {
      Reflect.set(window, 'taps', 0);
      addEventListener('pointerdown', () => Reflect.set(window, 'taps', (Reflect.get(window, 'taps') as number) + 1), {
        capture: true,
      });
    });
    await phone.startQuick();
    for (const spoken of ['Có', 'Có']) await phone.answer(spoken);
    await phone.page.getByRole('button', { name: '3', exact: true }).click();
    const [elder, ...rest] = adults as [string, ...string[]];
    const everybody = () => phone.page.getByRole('button', { name: 'Cả nhà' }).click();
    // Own phones: all but the eldest. Online: all. VNeID and an account: two of them.
    await expect(title(phone)).toContainText('điện thoại cảm ứng riêng');
    if (rest.length > 2) await everybody().then(() => phone.page.getByRole('checkbox', { name: elder }).uncheck());
    await phone.tickNames(rest.length > 2 ? [] : rest);
    await everybody();
    await phone.goOn();
    for (let n = 0; n < 2; n++) await phone.tickNames(rest.slice(-2));
    await phone.tickChecklist([
      { name: rest[0]!, does: ['pays', 'buys'] },
      { name: rest[1]!, does: ['pays', 'insurance'] },
    ]);
    await phone.answer(wish);
    await phone.page.getByRole('button', { name: /^Còn \d người: đều chưa cần/ }).click();
    await expect(title(phone)).toHaveText('Xong nhà này');
    counted.push(await phone.page.evaluate(() => Reflect.get(window, 'taps') as number));
  }
  console.log(`taps of a family of five: ${counted.join(', ')}`);
  for (const taps of counted) expect(taps).toBeLessThanOrEqual(30);
});

test('the search needs no accents', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.page.getByRole('link', { name: 'Thêm nhà' }).first().click();
  await phone.page.getByLabel('Tên chủ hộ').fill('H’Thử Đắk Ƀuôn');
  await phone.page.getByText('Người khác phụ trách').click();
  await phone.page.getByRole('button', { name: 'Lưu nhà này' }).click();
  await expect(title(phone)).toHaveText('H’Thử Đắk Ƀuôn');
  await phone.page.getByRole('link', { name: 'Quay lại' }).click();
  await phone.page.getByLabel('Tìm nhà').fill('hthu dak buon');
  await expect(phone.page.getByRole('link', { name: 'H’Thử Đắk Ƀuôn' })).toBeVisible();
  await phone.page.getByLabel('Tìm nhà').fill('khong co ai ten nay');
  await expect(phone.page.getByText('Không thấy nhà nào')).toBeVisible();
});

test('every screen of a survey is accessible and fits the smallest phone at twice the text size @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  const check = async () => {
    await expectAccessible(phone.page);
    expect(await unfitting(phone.page), await phone.heading()).toEqual([]);
  };
  await check();
  await phone.page.getByRole('link', { name: 'Thêm nhà' }).first().click();
  await expect(title(phone)).toHaveText('Thêm nhà');
  await phone.page.getByRole('button', { name: 'Lưu nhà này' }).click();
  await expect(phone.page.getByLabel('Tên chủ hộ')).toBeFocused();
  await check();
  await phone.page.getByRole('link', { name: 'Quay lại' }).click();
  await phone.addHousehold({ ...household, people: [] });
  await check();
  await phone.page.getByRole('link', { name: 'Thêm người' }).click();
  await expect(phone.page.getByLabel('Họ và tên')).toHaveValue(household.head);
  await phone.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(phone.page.getByText('Ghi năm sinh')).toBeVisible();
  await check();
  await phone.page.getByRole('link', { name: 'Quay lại' }).click();
  await phone.addPerson(people.aunt);
  await phone.startQuick();
  for (const spoken of household.answers) {
    await check();
    await phone.answer(spoken);
  }
  await check();
  for (const names of [[people.aunt.name], [], [], []]) {
    await phone.tickNames(names);
    await check();
  }
  await phone.tickChecklist([people.aunt]);
  await check();
  await phone.answer('Tránh bị lừa');
  await expect(title(phone)).toHaveText('Xong nhà này');
  await check();
});

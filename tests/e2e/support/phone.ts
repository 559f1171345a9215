import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { listenForDrafts, untilDraftKept } from '../kept-drafts.ts';
import { listenForNoise, type Noise } from './noise.ts';
import type { PhoneBrowser } from './browsers/phone-browser.ts';
import type { VillageServer } from './village-server.ts';

export type DemoRole = 'member' | 'lead' | 'head' | 'officer' | 'viewer' | 'admin';

/** How a person answers; the word on the screen, or a number. */
export type Spoken = string | number;

export interface PersonToAsk {
  readonly name: string;
  /** Undefined: "Chưa rõ năm sinh". */
  readonly year?: number;
  /** What is ticked for them in the short form; absent for a child, who is not asked. */
  readonly does?: readonly Fact[];
  /** What they would like to be shown first. */
  readonly wish?: string;
}

/** The family's questions of Hỏi nhanh in their order, by a word of each; then what the checklist names. */
export const familyQuestions = ['máy riêng', 'vào mạng', 'VNeID', 'tài khoản'] as const;
export const checklist = {
  pays: 'Chuyển tiền, trả tiền bằng điện thoại',
  papers: 'Nộp giấy tờ với Nhà nước trên mạng',
  tax: 'Tra, nộp thuế bằng eTax Mobile',
  insurance: 'Mở thẻ bảo hiểm y tế trên điện thoại',
  health: 'Mở Sổ sức khỏe điện tử',
  rates: 'Đánh giá xã qua Zalo hay mã QR',
  buys: 'Đặt mua hàng qua mạng',
  noErrand: 'Không có việc: không làm giấy tờ, không phải nộp thuế',
} as const;
export type Fact = (typeof familyQuestions)[number] | keyof typeof checklist;

export interface HouseholdToAsk {
  readonly head: string;
  readonly address: string;
  /** H1, H2, H4. */
  readonly answers: readonly Spoken[];
  readonly people: readonly PersonToAsk[];
}

const firstScreens: Readonly<Record<DemoRole, RegExp>> = {
  member: /^Hôm nay/,
  lead: /^Hôm nay/,
  head: /^Đã hỏi/,
  officer: /./,
  viewer: /./,
  admin: /./,
};

/** One person with a phone of their own: a browser profile on disk, and what they do with it. */
export class Phone {
  private context: BrowserContext | undefined;
  private shown: Page | undefined;
  private isOffline = false;
  private readonly noises: Noise[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(
    private readonly village: VillageServer,
    private readonly browser: PhoneBrowser,
  ) {}

  get page(): Page {
    if (!this.shown) throw new Error('The phone is off.');
    return this.shown;
  }

  async turnOn(): Promise<void> {
    this.context = await this.browser.open();
    const noise = listenForNoise(this.context);
    this.allowed.forEach((pattern) => noise.allow(pattern));
    this.noises.push(noise);
    await listenForDrafts(this.context);
    this.shown = await this.context.newPage();
    await this.shown.setViewportSize({ width: 360, height: 640 });
    await this.browser.setOffline(this.isOffline);
  }

  /**
   * Opens the role's demo link, and waits until the local store is filled and the app could start without a network.
   */
  async signIn(role: DemoRole): Promise<void> {
    await this.openLink(role);
    await expect(this.page.getByRole('heading', { level: 1, name: firstScreens[role] })).toBeVisible({
      timeout: 30_000,
    });
    await expect(this.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  /** Joins by a real invitation: "Vào tổ", a PIN of their own, and until the app could start without a network. */
  async joinWith(token: string, { pin, name }: { readonly pin: string; readonly name?: string }): Promise<void> {
    await this.page.goto('about:blank');
    await this.goto(`/join#t=${token}`);
    if (name !== undefined) await this.page.getByLabel('Họ tên của anh/chị').fill(name);
    await this.page.getByRole('button', { name: 'Vào tổ' }).click();
    await this.choosePin(pin);
    await expect(this.page.getByRole('heading', { level: 1, name: firstScreens.member })).toBeVisible({
      timeout: 30_000,
    });
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  /** On the keys of the screen, once they can be pressed. */
  async typePin(pin: string): Promise<void> {
    const keys = this.page.getByRole('group', { name: 'Mã PIN' });
    await expect(keys.getByText('Đã bấm 0 trong 6 số')).toBeAttached({ timeout: 20_000 });
    for (const digit of pin) await keys.getByRole('button', { name: digit, exact: true }).click();
  }

  async choosePin(pin: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Đặt mã PIN 6 số' })).toBeVisible();
    await this.typePin(pin);
    await expect(this.page.getByRole('heading', { level: 1, name: 'Bấm lại mã PIN lần nữa' })).toBeVisible();
    await this.typePin(pin);
  }

  /** The link as it is tapped in a message: it may have been opened before. */
  async openLink(role: DemoRole): Promise<void> {
    await this.page.goto('about:blank'); // the same address again would only change the fragment
    await this.page.goto(demoLink(this.village, role));
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.village.url}${path}`);
  }

  /** The chip that tells what is only on this phone. */
  get badge() {
    return this.page.getByRole('banner').getByRole('link').last();
  }

  async goOffline(): Promise<void> {
    this.isOffline = true;
    await this.browser.setOffline(true);
  }

  async goOnline(): Promise<void> {
    this.isOffline = false;
    await this.browser.setOffline(false);
  }

  /** Until what was last typed or tapped in a form is on the phone's disk. */
  async untilDraftKept(): Promise<void> {
    await untilDraftKept(this.page);
  }

  /** The phone's system kills the app. */
  async killPage(): Promise<void> {
    // A browser that is killed may not have written its newest cookie; the app signs in again.
    this.expectNoise(/status of 401|401 \(Unauthorized\)/);
    await this.browser.kill();
    this.context = undefined;
    this.shown = undefined;
  }

  /**
   * The page's process dies with nothing unloaded, and the app is opened again: what `killPage` and `reopenApp` prove
   * of a whole browser, in a tenth of the time, so that it can be done at every question. The whole browser is killed
   * where it has no command for that.
   */
  async crashAndReopen(): Promise<void> {
    if (!this.browser.crash) {
      await this.killPage();
      return this.reopenApp();
    }
    await this.browser.crash(this.page);
    this.shown = await this.context!.newPage();
    await this.shown.setViewportSize({ width: 360, height: 640 });
    await this.page.goto(`${this.village.url}/start`);
  }

  /** iOS ends the process that holds IndexedDB for every page, because memory is short. */
  async endStorage(): Promise<void> {
    if (!this.browser.endStorage) throw new Error('This browser has no process of that kind.');
    await this.browser.endStorage();
  }

  /** The icon on the home screen, after `killPage` or `close`; as offline as before. */
  async reopenApp(): Promise<void> {
    await this.turnOn();
    await this.page.goto(`${this.village.url}/start`);
  }

  async close(): Promise<void> {
    if (this.browser.isOpen) await this.browser.close();
    this.shown = undefined;
  }

  /** A second phone with all that is on this one, which is switched off for that. */
  copyTo(copy: Phone): void {
    copy.browser.copyFrom(this.browser);
  }

  /** Where in the profile's raw files one of these texts stands readable; the browser must be off. */
  rawProfileContains(...texts: readonly string[]): string[] {
    return this.browser.filesWith(texts);
  }

  expectNoise(pattern: RegExp): void {
    this.allowed.push(pattern);
    this.noises.forEach((noise) => noise.allow(pattern));
  }

  get noise(): string[] {
    return this.noises.flatMap(({ heard }) => heard);
  }

  async dispose(): Promise<void> {
    await this.browser.dispose();
  }

  /** Puts a new household with its people on the list; ends on the household's page. */
  async addHousehold(household: HouseholdToAsk): Promise<void> {
    await this.page.getByRole('link', { name: 'Thêm nhà' }).first().click();
    await this.fillHousehold(household);
  }

  /** As `addHousehold`, once the form is open. */
  async fillHousehold({ head, address, people }: HouseholdToAsk): Promise<void> {
    await this.page.getByLabel('Tên chủ hộ').fill(head);
    await this.page.getByLabel('Nhà ở đâu trong thôn').fill(address);
    await this.page.getByRole('button', { name: 'Lưu nhà này' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: head })).toBeVisible();
    for (const person of people) await this.addPerson(person);
  }

  async addPerson({ name, year }: PersonToAsk): Promise<void> {
    await this.page.getByRole('link', { name: 'Thêm người' }).click();
    await this.page.getByLabel('Họ và tên').fill(name);
    if (year === undefined) await this.page.getByText('Chưa rõ năm sinh').click();
    else await this.page.getByRole('textbox', { name: 'Năm sinh' }).fill(String(year));
    await this.page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(this.page.getByRole('link', { name }).first()).toBeVisible();
  }

  /** Answers the question on the screen and waits for the next screen. */
  async answer(spoken: Spoken): Promise<void> {
    const before = await this.heading();
    if (typeof spoken === 'number') {
      await this.page.getByRole('textbox').fill(String(spoken));
      await this.page.getByRole('button', { name: 'Tiếp tục' }).click();
    } else {
      await this.page.getByText(spoken, { exact: true }).click();
    }
    await expect(this.page.getByRole('heading', { level: 1 })).not.toHaveText(before);
  }

  /**
   * Opens the short form, and every adult consents; ends at its first question, or at the consent of a household
   * without one.
   */
  async startQuick(): Promise<void> {
    await this.page.getByRole('button', { name: 'Hỏi nhanh nhà này' }).click();
    await this.everybodyConsents();
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText('vào được mạng');
  }

  /** The text of consent was read; each adult taps for themselves. */
  async everybodyConsents(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Xin ý kiến từng người');
    for (const yes of await this.page.getByText('Đồng ý', { exact: true }).all()) await yes.click();
    await this.goOn();
  }

  /** The main button at the bottom: on to the next screen. */
  async goOn(): Promise<void> {
    const before = await this.heading();
    await this.page.getByRole('contentinfo').getByRole('button').first().click();
    await expect(this.page.getByRole('heading', { level: 1 })).not.toHaveText(before);
  }

  /** One question to the family: the names that are ticked, and on. */
  async tickNames(names: readonly string[]): Promise<void> {
    // VNeID stands with confirmed skills: the names under each.
    const isOfVneid = (await this.heading()).startsWith('VNeID');
    for (const name of names)
      if (isOfVneid)
        await this.page.getByRole('group', { name: 'Tự mở, thấy căn cước' }).getByRole('button', { name }).click();
      else await this.page.getByRole('checkbox', { name }).check();
    await this.goOn();
  }

  /** Who did what, by their own hand. */
  async tickChecklist(people: readonly PersonToAsk[]): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('12 tháng qua ai tự mình làm việc nào?');
    for (const { name, does = [] } of people) {
      for (const [fact, words] of Object.entries(checklist)) {
        if (does.includes(fact as Fact))
          await this.page.getByRole('group', { name: words }).getByRole('button', { name }).click();
      }
    }
    await this.goOn();
  }

  /**
   * Everything of Hỏi nhanh after the household's own questions: the ticks, the wishes. Who has just consented is
   * there.
   */
  async askFamily(people: readonly PersonToAsk[]): Promise<void> {
    const asked = people.filter(({ does }) => does);
    for (const question of familyQuestions)
      await this.tickNames(asked.filter(({ does }) => does?.includes(question)).map(({ name }) => name));
    await this.tickChecklist(asked);
    for (const { name, wish = 'Chưa cần' } of asked) {
      await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(`${name} muốn được chỉ việc gì trước?`);
      await this.answer(wish);
    }
  }

  /** A household from the list's first tap to "Xong nhà này". */
  async surveyHousehold(household: HouseholdToAsk): Promise<void> {
    await this.addHousehold(household);
    await this.startQuick();
    for (const spoken of household.answers) await this.answer(spoken);
    await this.askFamily(household.people);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Xong nhà này');
  }

  async heading(): Promise<string> {
    return (await this.page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  }
}

/** The demo's tokens lie beside its database (src/server/demo/demo-links.ts). */
export function demoLink({ url, dataDir }: VillageServer, role: DemoRole): string {
  const tokens = JSON.parse(readFileSync(join(dataDir, 'demo-links.json'), 'utf8')) as Record<string, string>;
  return `${url}/join#t=${tokens[role] ?? ''}`;
}

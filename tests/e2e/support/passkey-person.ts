import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { baseOf } from './base-of.ts';

/** Somebody with a browser whose authenticator (a phone's own, opened by finger) is Chromium's virtual one. */
export class PasskeyPerson {
  readonly page: Page;
  readonly #session: CDPSession;
  #authenticator: string | undefined;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async of(context: BrowserContext): Promise<PasskeyPerson> {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    const person = new PasskeyPerson(page, session);
    await person.getAuthenticator();
    return person;
  }

  /** An authenticator without any passkey takes the place of the one before, if there was one. */
  async getAuthenticator(): Promise<void> {
    if (this.#authenticator !== undefined)
      await this.#session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.#authenticator });
    const { authenticatorId } = await this.#session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    this.#authenticator = authenticatorId;
  }

  /** Opens an invitation, joins with this name where it is asked for, and chooses a PIN. */
  async join(link: string, name?: string): Promise<void> {
    const { page } = this;
    await page.goto(link);
    if (name !== undefined) await page.getByLabel('Họ tên của anh/chị').fill(name);
    await page.getByRole('button', { name: 'Vào tổ' }).click();
    for (const title of ['Đặt mã PIN 6 số', 'Bấm lại mã PIN lần nữa']) {
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await this.typePin();
    }
    await this.#untilOpen();
  }

  /** Opens the app anew, which asks for the PIN and reads the person's rights again. */
  async reopen(): Promise<void> {
    await this.page.reload();
    await this.typePin();
    await this.#untilOpen();
  }

  /** On the keys of the lock screen, or of the question for it. */
  async typePin(): Promise<void> {
    const keys = this.page.getByRole('group', { name: 'Mã PIN' });
    await expect(keys.getByText('Đã bấm 0 trong 6 số')).toBeAttached();
    for (const digit of '258013') await keys.getByRole('button', { name: digit, exact: true }).click();
  }

  async #untilOpen(): Promise<void> {
    await expect(this.page.getByRole('navigation').getByRole('link', { name: 'Cài đặt' })).toBeVisible();
  }

  async openPlace(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
  }

  get dialog() {
    return this.page.getByRole('dialog').last();
  }

  /** Answers the question for a passkey. */
  async confirm(): Promise<void> {
    await expect(this.dialog).toContainText('Xác nhận bằng khóa truy cập');
    await this.dialog.getByRole('button', { name: 'Xác nhận' }).click();
  }

  /** A request below this person's enrolment that needs no passkey, as the app's own screens make it. */
  async post(path: string, body: object): Promise<void> {
    const base = baseOf(this.page);
    const status = await this.page.evaluate(
      async ([at, text]) =>
        (await fetch(at, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text })).status,
      [`/api${base}/${path}`, JSON.stringify(body)] as const,
    );
    expect(status).toBe(200);
  }
}

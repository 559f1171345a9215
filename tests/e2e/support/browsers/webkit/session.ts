import { Host, type HostEvent, type Transport } from './host.ts';
import { Keyboard } from './keys.ts';
import { installFront, type BidiValue, type Ran } from './page-runtime.ts';
import { newNavigation, Pages, utilityOf, type PageState } from './pages.ts';
import { bodyOf, inFront } from './scripts.ts';

/** How a context reaches the world and what it says of itself; known until its first tab is opened. */
interface Settings {
  readonly proxy?: string;
  readonly locale?: string;
  readonly timezone?: string;
  readonly userAgent?: string;
}

export interface Preload {
  readonly id: string;
  readonly source: string;
  readonly contexts?: readonly string[] | undefined;
  readonly userContexts?: readonly string[] | undefined;
}

export interface Action {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly button?: number;
  readonly value?: string;
  readonly deltaX?: number;
  readonly deltaY?: number;
}

/** Where a script runs, in BiDi's words. */
export interface Target {
  readonly context?: string;
  readonly realm?: string;
  readonly sandbox?: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One WebKitGTK with its contexts, tabs and what runs in each page before its own scripts. */
export class Session {
  readonly host: Host;
  readonly pages: Pages;
  size: Size = { width: 360, height: 640 };
  readonly #settings = new Map<string, Settings>([['default', {}]]);
  readonly #started = new Map<string, Promise<unknown>>();
  readonly #keyboard = new Keyboard();
  #preloads: readonly Preload[] = [];
  #isOnline = true;
  #lastId = 0;

  constructor(line: Transport, tell: (method: string, params: object) => void) {
    this.pages = new Pages(tell);
    this.host = new Host(line, (event: HostEvent) => this.pages.hear(event));
  }

  newId(kind: string): string {
    return `${kind}-${++this.#lastId}`;
  }

  set(userContexts: readonly string[], more: Settings): void {
    for (const name of userContexts) this.#settings.set(name, { ...this.#settings.get(name), ...more });
  }

  async open(userContext: string): Promise<string> {
    let started = this.#started.get(userContext);
    if (!started) {
      const settings = { ...this.#settings.get('default'), ...this.#settings.get(userContext) };
      started = this.host.ask('start', { context: userContext, locale: 'vi', ...settings });
      this.#started.set(userContext, started);
    }
    await started;
    const scripts = this.#scriptsFor('', userContext);
    const view = await this.host.ask<string>('open', { context: userContext, scripts, ...this.size });
    const page = this.pages.add(view, userContext);
    const ready = page.untilLoaded();
    await this.host.ask('load', { view, url: page.url });
    await ready;
    return view;
  }

  /** @returns the navigation's name, once it is under way */
  async navigate(page: PageState, url: string): Promise<string> {
    const navigation = newNavigation();
    page.asked = { navigation, url };
    await this.host.ask('load', { view: page.view, url });
    return navigation;
  }

  /** What BiDi answers to script.evaluate and script.callFunction. */
  async run(
    { context = '', realm, sandbox }: Target,
    code: string,
    args: readonly BidiValue[],
    asHandle: boolean,
  ): Promise<object> {
    const page =
      realm === undefined ? this.pages.get(context) : this.pages.all().find((one) => realm.startsWith(one.realm));
    if (!page) throw new Error('no such frame');
    const at = page.realm;
    const { exception, result } = await this.#ran(page, bodyOf(at, code, args, asHandle));
    const where = { realm: sandbox === undefined ? at : utilityOf(at) };
    if (exception === undefined) return { type: 'success', ...where, result };
    return { type: 'exception', ...where, exceptionDetails: { text: exception, stackTrace: { callFrames: [] } } };
  }

  /** Calls the page's own part. */
  async call(page: PageState, call: string): Promise<void> {
    await this.#ran(page, inFront(page.realm, call));
  }

  async #ran(page: PageState, body: string): Promise<Ran> {
    const at = page.realm;
    const ran = JSON.parse(await this.host.ask<string>('run', { view: page.view, body })) as Ran | null;
    if (ran?.isGone !== true) return ran ?? {};
    // Playwright asks the new page once it has heard of it.
    if (page.realm === at) await page.untilReplaced();
    throw new Error('the page is another one by now');
  }

  async addPreload(preload: Preload): Promise<void> {
    this.#preloads = [...this.#preloads, preload];
    await this.#setScripts();
  }

  async removePreload(id: string): Promise<void> {
    this.#preloads = this.#preloads.filter((preload) => preload.id !== id);
    await this.#setScripts();
  }

  /** What pages are told; the line is the phone's own to cut (line.ts). */
  async setOnline(isOnline: boolean): Promise<void> {
    this.#isOnline = isOnline;
    await this.#setScripts();
    await Promise.all(this.pages.all().map((page) => this.call(page, `setOnline(${isOnline})`)));
  }

  #scriptsFor(view: string, userContext: string): readonly string[] {
    const isFor = ({ contexts, userContexts }: Preload): boolean =>
      contexts?.includes(view) ?? userContexts?.includes(userContext) ?? true;
    return [
      `(${installFront.toString()})(${this.#isOnline})`,
      ...this.#preloads.filter(isFor).map(({ source }) => source),
    ];
  }

  async #setScripts(): Promise<void> {
    await Promise.all(
      this.pages
        .all()
        .map(({ view, userContext }) =>
          this.host.ask('setScripts', { view, scripts: this.#scriptsFor(view, userContext) }),
        ),
    );
  }

  async act(view: string, { type, x = 0, y = 0, button = 0, value = '', deltaX, deltaY }: Action): Promise<void> {
    switch (type) {
      case 'pointerMove':
        return this.host.ask('mouse', { view, kind: 'move', x: Math.round(x), y: Math.round(y) });
      case 'pointerDown':
      case 'pointerUp':
        return this.host.ask('mouse', { view, kind: type === 'pointerDown' ? 'down' : 'up', button });
      case 'keyDown':
      case 'keyUp': {
        const kind = type === 'keyDown' ? 'down' : 'up';
        return this.host.ask('key', { view, kind, ...this.#keyboard.press(value, kind) });
      }
      case 'scroll':
        // GTK has notches only; the page itself scrolls as far as it is told.
        return this.call(this.pages.get(view), `scroll(${x}, ${y}, ${deltaX ?? 0}, ${deltaY ?? 0})`);
      default:
        throw new Error(`no way to act: ${type}`);
    }
  }
}

import type { HostEvent, HostRequest } from './host.ts';
import type { PageMessage } from './page-runtime.ts';

type Tell = (method: string, params: object) => void;

/** The sandbox of Playwright's own scripts. WebKit's main world serves as both, so a page's objects are the same. */
export const utilityOf = (realm: string): string => `${realm}/utility`;

/** One tab, and what BiDi says of it. */
export class PageState {
  realm = '';
  url = 'about:blank';
  /** The navigation that was asked for and has not begun. */
  asked: { readonly navigation: string; readonly url: string } | undefined;
  /** The navigation under way. */
  navigation: string | undefined;
  #waiting: (() => void)[] = [];
  #loading: (() => void)[] = [];

  constructor(
    readonly view: string,
    readonly userContext: string,
  ) {}

  /** Until the page is another one, or a second has passed. */
  untilReplaced(): Promise<void> {
    return new Promise((resolve) => {
      const tooLate = setTimeout(resolve, 1_000);
      this.#waiting.push(() => {
        clearTimeout(tooLate);
        resolve();
      });
    });
  }

  /** Until the page, or the one that takes its place, has loaded. */
  untilLoaded(): Promise<void> {
    return new Promise((resolve) => this.#loading.push(resolve));
  }

  loaded(): void {
    this.#loading.splice(0).forEach((go) => go());
  }

  /** @returns the realm that has ended */
  replace(realm: string, url: string): string {
    const before = this.realm;
    this.realm = realm;
    this.url = url;
    this.#waiting.splice(0).forEach((go) => go());
    return before;
  }
}

const withoutFragment = (url: string): string => new URL(url).href.split('#')[0] ?? '';

let lastNavigation = 0;
export const newNavigation = (): string => `navigation-${++lastNavigation}`;

/** Tells in BiDi's words what happens in the tabs. */
export class Pages {
  readonly #pages = new Map<string, PageState>();

  constructor(private readonly tell: Tell) {}

  all(): readonly PageState[] {
    return [...this.#pages.values()];
  }

  get(view: string): PageState {
    const page = this.#pages.get(view);
    if (!page) throw new Error('no such frame');
    return page;
  }

  add(view: string, userContext: string): PageState {
    const page = new PageState(view, userContext);
    this.#pages.set(view, page);
    this.tell('browsingContext.contextCreated', {
      context: view,
      url: page.url,
      userContext,
      parent: null,
      originalOpener: null,
      children: [],
    });
    return page;
  }

  hear(event: HostEvent): void {
    const page = this.#pages.get(event.view);
    if (!page) return;
    const about = { context: page.view, timestamp: Date.now() };
    switch (event.event) {
      case 'started':
        page.navigation = newNavigation();
        if (page.asked && withoutFragment(page.asked.url) === withoutFragment(event.url)) {
          page.navigation = page.asked.navigation;
          page.asked = undefined;
        }
        return this.tell('browsingContext.navigationStarted', {
          ...about,
          navigation: page.navigation,
          url: event.url,
        });
      case 'failed':
        this.tell('browsingContext.navigationFailed', {
          ...about,
          navigation: page.navigation ?? null,
          url: event.url,
        });
        page.navigation = undefined;
        return;
      case 'page':
        return this.#page(page, event.message);
      case 'closed':
      case 'crashed':
        this.#pages.delete(page.view);
        return this.tell('browsingContext.contextDestroyed', {
          context: page.view,
          url: page.url,
          userContext: page.userContext,
          parent: null,
          children: [],
        });
      case 'download':
        page.navigation = undefined;
        return this.tell('browsingContext.downloadWillBegin', {
          ...about,
          navigation: null,
          download: event.id,
          url: event.url,
          suggestedFilename: event.name,
        });
      case 'downloadEnd':
        return this.tell('browsingContext.downloadEnd', {
          ...about,
          navigation: null,
          download: event.id,
          url: event.url,
          status: event.failed ? 'canceled' : 'complete',
        });
      case 'request':
        return this.tell('network.beforeRequestSent', requestOf(event));
      case 'response':
      case 'responseEnd': {
        const method = event.event === 'response' ? 'responseStarted' : 'responseCompleted';
        return this.tell(`network.${method}`, { ...requestOf(event), response: responseOf(event.url, event.status) });
      }
      case 'requestFailed':
        return this.tell('network.fetchError', { ...requestOf(event), errorText: event.message });
    }
  }

  #page(page: PageState, message: PageMessage): void {
    const about = { context: page.view, timestamp: Date.now(), url: page.url };
    const source = { realm: page.realm, context: page.view };
    switch (message.kind) {
      case 'start':
      case 'restored':
        return this.#replace(page, message.realm, message.url, message.kind === 'restored');
      case 'content':
        return this.tell('browsingContext.domContentLoaded', { ...about, navigation: null });
      case 'load':
        page.loaded();
        return this.tell('browsingContext.load', { ...about, navigation: null });
      case 'address':
        return this.#address(page, message.url);
      case 'console':
        return this.tell('log.entryAdded', {
          type: 'console',
          level: message.level,
          method: message.level,
          args: message.texts.map((value) => ({ type: 'string', value })),
          text: message.texts.join(' '),
          stackTrace: { callFrames: [{ url: page.url, lineNumber: 0, columnNumber: 0, functionName: '' }] },
          source,
          timestamp: about.timestamp,
        });
      case 'error':
        return this.tell('log.entryAdded', {
          type: 'javascript',
          level: 'error',
          text: message.text,
          stackTrace: { callFrames: [] },
          source,
          timestamp: about.timestamp,
        });
      case 'channel':
        return this.tell('script.message', { channel: message.channel, data: message.value, source });
    }
  }

  #replace(page: PageState, realm: string, url: string, isWhole: boolean): void {
    const navigation = page.navigation ?? newNavigation();
    page.navigation = undefined;
    const before = page.replace(realm, url);
    const about = { context: page.view, timestamp: Date.now(), url, navigation };
    if (before !== '')
      for (const ended of [before, utilityOf(before)]) this.tell('script.realmDestroyed', { realm: ended });
    this.tell('browsingContext.navigationCommitted', about);
    this.tell('script.realmCreated', { type: 'window', realm, context: page.view, origin: new URL(url).origin });
    if (!isWhole) return;
    this.tell('browsingContext.domContentLoaded', about);
    this.tell('browsingContext.load', about);
  }

  #address(page: PageState, url: string): void {
    if (url === page.url) return;
    page.url = url;
    const about = { context: page.view, timestamp: Date.now(), url };
    if (page.asked?.url !== url) return this.tell('browsingContext.historyUpdated', about);
    this.tell('browsingContext.fragmentNavigated', { ...about, navigation: page.asked.navigation });
    page.asked = undefined;
  }
}

const requestOf = ({ view, id, url, method }: HostRequest): object => ({
  context: view,
  navigation: null,
  redirectCount: 0,
  timestamp: Date.now(),
  initiator: { type: 'other' },
  request: {
    request: id,
    url,
    method,
    headers: [],
    cookies: [],
    destination: '',
    initiatorType: 'fetch',
    timings: { requestTime: Date.now(), responseEnd: Date.now() },
  },
});

const responseOf = (url: string, status: number): object => ({
  url,
  status,
  statusText: '',
  protocol: 'http/1.1',
  headers: [],
  headersSize: 0,
  bodySize: 0,
});

// What Playwright 1.65 asks of Firefox over WebDriver BiDi and Firefox 153 does not know, or says otherwise. Each gap
// is filled in the messages between the two (https://w3c.github.io/webdriver-bidi/), so that neither is changed; an
// entry goes once its gap is closed on either side.
import { firefox, type BrowserContext, type Page } from '@playwright/test';
import { webkit } from '../../../../scripts/webkit.ts';
import type { Transport } from './webkit/host.ts';
import { WebkitTransport } from './webkit/webkit-transport.ts';

type Params = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly type?: 'success' | 'error' | 'event';
  readonly method?: string;
  readonly params?: Params;
  readonly result?: unknown;
}

/** Commands that Firefox 153 does not know, answered as done: by name, and for which parameters. */
const answeredAsDone: Readonly<Record<string, (params: Params) => boolean>> = {
  // Sent by Playwright from 1.65 for each context, also where no story asks for a colour scheme.
  'emulation.setMediaFeaturesOverride': () => true,
  // The clipboard is allowed by a preference instead (scripts/firefox.ts).
  'permissions.setPermission': ({ descriptor }) => (descriptor as { name: string }).name.startsWith('clipboard-'),
};

/** Commands sent with other parameters. `browsingContext.print`: wants centimetres, Playwright 1.65 sends inches. */
const corrected: Readonly<Record<string, (params: Params) => Params>> = {
  'browsingContext.print': (params) => ({
    ...params,
    page: inCentimetres(params['page']),
    margin: inCentimetres(params['margin']),
  }),
};

const inCentimetres = (lengths: unknown): Params =>
  Object.fromEntries(Object.entries(lengths as Record<string, number>).map(([side, inches]) => [side, inches * 2.54]));

/** Events heard with other parameters. */
const completed: Readonly<Record<string, (params: Params) => Params>> = {
  'browsingContext.downloadWillBegin': withDownloadId,
  'browsingContext.downloadEnd': withDownloadId,
  'log.entryAdded': withWordsOfErrors,
};

/**
 * Playwright 1.65 overlooks a download that no navigation began and that has no id, as Firefox 153 says it of a blob:
 * its address stands for it.
 */
function withDownloadId(params: Params): Params {
  return { ...params, download: params['download'] ?? params['navigation'] ?? params['url'] };
}

/** Of an error on the console Playwright 1.65 tells only that it is one: the browser's own text stands for it. */
function withWordsOfErrors(params: Params): Params {
  const args = (params['args'] ?? []) as readonly { readonly type: string }[];
  if (!args.some(({ type }) => type === 'error')) return params;
  return { ...params, args: [{ type: 'string', value: params['text'] }] };
}

function complete(message: Message): Message {
  const mend = message.type === 'event' ? completed[message.method ?? ''] : undefined;
  return mend ? { ...message, params: mend(message.params ?? {}) } : message;
}

/** What Playwright sees instead of the browser's own end of the line. */
class CompleteTransport implements Transport<Message, Message> {
  onmessage?: (message: Message) => void;
  onclose?: (reason?: string) => void;

  constructor(private readonly browser: Transport<Message, Message>) {
    browser.onmessage = (message) => this.onmessage?.(complete(message));
    browser.onclose = (reason) => this.onclose?.(reason);
  }

  send(message: Message): void {
    const { method = '', params = {} } = message;
    if (answeredAsDone[method]?.(params) === true)
      queueMicrotask(() => this.onmessage?.({ type: 'success', id: message.id!, result: {} }));
    else this.browser.send({ ...message, params: corrected[method]?.(params) ?? params });
  }

  close(): void {
    this.browser.close();
  }

  closeAndWait(): Promise<void> {
    return this.browser.closeAndWait();
  }
}

interface LaunchOptions {
  readonly originalLaunchOptions: { readonly executablePath?: string };
}

interface Launcher {
  connectToTransport(line: Transport, options: LaunchOptions): Promise<unknown>;
}

/** Playwright's own side of its objects: no public way leads to a transport, or to how pictures are taken. */
interface PlaywrightInside {
  readonly _connection: {
    toImpl(of: unknown): { readonly _bidiFirefox: Launcher; readonly delegate: Record<string, unknown> };
  };
}

const insideOf = (thing: unknown) => (thing as PlaywrightInside)._connection.toImpl(thing);

// For every Firefox that this process launches once it has read this file.
const launcher = insideOf(firefox)._bidiFirefox;
const connect = launcher.connectToTransport.bind(launcher);
launcher.connectToTransport = (line, options) => {
  const isWebkit = options.originalLaunchOptions.executablePath === webkit.path();
  return connect(new CompleteTransport(isWebkit ? new WebkitTransport(line) : line), options);
};

/**
 * Runs in the page: `fill` types as a keyboard does. Playwright 1.65 sets the value of the element instead and sends an
 * event, which React takes for its own doing and does not hear.
 */
function typeAsKeyboard(): void {
  Object.defineProperty(window, '__pw_bidiInsertText', {
    get: () => (text: string) => void document.execCommand(text === '' ? 'delete' : 'insertText', false, text),
    set: () => undefined, // Playwright's own
  });
}

/**
 * For a picture, Playwright 1.65 adds an empty style to the page and takes it away, to bring animations into step. The
 * app's policy refuses it, aloud.
 */
function takePicturesWithoutStyle(page: Page): void {
  insideOf(page).delegate['shouldToggleStyleSheetToSyncAnimations'] = () => false;
}

/** What a new context needs besides. */
export async function completeContext(context: BrowserContext): Promise<void> {
  context.pages().forEach(takePicturesWithoutStyle);
  context.on('page', takePicturesWithoutStyle);
  await context.addInitScript(typeAsKeyboard);
}

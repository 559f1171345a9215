/** What a page's own part tells the host; `kind` says what. */
export type PageMessage =
  | { readonly kind: 'start' | 'restored'; readonly realm: string; readonly url: string }
  | { readonly kind: 'content' | 'load' }
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'console'; readonly level: string; readonly texts: readonly string[] }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'channel'; readonly channel: string; readonly value: unknown };

/** A value as WebDriver BiDi writes it (script.LocalValue, script.RemoteValue). */
export interface BidiValue {
  readonly type?: string;
  readonly value?: unknown;
  readonly handle?: string;
  readonly sharedId?: string;
}

/** What `run` of a page answers, as JSON. */
export interface Ran {
  /** The page is another one by now. */
  readonly isGone?: true;
  readonly exception?: string;
  readonly result?: BidiValue;
}

/** The part of every page that the transport talks to (`globalThis.__front`). */
export interface Front {
  readonly realm: string;
  isOnline: boolean;
  run(
    code: (() => unknown) | ((...args: unknown[]) => unknown),
    args: readonly BidiValue[],
    texts: Readonly<Record<string, () => unknown>>,
    how: { readonly asHandle: boolean },
  ): Promise<string>;
  disown(handles: readonly string[]): string;
  setOnline(isOnline: boolean): string;
  setFiles(
    handle: string,
    files: readonly { readonly name: string; readonly type: string; readonly base64: string }[],
  ): string;
  /** As a wheel at this place does. */
  scroll(x: number, y: number, deltaX: number, deltaY: number): string;
  send(channel: string, value: unknown): void;
}

/** Runs in each page before any script of its own. */
export function installFront(isOnline: boolean): void {
  const scope = globalThis as unknown as {
    readonly webkit: { readonly messageHandlers: { readonly front: { postMessage(text: string): void } } };
    __front?: Front;
    eval: (text: string) => unknown;
  };
  if (scope.__front) return;
  const { stringify } = JSON;
  const host = scope.webkit.messageHandlers.front;
  const tell = (message: PageMessage | { readonly kind: 'input'; readonly type: string }): void =>
    host.postMessage(stringify(message));
  const realm = `realm-${Math.random().toString(36).slice(2)}`;
  const handles = new Map<string, unknown>();
  let last = 0;

  // The page's policy forbids `eval`, and Playwright's scripts use it: what it is to read comes along as code.
  const known = new Map<string, () => unknown>();
  scope.eval = (text) => {
    const code = known.get(text);
    if (!code) throw new EvalError('This page’s policy forbids to read a text as code.');
    return code();
  };

  const keep = (value: unknown): string => {
    const handle = `${realm}:${++last}`;
    handles.set(handle, value);
    return handle;
  };

  const numbers: Readonly<Record<string, number>> = { NaN, '-0': -0, Infinity, '-Infinity': -Infinity };

  const read = (value: BidiValue): unknown => {
    const handle = value.handle ?? value.sharedId;
    if (handle !== undefined) {
      if (!handles.has(handle)) throw new ReferenceError('no such handle');
      return handles.get(handle);
    }
    switch (value.type) {
      case 'null':
        return null;
      case 'number':
        return typeof value.value === 'string' ? numbers[value.value] : value.value;
      case 'bigint':
        return BigInt(value.value as string);
      case 'array':
        return (value.value as readonly BidiValue[]).map(read);
      case 'object':
        return Object.fromEntries(
          (value.value as readonly (readonly [BidiValue | string, BidiValue])[]).map(([key, one]) => [
            typeof key === 'string' ? key : read(key),
            read(one),
          ]),
        );
      case 'date':
        return new Date(value.value as string);
      case 'regexp': {
        const { pattern, flags } = value.value as { readonly pattern: string; readonly flags?: string };
        return new RegExp(pattern, flags);
      }
      default:
        return value.value;
    }
  };

  const numberOf = (value: number): BidiValue => {
    const name = Object.is(value, -0) ? '-0' : String(value);
    return { type: 'number', value: name in numbers ? name : value };
  };

  const write = (value: unknown): BidiValue => {
    switch (typeof value) {
      case 'undefined':
        return { type: 'undefined' };
      case 'number':
        return numberOf(value);
      case 'bigint':
        return { type: 'bigint', value: value.toString() };
      case 'string':
      case 'boolean':
        return { type: typeof value, value };
      case 'function':
      case 'symbol':
        return { type: typeof value };
      case 'object':
        if (value === null) return { type: 'null' };
        if (value instanceof Node) return { type: 'node', sharedId: keep(value) };
        if (Array.isArray(value)) return { type: 'array', value: value.map(write) };
        return { type: 'object', value: Object.entries(value).map(([key, one]) => [key, write(one)]) };
    }
  };

  /** What kind of thing it is; the things themselves stay. */
  const writeHandle = (value: unknown): BidiValue => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return write(value);
    const handle = keep(value);
    if (value instanceof Node) return { type: 'node', handle, sharedId: handle };
    if (typeof value === 'function') return { type: 'function', handle };
    return { type: Array.isArray(value) ? 'array' : 'object', handle };
  };

  const front: Front = {
    realm,
    isOnline,
    async run(code, args, texts, { asHandle }) {
      // A promise may read a text later.
      for (const [text, read] of Object.entries(texts)) known.set(text, read);
      for (const text of [...known.keys()].slice(0, -100)) known.delete(text);
      try {
        const given = args.map(read);
        const result = await code(...given);
        return stringify({ result: asHandle ? writeHandle(result) : write(result) });
      } catch (error) {
        if (error instanceof ReferenceError && error.message === 'no such handle') return stringify({ isGone: true });
        return stringify({ exception: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      }
    },
    disown(gone) {
      gone.forEach((handle) => handles.delete(handle));
      return 'null';
    },
    setOnline(now) {
      if (front.isOnline === now) return 'null';
      front.isOnline = now;
      dispatchEvent(new Event(now ? 'online' : 'offline'));
      return 'null';
    },
    setFiles(handle, files) {
      const input = handles.get(handle) as HTMLInputElement;
      const chosen = new DataTransfer();
      for (const { name, type, base64 } of files)
        chosen.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], name, { type }));
      input.files = chosen.files;
      for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      return 'null';
    },
    scroll(x, y, deltaX, deltaY) {
      const isMoved = (of: Element): boolean => {
        const before = of.scrollTop + of.scrollLeft;
        of.scrollBy({ left: deltaX, top: deltaY, behavior: 'instant' });
        return of.scrollTop + of.scrollLeft !== before;
      };
      let element = document.elementFromPoint(x, y);
      while (element && !isMoved(element)) element = element.parentElement;
      return 'null';
    },
    send: (channel, value) => tell({ kind: 'channel', channel, value: write(value) }),
  };
  Object.defineProperty(scope, '__front', { value: front });
  Object.defineProperty(Navigator.prototype, 'onLine', { get: () => front.isOnline });

  for (const type of ['mousemove', 'mousedown', 'mouseup', 'keydown', 'keyup', 'wheel'])
    addEventListener(type, () => tell({ kind: 'input', type }), { capture: true, passive: true });
  const words = (value: unknown): string =>
    value instanceof Error ? `${value.name}: ${value.message}\n${value.stack ?? ''}` : String(value);
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    const original = console[level].bind(console);
    console[level] = (...all: unknown[]) => {
      tell({ kind: 'console', level, texts: all.map(words) });
      original(...all);
    };
  }
  addEventListener('error', ({ error, message }: ErrorEvent) => {
    if (message !== '')
      tell({ kind: 'error', text: error instanceof Error ? `${error.name}: ${error.message}` : message });
  });
  addEventListener('unhandledrejection', ({ reason }) =>
    tell({
      kind: 'error',
      text: reason instanceof Error ? `${reason.name}: ${reason.message}` : `Error: ${String(reason)}`,
    }),
  );
  const tellAddress = (): void => tell({ kind: 'address', url: location.href });
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = Object.getOwnPropertyDescriptor(History.prototype, name)?.value as History['pushState'];
    History.prototype[name] = function (this: History, ...given: Parameters<History['pushState']>) {
      original.apply(this, given);
      tellAddress();
    };
  }
  addEventListener('popstate', tellAddress);
  addEventListener('hashchange', tellAddress);
  document.addEventListener('DOMContentLoaded', () => tell({ kind: 'content' }));
  addEventListener('load', () => tell({ kind: 'load' }));
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) tell({ kind: 'restored', realm, url: location.href });
  });
  tell({ kind: 'start', realm, url: location.href });
}

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { BidiValue } from './page-runtime.ts';
import { codeOf, scriptOf } from './scripts.ts';
import type { Action, Session, Target } from './session.ts';

/** What Playwright sends with its commands, as far as it is used here; each command has some of it. */
export interface Params {
  readonly capabilities: { readonly alwaysMatch: { readonly proxy?: Proxy } };
  readonly proxy?: Proxy;
  readonly context: string;
  readonly contexts?: readonly string[];
  readonly userContext?: string;
  readonly userContexts?: readonly string[];
  readonly partition: { readonly userContext?: string };
  readonly downloadBehavior: { readonly destinationFolder?: string };
  readonly url: string;
  readonly delta: number;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly origin?: 'document' | 'viewport';
  readonly page: { readonly width: number; readonly height: number };
  readonly target: Target;
  readonly expression: string;
  readonly functionDeclaration: string;
  readonly arguments?: readonly BidiValue[];
  readonly resultOwnership?: 'root' | 'none';
  readonly handles: readonly string[];
  readonly script: string;
  readonly actions: readonly { readonly actions: readonly Action[] }[];
  readonly element: { readonly sharedId: string };
  readonly files: readonly string[];
  readonly locale?: string;
  readonly timezone?: string;
  readonly userAgent?: string | null;
  readonly networkConditions: { readonly type: 'offline' } | null;
}

interface Proxy {
  readonly httpProxy: string;
}

export type Commands = Readonly<Record<string, (params: Params, method: string) => Promise<unknown>>>;

interface HostCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly expires?: number;
}

/** WebDriver BiDi's commands, by what a session of WebKitGTK can do. */
export function commandsOf(session: Session): Commands {
  const { host, pages } = session;
  const done = (): Promise<void> => Promise.resolve();
  const isRoot = ({ resultOwnership }: Params): boolean => resultOwnership === 'root';
  return {
    'session.new': async ({ capabilities: { alwaysMatch } }) => {
      if (alwaysMatch.proxy) session.set(['default'], { proxy: `http://${alwaysMatch.proxy.httpProxy}` });
      return { sessionId: 'webkit', capabilities: { browserName: 'webkit', browserVersion: '2.50', userAgent: '' } };
    },
    'session.subscribe': done,
    'session.end': done,
    'browser.close': () => host.ask('quit'),
    'browser.createUserContext': async ({ proxy }) => {
      const userContext = session.newId('context');
      session.set([userContext], proxy ? { proxy: `http://${proxy.httpProxy}` } : {});
      return { userContext };
    },
    'browser.removeUserContext': async ({ userContext }) => {
      for (const { view } of pages.all().filter((page) => page.userContext === userContext))
        await host.ask('close', { view });
    },
    'browser.setDownloadBehavior': ({ downloadBehavior: { destinationFolder: folder } }) =>
      folder === undefined ? done() : host.ask('downloadsTo', { folder }),
    'browsingContext.create': async ({ userContext = 'default' }) => ({ context: await session.open(userContext) }),
    'browsingContext.close': ({ context }) => host.ask('close', { view: context }),
    'browsingContext.activate': ({ context }) => host.ask('activate', { view: context }),
    'browsingContext.navigate': async ({ context, url }) => ({
      navigation: await session.navigate(pages.get(context), url),
      url,
    }),
    'browsingContext.reload': ({ context }) => host.ask('reload', { view: context }),
    'browsingContext.traverseHistory': ({ context, delta }) => host.ask('travel', { view: context, delta }),
    'browsingContext.setViewport': async ({ context, viewport }) => {
      if ((context as string | undefined) === undefined) session.size = viewport;
      else await host.ask('resize', { view: context, ...viewport });
    },
    'browsingContext.captureScreenshot': async ({ context, origin }) => ({
      data: await host.ask('picture', { view: context, whole: origin === 'document' }),
    }),
    'browsingContext.print': async ({ context, page }) => ({
      data: await host.ask('printed', { view: context, ...page }),
    }),
    'script.evaluate': (params) => session.run(params.target, codeOf(params.expression), [], isRoot(params)),
    'script.callFunction': (params) =>
      session.run(params.target, params.functionDeclaration, params.arguments ?? [], isRoot(params)),
    'script.disown': ({ target, handles }) =>
      session.call(pages.get(target.context ?? ''), `disown(${JSON.stringify(handles)})`),
    'script.addPreloadScript': async ({ functionDeclaration, arguments: args = [], contexts, userContexts }) => {
      const id = session.newId('preload');
      const source = `(${functionDeclaration})(${args.map(scriptOf).join(', ')})`;
      await session.addPreload({ id, source, contexts, userContexts });
      return { script: id };
    },
    'script.removePreloadScript': ({ script }) => session.removePreload(script),
    'input.performActions': async ({ context, actions }) => {
      for (const { actions: steps } of actions) for (const step of steps) await session.act(context, step);
    },
    'input.setFiles': ({ context, element: { sharedId }, files }) => {
      const chosen = files.map((path) => ({
        name: basename(path),
        type: '',
        base64: readFileSync(path).toString('base64'),
      }));
      return session.call(pages.get(context), `setFiles(${JSON.stringify(sharedId)}, ${JSON.stringify(chosen)})`);
    },
    'network.addIntercept': async () => ({ intercept: 'none' }),
    'network.removeIntercept': done,
    'network.addDataCollector': async () => ({ collector: 'none' }),
    'network.setCacheBehavior': done,
    'permissions.setPermission': done, // the host lets every page do everything
    'storage.getCookies': async ({ partition: { userContext: context = 'default' } }) => ({
      cookies: (await host.ask<readonly HostCookie[]>('cookies', { context })).map(({ value, expires, ...cookie }) => ({
        ...cookie,
        value: { type: 'string', value },
        ...(expires !== undefined && { expiry: expires }),
      })),
    }),
    'storage.deleteCookies': ({ partition: { userContext: context = 'default' } }) =>
      host.ask('forgetCookies', { context }),
    'emulation.setLocaleOverride': async ({ locale, userContexts = [] }) =>
      session.set(userContexts, locale === undefined ? {} : { locale }),
    'emulation.setTimezoneOverride': async ({ timezone, userContexts = [] }) =>
      session.set(userContexts, timezone === undefined ? {} : { timezone }),
    'emulation.setUserAgentOverride': async ({ userAgent, userContexts = [] }) =>
      session.set(userContexts, typeof userAgent === 'string' ? { userAgent } : {}),
    'emulation.setNetworkConditions': ({ networkConditions }) => session.setOnline(networkConditions === null),
    'emulation.setScreenOrientationOverride': done,
    'emulation.setScreenSettingsOverride': done,
    'emulation.setMediaFeaturesOverride': done,
  };
}

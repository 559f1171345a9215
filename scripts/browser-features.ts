// What the app asks of a browser, with the first version of each that has it, and what happens where it is lacking. The
// floor is the oldest that the app is built for (vite.config.ts); `tests/unit/build/browser-features.test.ts` fails on
// anything newer in `src` that is not listed here with a stand-in. Versions by MDN's browser-compat-data.

/** The oldest browsers the app is built for. */
export const floor = { chrome: 109, safari: 16.4, firefox: 115 } as const;
export type Browser = keyof typeof floor;

export interface Feature {
  readonly name: string;
  readonly pattern: RegExp;
  /** First versions; undefined: none so far. */
  readonly since: { readonly [B in Browser]: number | undefined };
  /** What the app does without it. Required for whatever a browser of the floor lacks. */
  readonly standIn?: string;
}

const since = (chrome?: number, safari?: number, firefox?: number): Feature['since'] => ({ chrome, safari, firefox });

/** Of the language and the browser's interfaces. */
export const apiFeatures: readonly Feature[] = [
  { name: 'Compression Streams', pattern: /\b(De)?[Cc]ompressionStream\b/, since: since(80, 16.4, 113) },
  { name: 'AbortSignal.timeout', pattern: /AbortSignal\.timeout\b/, since: since(103, 16, 100) },
  { name: 'AbortSignal.any', pattern: /AbortSignal\.any\b/, since: since(116, 17.4, 124) },
  {
    name: 'indexedDB.databases',
    pattern: /indexedDB\.databases\b/,
    since: since(72, 14, 126),
    standIn: 'a message of a failure does not say that what was saved is still there',
  },
  { name: 'Web Locks', pattern: /navigator\.locks\b/, since: since(69, 15.4, 96) },
  { name: 'BroadcastChannel', pattern: /\bnew BroadcastChannel\b/, since: since(54, 15.4, 38) },
  { name: 'structuredClone', pattern: /\bstructuredClone\(/, since: since(98, 15.4, 94) },
  { name: 'findLast', pattern: /\.findLast(Index)?\(/, since: since(97, 15.4, 104) },
  { name: 'Object.hasOwn', pattern: /Object\.hasOwn\(/, since: since(93, 15.4, 92) },
  { name: 'inert', pattern: /\binert\b(?= ?[=}/>])/, since: since(102, 15.5, 112) },
  { name: 'array copies', pattern: /\.(toSorted|toReversed|toSpliced)\(/, since: since(110, 16, 115) },
  { name: 'Array.fromAsync', pattern: /Array\.fromAsync\(/, since: since(121, 16.4, 115) },
  { name: 'groupBy', pattern: /\b(Object|Map)\.groupBy\(/, since: since(117, 17.4, 119) },
  { name: 'Promise.withResolvers', pattern: /Promise\.withResolvers\(/, since: since(119, 17.4, 121) },
  { name: 'Promise.try', pattern: /Promise\.try\(/, since: since(128, 18.2, 134) },
  { name: 'set methods', pattern: /\.(isSubsetOf|isSupersetOf|symmetricDifference)\(/, since: since(122, 17, 127) },
  {
    name: 'iterator helpers',
    pattern: /\.(values|keys|entries)\(\)\.(map|filter|some|every|find|toArray|take|drop)\(/,
    since: since(122, 18.4, 131),
  },
  { name: 'URL.canParse, URL.parse', pattern: /\bURL\.(canParse|parse)\(/, since: since(126, 18, 126) },
  { name: 'well-formed strings', pattern: /\.(isWellFormed|toWellFormed)\(/, since: since(111, 16.4, 119) },
  { name: 'Uint8Array base64', pattern: /\.(toBase64|fromBase64|toHex|fromHex)\(/, since: since(140, 18.2, 133) },
  { name: 'view transitions', pattern: /startViewTransition\b/, since: since(111, 18, 144) },
  { name: 'popover', pattern: /\b(showPopover|popovertarget)\b/i, since: since(114, 17, 125) },
  {
    name: 'scheduler.yield',
    pattern: /\bscheduler\b.*\byield\b/,
    since: since(129, undefined, 142),
    standIn: 'a message channel (src/lib/next-task.ts)',
  },
  {
    name: 'Network Information',
    pattern: /\bconnection\?\.(type|effectiveType|saveData)\b/,
    since: since(61, undefined, undefined),
    standIn: 'speed by a timed probe; “only over Wi-Fi” says that the phone does not tell, and waits for “Gửi ngay”',
  },
  {
    name: 'Push API',
    pattern: /\bpushManager\b|\bPushManager\b/,
    // Safari on a phone since 16.4, in an app of the home screen only.
    since: since(50, 16.4, 44),
    standIn:
      'the settings say that this browser cannot be reminded; on an iPhone: that the app has to be on the home screen',
  },
  {
    name: 'Background Sync',
    pattern: /\bsync\.register\(/,
    since: since(49, undefined, undefined),
    standIn: 'the page sends when it is opened, seen or on line again',
  },
  {
    name: 'Web Share',
    pattern: /navigator\.share\b/,
    since: since(89, 12.1, undefined),
    standIn: 'copying, or saving the file',
  },
  {
    name: 'storage estimate',
    pattern: /storage\??\.estimate\b/,
    since: since(61, 17, 57),
    standIn: 'room is not shown',
  },
  { name: 'storage.persist', pattern: /\.persist\(/, since: since(55, 15.2, 57) },
  {
    name: 'screen wake lock',
    pattern: /\bwakeLock\b/,
    since: since(84, 16.4, 126),
    standIn: 'the screen dims as the phone is set to',
  },
  {
    name: 'Trusted Types',
    pattern: /\btrustedTypes\b/,
    since: since(83, 26, 148),
    standIn: 'the policy of scripts alone',
  },
  {
    name: 'beforeinstallprompt',
    pattern: /beforeinstallprompt/,
    since: since(44, undefined, undefined),
    standIn: 'words how to put the app on the home screen',
  },
  {
    name: 'requestIdleCallback',
    pattern: /\brequestIdleCallback\b/,
    since: since(47, undefined, 55),
    standIn: 'a timer',
  },
];

/** Of style sheets. */
export const cssFeatures: readonly Feature[] = [
  { name: '@container', pattern: /@container\b/, since: since(105, 16, 110) },
  { name: 'dvh', pattern: /\d(dvh|svh|lvh)\b/, since: since(108, 15.4, 101) },
  {
    name: ':has()',
    pattern: /:has\(/,
    since: since(105, 15.4, 121),
    standIn:
      '@supports not selector(:has(*)): focus rings by :focus-within, links always shown; guides read as one page',
  },
  {
    name: 'content-visibility',
    pattern: /content-visibility:/,
    since: since(85, 18, 125),
    standIn: 'only a gain of time',
  },
  { name: 'text-wrap', pattern: /text-wrap:/, since: since(114, 17.5, 121), standIn: 'lines break as usual' },
  { name: 'nesting', pattern: /^\s*&/m, since: since(120, 17.2, 117) },
  { name: '@layer', pattern: /@layer\b/, since: since(99, 15.4, 97) },
  { name: '@scope', pattern: /@scope\b/, since: since(118, 17.4, 146) },
  { name: '@starting-style', pattern: /@starting-style\b/, since: since(117, 17.5, 129) },
  { name: 'color-mix()', pattern: /color-mix\(/, since: since(111, 16.2, 113) },
  { name: 'oklch()', pattern: /\bokl(ch|ab)\(/, since: since(111, 15.4, 113) },
  { name: 'light-dark()', pattern: /light-dark\(/, since: since(123, 17.5, 120) },
  { name: 'subgrid', pattern: /\bsubgrid\b/, since: since(117, 16, 71) },
  { name: 'field-sizing', pattern: /field-sizing:/, since: since(123, 26.2, undefined) },
  { name: 'anchor positioning', pattern: /\b(anchor-name|position-anchor):/, since: since(125, 26, 147) },
  { name: 'scroll-driven animations', pattern: /animation-timeline:/, since: since(115, 26, undefined) },
  { name: 'media ranges', pattern: /@media[^{]*[<>]/, since: since(104, 16.4, 102) },
  {
    name: 'scrollbar-gutter',
    pattern: /scrollbar-gutter:/,
    since: since(94, 18.2, 97),
    standIn: 'the page moves by a scrollbar’s width',
  },
];

/** The browsers of the floor that lack the feature. */
export const lackedBy = ({ since: first }: Feature): Browser[] =>
  (Object.keys(floor) as Browser[]).filter((browser) => (first[browser] ?? Infinity) > floor[browser]);

/** The names of what `text` uses and a browser of the floor lacks, without a stand-in. */
export const tooNewIn = (text: string, features: readonly Feature[]): string[] =>
  features
    .filter((feature) => feature.standIn === undefined && lackedBy(feature).length > 0 && feature.pattern.test(text))
    .map(({ name }) => name);

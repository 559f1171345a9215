import { Script } from 'node:vm';
import type { BidiValue } from './page-runtime.ts';

/** A function's code that gives what the text is worth; nothing, where the text is statements. */
export function codeOf(text: string): string {
  const expression = text.trim().replace(/^;+|;+$/g, '');
  try {
    new Script(`(${expression})`);
    return `() => (${expression})`;
  } catch {
    return `() => { ${text} }`;
  }
}

/** An argument of a script that runs before a page's own: BiDi's channel, by which it calls back. */
export function scriptOf({ type, value }: BidiValue): string {
  if (type !== 'channel') throw new Error(`a preload script got an argument of type ${type ?? 'unknown'}`);
  const { channel } = value as { readonly channel: string };
  return `(value) => globalThis.__front.send(${JSON.stringify(channel)}, value)`;
}

/**
 * What runs in a page for a function and its arguments.
 * @param realm where it is to run; in another page it answers that this one is gone
 */
export function bodyOf(realm: string, code: string, args: readonly BidiValue[], asHandle: boolean): string {
  const texts = [...new Set(textsIn(args))].map((text) => `${JSON.stringify(text)}: ${codeOf(text)}`);
  return inFront(realm, `run((${code}), ${JSON.stringify(args)}, { ${texts.join(', ')} }, { asHandle: ${asHandle} })`);
}

/** A call of the page's own part (page-runtime.ts). */
export const inFront = (realm: string, call: string): string =>
  `const front = globalThis.__front;
if (front?.realm !== ${JSON.stringify(realm)}) return '{"isGone":true}';
return await front.${call};`;

/** Where Playwright's scripts hand over a text that a page is to read as code. */
const keysOfCode = {
  expression: (text: string) => text,
  callbackText: (text: string) => text,
  functionText: (text: string) => `(${text})`,
} as const;

const isKeyOfCode = (key: unknown): key is keyof typeof keysOfCode => typeof key === 'string' && key in keysOfCode;

/** Every text that Playwright will read as code: its own argument, and what lies in those of the caller. */
function textsIn(args: readonly BidiValue[]): string[] {
  // (utilityScript, isFunction, returnByValue, expression, …)
  const [script, , , expression] = args;
  const own = script?.handle !== undefined && expression?.type === 'string' ? [expression.value as string] : [];
  return [...own, ...args.flatMap(codeIn)];
}

function codeIn(value: BidiValue): string[] {
  if (value.type === 'array') return (value.value as readonly BidiValue[]).flatMap(codeIn);
  if (value.type !== 'object') return [];
  const entries = value.value as readonly (readonly [BidiValue, BidiValue])[];
  const entry = (name: string): unknown => entries.find(([key]) => key.value === name)?.[1].value;
  // Playwright writes an object as a list of its entries: {k, v}.
  const [key, text] = [entry('k'), entry('v')];
  const code = isKeyOfCode(key) && typeof text === 'string' ? [keysOfCode[key](text)] : [];
  return [...code, ...entries.flatMap(([, one]) => codeIn(one))];
}

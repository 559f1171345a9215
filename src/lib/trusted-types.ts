// Trusted Types (https://w3c.github.io/trusted-types/dist/spec/): the browser takes no text for markup or for a
// script's address any more, whoever slips it in, but what comes from here. Where a browser has none, and on the
// server, texts stay texts.

interface Policy {
  createHTML(html: string): unknown;
  createScriptURL(url: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { createHTML(html: string): string; createScriptURL(url: string): string }): Policy;
}

/** The one policy that the server's headers allow (src/server/http/headers.ts). */
export const policyName = 'thon-so';
/** The one script that a page asks for by its address. */
export const workerUrl = '/sw.js';

const refuse = (what: string): never => {
  throw new TypeError(`no ${what} is made from text`);
};

const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy(policyName, {
  createHTML: (html) => (html === '' ? html : refuse('markup')),
  createScriptURL: (url) => (url === workerUrl ? url : refuse('script')),
});

/**
 * Nothing, as markup: for a place whose content React leaves alone. The cast: every API that takes a text takes the
 * typed value.
 */
export const noHtml = (policy ? policy.createHTML('') : '') as string;

/** @throws TypeError for every address but the worker's, where the browser has Trusted Types */
export const trustedScript = (url: string): string => (policy ? policy.createScriptURL(url) : url) as string;

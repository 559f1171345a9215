/** A piece of an XML document. `name` without its prefix; `attributes` not parsed yet. */
export type XmlPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

// No spreadsheet has a longer tag.
const longestTag = 100_000;

/**
 * Parses XML as its bytes arrive, as far as spreadsheets need it. Declared entities are not resolved, so an entity bomb
 * stays small.
 * @throws RangeError for a tag without end
 */
export function createXmlReader(): { read(bytes: Uint8Array): XmlPiece[] } {
  let decoder: TextDecoder | undefined;
  let rest = '';
  return {
    read(bytes) {
      decoder ??= new TextDecoder(encodingOf(bytes));
      rest += decoder.decode(bytes, { stream: true });
      const pieces: XmlPiece[] = [];
      let at = 0;
      for (;;) {
        const open = rest.indexOf('<', at);
        if (open < 0) {
          // The text continues in the next bytes: held back, so that a text is one piece unless it is very long.
          if (rest.length - at > longestTag) {
            pieces.push({ kind: 'text', text: textOf(rest.slice(at)) });
            at = rest.length;
          }
          break;
        }
        const end = endOfTag(rest, open);
        if (end < 0) {
          if (rest.length - open > longestTag) throw new RangeError('a tag without end');
          break;
        }
        if (open > at) pieces.push({ kind: 'text', text: textOf(rest.slice(at, open)) });
        const piece = pieceOf(rest.slice(open + 1, end));
        if (piece) pieces.push(piece);
        at = end + 1;
      }
      rest = rest.slice(at);
      return pieces;
    },
  };
}

/** UTF-8, the default of XML, or UTF-16 by its first bytes (XML 1.0, appendix F). */
function encodingOf(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)) return 'utf-16le';
  return (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c) ? 'utf-16be' : 'utf-8';
}

function endOfTag(text: string, open: number): number {
  if (text.startsWith('<!--', open)) {
    const end = text.indexOf('-->', open);
    return end < 0 ? -1 : end + 2;
  }
  if (text.startsWith('<![CDATA[', open)) {
    const end = text.indexOf(']]>', open);
    return end < 0 ? -1 : end + 2;
  }
  let quote = '';
  for (let at = open + 1; at < text.length; at++) {
    const sign = text[at]!;
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return -1;
}

function pieceOf(tag: string): XmlPiece | undefined {
  if (tag.startsWith('![CDATA[')) return { kind: 'text', text: tag.slice(8, -2) };
  if (tag.startsWith('!') || tag.startsWith('?')) return undefined;
  if (tag.startsWith('/')) return { kind: 'close', name: plainName(tag.slice(1).trim()) };
  const isEmpty = tag.endsWith('/');
  const inner = isEmpty ? tag.slice(0, -1) : tag;
  const space = inner.search(/\s/);
  const name = space < 0 ? inner : inner.slice(0, space);
  return { kind: 'open', name: plainName(name), attributes: space < 0 ? '' : inner.slice(space), isEmpty };
}

const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

const patterns = new Map<string, RegExp>();

/** The value of one attribute, with its prefix where it has one. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const found = pattern.exec(attributes);
  return found ? textOf(found[1] ?? found[2] ?? '') : undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const textOf = (raw: string): string =>
  raw.includes('&')
    ? raw.replace(
        /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
        (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
          if (name !== undefined) return named[name] ?? all;
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
          return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
        },
      )
    : raw;

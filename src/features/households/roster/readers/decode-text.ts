/**
 * Decodes a text file. The encoding is found by the byte order mark; by zeros (UTF-16); by the declaration in a page or
 * an XML file; as UTF-8 when most lines with letters beyond ASCII are valid; else it is Windows-1258, in which older
 * Vietnamese Excel saves, or the Western set under the old fonts. Broken bytes in UTF-8 become U+FFFD. The result is
 * NFC, because Windows-1258 writes tones separately.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes))
    .decode(bytes)
    .replace(/^\ufeff/, '')
    .normalize('NFC');
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const zeros = (from: number): number => {
    let count = 0;
    for (let at = from; at < Math.min(bytes.length, 400); at += 2) if (bytes[at] === 0) count++;
    return count;
  };
  if (zeros(1) > 20) return 'utf-16le';
  if (zeros(0) > 20) return 'utf-16be';
  return isMostlyUtf8(bytes) ? 'utf-8' : (declared(bytes) ?? (isLegacyFont(bytes) ? 'windows-1252' : 'windows-1258'));
}

/** The declared encoding, if a browser knows its name. A declared UTF-8 is ignored, because UTF-8 was tested before. */
function declared(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2000));
  const name = /^\s*<[\s\S]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  if (name === undefined || /^utf-?8$/i.test(name)) return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined; // a name that no browser knows: the bytes decide
  }
}

/**
 * True when most lines with bytes beyond ASCII are valid UTF-8 (RFC 3629), so that one bad byte does not change the
 * encoding of the whole file.
 */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let [sound, broken, isForeign, isBroken] = [0, 0, false, false];
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 10;
    if (byte === 10 || byte === 13) {
      if (isForeign) [sound, broken] = isBroken ? [sound, broken + 1] : [sound + 1, broken];
      [isForeign, isBroken] = [false, false];
    } else if (byte >= 0x80) {
      isForeign = true;
      const more =
        byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
      let follow = 0;
      while (follow < more && (bytes[at + 1 + follow] ?? 0) >> 6 === 2) follow++;
      if (more === 0 || follow < more) isBroken = true;
      at += follow;
    }
  }
  return broken === 0 || sound >= broken;
}

// TCVN3 and VNI are Western text that fonts draw as Vietnamese (domain/roster/legacy-font.ts). Windows-1258 has tones
// as bytes of their own (CC, D2, DE, EC, F2) and đ as F0; TCVN3's most frequent letters stand where it has signs
// (A8–AE).
function isLegacyFont(bytes: Uint8Array): boolean {
  const count = (test: (byte: number) => boolean): number => bytes.subarray(0, 20_000).filter(test).length;
  const signs = count((byte) => (byte >= 0xa1 && byte <= 0xae) || (byte >= 0xb5 && byte <= 0xbe));
  const tones = count((byte) => byte === 0xcc || byte === 0xd2 || byte === 0xde || byte === 0xec || byte === 0xf2);
  const vniMarks = count(
    (byte) => byte === 0xf8 || byte === 0xfb || byte === 0xf9 || byte === 0xef || byte === 0xe5 || byte === 0xe4,
  );
  return signs > tones || vniMarks > tones * 2;
}

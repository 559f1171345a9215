/**
 * The text of a .csv in whichever encoding it was saved: UTF-16 by its mark or by its zeros, UTF-8 where it is sound, else
 * Windows-1258, in which older Vietnamese Excel saves. NFC throughout: Windows-1258 writes tones apart from their letters.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).normalize('NFC');
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = (from: number): number => {
    let count = 0;
    for (let at = from; at < Math.min(bytes.length, 400); at += 2) if (bytes[at] === 0) count++;
    return count;
  };
  if (zeros(1) > 20) return 'utf-16le';
  if (zeros(0) > 20) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return isLegacyFont(bytes) ? 'windows-1252' : 'windows-1258';
  }
}

// TCVN3 and VNI are Western text that a font draws otherwise (domain/roster/legacy-font.ts). Windows-1258 has tones as
// bytes of their own (CC, D2, DE, EC, F2) and đ as F0; TCVN3's most frequent letters stand where it has signs (A8–AE).
function isLegacyFont(bytes: Uint8Array): boolean {
  const count = (test: (byte: number) => boolean): number => bytes.subarray(0, 20_000).filter(test).length;
  const signs = count((byte) => (byte >= 0xa1 && byte <= 0xae) || (byte >= 0xb5 && byte <= 0xbe));
  const tones = count((byte) => byte === 0xcc || byte === 0xd2 || byte === 0xde || byte === 0xec || byte === 0xf2);
  const vniMarks = count((byte) => byte === 0xf8 || byte === 0xfb || byte === 0xf9 || byte === 0xef || byte === 0xe5 || byte === 0xe4);
  return signs > tones || vniMarks > tones * 2;
}

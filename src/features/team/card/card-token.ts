import { cardBody, cardMacLength, type CardsResponse } from '../../../protocol/accounts/card.ts';
import { concatBytes, fromBase64Url, toBase64Url } from '../../../store/cipher/bytes.ts';

/** The text of the card's address for one minute (src/server/card/cards.ts reads it). */
export async function cardToken(
  device: CardsResponse['device'],
  key: CardsResponse['cards'][number]['key'],
  ofMinute: number,
): Promise<string> {
  const body = cardBody(device, ofMinute);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', fromBase64Url(key), algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', secret, body)).subarray(0, cardMacLength);
  return toBase64Url(concatBytes(body, mac));
}

/** Encrypted content encoding (RFC 8188, RFC 8291), as far as our push service decrypts with it. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';
  interface Parameters {
    readonly version: 'aes128gcm';
    readonly privateKey: ECDH;
    /** base64url */
    readonly authSecret: string;
  }
  const ece: { decrypt(body: Buffer, parameters: Parameters): Buffer };
  export default ece;
}

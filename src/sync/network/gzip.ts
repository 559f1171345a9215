/** Text → gzip'd UTF-8. */
export type Gzip = (text: string) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * The browser's own gzip (Chrome 80, Safari 16.4, Firefox 113), or undefined where there is none: pushes are then sent
 * uncompressed. A library would cost more bytes than it saves.
 */
export function browserGzip(): Gzip | undefined {
  if (typeof CompressionStream === 'undefined') return undefined;
  return async (text) => {
    const { readable, writable } = new CompressionStream('gzip');
    // Not through a Blob: WebKit stops reading one (NotReadableError) when the page is left.
    const writer = writable.getWriter();
    const written = writer.write(new TextEncoder().encode(text)).then(() => writer.close());
    const [packed] = await Promise.all([new Response(readable).arrayBuffer(), written]);
    return new Uint8Array(packed);
  };
}

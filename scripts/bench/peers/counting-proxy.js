import { createServer, request } from 'node:http';
import { gzipSync } from 'node:zlib';

const size = (chunks) => {
  const bytes = Buffer.concat(chunks);
  return bytes.length === 0 ? 0 : gzipSync(bytes).length;
};

/**
 * An HTTP proxy that counts requests and the bytes of bodies each way, gzip'd whether or not the peer would do that:
 * its favourable case. Headers are not counted, here as for our own sync.
 */
export async function countingProxy(target) {
  const counts = { requests: 0, up: 0, down: 0 };
  const server = createServer((asked, answer) => {
    counts.requests += 1;
    const sent = [];
    const onward = request(
      {
        port: target,
        method: asked.method,
        path: asked.url,
        headers: { ...asked.headers, 'accept-encoding': 'identity' },
      },
      (got) => {
        const received = [];
        answer.writeHead(got.statusCode, got.headers);
        got.on('data', (part) => (received.push(part), answer.write(part)));
        got.on('end', () => ((counts.down += size(received)), answer.end()));
      },
    );
    onward.on('error', () => answer.destroy());
    asked.on('data', (part) => (sent.push(part), onward.write(part)));
    asked.on('end', () => ((counts.up += size(sent)), onward.end()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** What `work` cost. */
    async count(what, work) {
      Object.assign(counts, { requests: 0, up: 0, down: 0 });
      await work();
      return { what, ...counts };
    },
  };
}

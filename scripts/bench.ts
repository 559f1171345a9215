// `npm run bench`: figures beside our budgets. Sizes are exact; times are not taken here, these machines are noisy.
import { buildIfNeeded } from './build.ts';
import { initialBytes } from './bench/initial-bytes.ts';
import { syncBytes } from './bench/sync-bytes.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

await buildIfNeeded();
console.log('\nBefore a page is live (brotli)           html      css       js');
for (const { page, html, css, js } of initialBytes()) {
  console.log(`${page.padEnd(34)}${[html, css, js].map((bytes) => kilobytes(bytes).padStart(9)).join('')}`);
}
console.log('budget of a guide or home page                             95.0 KB');

console.log('\nSync (gzip)                                                     requests        up         down');
for (const { what, requests, up, down } of await syncBytes()) {
  console.log(`${what.padEnd(62)}${String(requests).padStart(10)}${kilobytes(up).padStart(12)}${kilobytes(down).padStart(12)}`);
}
console.log('budget: first sync ≤ 2500 KB down with 40,000 people; 50 offline edits ≤ 3 KB up in 2 requests');

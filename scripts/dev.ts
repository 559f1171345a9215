// `npm run dev`: serves the app from its sources with hot reload, over a demo server that restarts when its sources
// change. Vite listens on the port that people open; the server on the next one.
import { spawn } from 'node:child_process';
import { createServer } from 'vite';

const port = Number(process.env['PORT'] ?? 8080);
const api = `http://localhost:${port + 1}`;
const publicUrl = `http://localhost:${port}`;

const server = spawn(
  process.execPath,
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'src/server/demo/main.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, PORT: String(port + 1), PUBLIC_URL: publicUrl },
  },
);

const toServer = { target: api, changeOrigin: false };
const vite = await createServer({
  server: {
    port,
    strictPort: true,
    proxy: { '/api': toServer, '/healthz': toServer, '/readyz': toServer, '/the': toServer, '/en/the': toServer },
  },
});
await vite.listen();

async function stop(): Promise<void> {
  server.kill('SIGTERM');
  await vite.close();
}

process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
server.once('exit', (code) => {
  process.exitCode = code ?? 0;
  void vite.close();
});

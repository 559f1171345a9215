import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

/** Browsers of the floor: Chrome 109 (2 GB Android phones), Safari 16.4. Newer syntax is lowered, nothing is polyfilled. */
const floor = ['chrome109', 'safari16.4'];

// The pages are made and compressed by scripts/build.ts; here is only how modules become files. Texts of each language
// and namespace are files of their own because src/i18n imports them one by one.
export default defineConfig({
  plugins: [react()],
  appType: 'spa',
  build: {
    target: floor,
    cssTarget: floor,
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    // The Content-Security-Policy allows no data: scripts, styles or fonts; files are cached by name for ever.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});

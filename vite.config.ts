import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import about from './package.json' with { type: 'json' };

/** Browsers of the floor: Chrome 109 (2 GB Android phones), Safari 16.4, Firefox 115. Newer syntax is lowered, nothing is polyfilled. */
const floor = ['chrome109', 'safari16.4', 'firefox115'];

// The pages are made and compressed by scripts/build.ts; here is only how modules become files. Texts of each language
// and namespace are files of their own because src/i18n imports them one by one.
export default defineConfig({
  plugins: [react()],
  appType: 'spa',
  define: { 'import.meta.env.VITE_APP_VERSION': JSON.stringify(about.version) },
  // The router's own entry is its development build, warnings and all.
  resolve: {
    alias: [
      {
        find: /^react-router$/,
        replacement: fileURLToPath(new URL('node_modules/react-router/dist/production/index.mjs', import.meta.url)),
      },
    ],
  },
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
    // One style sheet: a page made ahead needs the styles of parts whose code it never loads (src/features/guides/live/StaticPage.tsx).
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // Our modules only define things, so one import from a room's face does not bring the whole room along.
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: (id) => !/\/src\/(app|domain|features|i18n|lib|protocol|store|sync|ui)\/.*\.tsx?$/.test(id),
      },
    },
  },
});

/** The product's version, put in by the build (vite.config.ts). */
const built: unknown = import.meta.env['VITE_APP_VERSION'];

export const version = typeof built === 'string' ? built : '';

import { itHoldsOn } from './on-databases.ts';

itHoldsOn('pglite', process.env['LONG_ROUNDS'] ? 200 : 20);

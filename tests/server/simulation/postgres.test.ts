import { itHoldsOn } from './on-databases.ts';

itHoldsOn('postgres', process.env['LONG_ROUNDS'] ? 80 : 10);

/** Stands for the server where a field needs a last writer: conflict rows are written by no phone. */
export const SERVER_DEVICE = '00000000-0000-0000-0000-000000000000';

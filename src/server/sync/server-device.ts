/** The server's device id: the last writer of fields that no phone writes, such as those of conflict rows. */
export const SERVER_DEVICE = '00000000-0000-0000-0000-000000000000';

const soon = [5_000, 10_000, 20_000] as const;
const then = 30_000;

/**
 * The wait before the next look, ms, while a person looks at forms that are not sent. Where no `online` event comes (a
 * gateway or a captive portal was in between) this is what finds the network again.
 * @param looks how many looks have found none since the last event that promised one
 */
export const lookAgainIn = (looks: number): number => soon[looks] ?? then;

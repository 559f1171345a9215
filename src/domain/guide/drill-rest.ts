/**
 * Days after which the scam drills are offered again: long enough to have half forgotten them (drill.ts).
 */
export const drillRestDays = 14;

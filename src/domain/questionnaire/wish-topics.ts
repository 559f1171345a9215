/** What people can wish to be shown first (H8): the guides' topics. `none`: nothing for now. */
export const wishTopics = [
  'first-steps',
  'vneid',
  'public-services',
  'e-payment',
  'etax-mobile',
  'vssid',
  'health-book',
  'welfare',
  'safety',
  'scammed',
  'zalo-survey',
  'sell-online',
] as const;
export type WishTopic = (typeof wishTopics)[number];

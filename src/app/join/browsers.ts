/** Zalo's own browser: links spread in Zalo, but on iOS it has no service worker and loses what is stored. */
export const zaloBrowser = (userAgent: string): 'android' | 'ios' | undefined => {
  const system = /Zalo (android|iOS)\//.exec(userAgent)?.[1];
  return system === undefined ? undefined : system === 'android' ? 'android' : 'ios';
};

/** Safari on an iPhone or iPad, not opened from the home screen: the two keep storage apart. */
export const isAppleBrowserTab = ({
  userAgent,
  maxTouchPoints,
  standalone,
}: {
  userAgent: string;
  maxTouchPoints: number;
  standalone?: boolean;
}): boolean =>
  (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)) &&
  standalone !== true;

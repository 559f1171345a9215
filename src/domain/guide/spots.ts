import type { Label, Screen, ScreenPart, Spot } from './screen.ts';

/** Everything that can be tapped on a part. */
export function spotsOf(part: ScreenPart): readonly Spot[] {
  switch (part.kind) {
    case 'text':
    case 'message':
      return [];
    case 'button':
    case 'field':
    case 'check':
    case 'qr':
    case 'scene':
      return [{ id: part.id, label: part.label }];
    case 'search':
      return [{ id: part.id, label: part.value }];
    case 'app':
      return [{ id: part.id, label: part.name }];
    case 'list':
    case 'tiles':
    case 'tabs':
      return part.items;
    case 'dialog':
      return part.buttons;
  }
}

/** Every label drawn on a screen, in reading order. */
export function labelsOf(of: Screen): readonly Label[] {
  const own = (part: ScreenPart): readonly (Label | undefined)[] => {
    switch (part.kind) {
      case 'text':
      case 'message':
      case 'dialog':
        return [part.label];
      case 'field':
        return [part.value];
      case 'app':
        return [part.by];
      default:
        return [];
    }
  };
  const all = of.parts.flatMap((part) => [...own(part), ...spotsOf(part).map((spotOf) => spotOf.label)]);
  return [of.bar, ...all].filter((one) => one !== undefined);
}

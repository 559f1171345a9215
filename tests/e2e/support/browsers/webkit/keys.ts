// What WebDriver calls a key that writes nothing (https://w3c.github.io/webdriver/#keyboard-actions), and GDK.
const names: Readonly<Record<string, string>> = {
  '\uE003': 'BackSpace',
  '\uE004': 'Tab',
  '\uE006': 'Return',
  '\uE007': 'Return',
  '\uE008': 'Shift_L',
  '\uE009': 'Control_L',
  '\uE00A': 'Alt_L',
  '\uE00C': 'Escape',
  '\uE00D': 'space',
  '\uE00E': 'Page_Up',
  '\uE00F': 'Page_Down',
  '\uE010': 'End',
  '\uE011': 'Home',
  '\uE012': 'Left',
  '\uE013': 'Up',
  '\uE014': 'Right',
  '\uE015': 'Down',
  '\uE017': 'Delete',
  ' ': 'space',
};

/** Bits of GdkModifierType. */
const modifiers: Readonly<Record<string, number>> = { Shift_L: 1, Control_L: 4, Alt_L: 8 };

/** Keys that are held down, of one keyboard. */
export class Keyboard {
  #held = 0;

  /** How GDK names the key, and what is held beside it. */
  press(value: string, kind: 'down' | 'up'): { readonly name: string; readonly modifiers: number } {
    const name = names[value] ?? value;
    const bit = modifiers[name] ?? 0;
    if (kind === 'up') this.#held &= ~bit;
    const held = this.#held;
    if (kind === 'down') this.#held |= bit;
    return { name, modifiers: held };
  }
}

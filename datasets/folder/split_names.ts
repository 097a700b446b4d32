/** What folders of a split are called. */
const NAMES: Readonly<Record<string, RegExp>> = {
  train: /^train(ing)?$/i,
  test: /^test(ing)?$/i,
  val: /^val(id(ation)?)?$/i,
  unlabeled: /^unlabell?ed$/i,
};

/** What may stand before and after the name of a split, as in "seg_train" and "train2017". */
const FRAMED =
  /^(|.*[-_. ])(train(?:ing)?|test(?:ing)?|val(?:id(?:ation)?)?|unlabell?ed)((?:[-_. ]?(?:set|data|images?|imgs?|split|\d+))*)$/i;

/** The split that a folder is named for by its name alone. */
export function splitNamed(name: string): string | undefined {
  return Object.keys(NAMES).find((split) => NAMES[split].test(name));
}

/**
 * The splits that folders beside one another are named for: by their names alone, or, where one for
 * training has one for testing beside it, with the same before and after.
 *
 * @returns The split by the folder's name.
 */
export function splitsNamed(names: readonly string[]): ReadonlyMap<string, string> {
  const splits = new Map<string, string>();
  const alike = new Map<string, Map<string, string>>();
  for (const name of names) {
    const plain = splitNamed(name), [, before, word, after] = FRAMED.exec(name) ?? [];
    if (plain) splits.set(name, plain);
    else if (word) {
      const frame = `${before}/${after}`.toLowerCase(), same = alike.get(frame) ?? new Map();
      alike.set(frame, same.set(name, splitNamed(word)));
    }
  }
  for (const same of alike.values()) {
    const found = new Set(same.values());
    if (!found.has("train") || !found.has("test") && !found.has("val")) continue;
    for (const [name, split] of same) splits.set(name, split);
  }
  return splits;
}

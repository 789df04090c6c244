/** What has to be touched on the map when a set of ids changes: nothing else is. */

export interface Difference {
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

/** Members of `after` that `before` lacks, and the reverse; each in the order of its set. */
export function difference(before: ReadonlySet<number>, after: ReadonlySet<number>): Difference {
  return {
    added: [...after].filter((id) => !before.has(id)),
    removed: [...before].filter((id) => !after.has(id)),
  };
}

/** Union-find over the numbers 0 to `size` − 1. */
export class DisjointSets {
  private readonly parents: Int32Array;

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, index) => index);
  }

  find(index: number): number {
    let root = index;
    while (this.parents[root] !== root) root = this.parents[root]!;
    for (let at = index; at !== root;) {
      const next = this.parents[at]!;
      this.parents[at] = root;
      at = next;
    }
    return root;
  }

  /** The smaller root wins, so that the outcome does not depend on the order of the unions. */
  union(a: number, b: number): void {
    const rootA = this.find(a);
    const rootB = this.find(b);
    this.parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
}

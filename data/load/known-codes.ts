export type Noun =
  'district' | 'reporting_area' | 'unit' | 'person' | 'company' | 'zone' | 'parcel' | 'project';

/** The fids of codes that are in the database already, while a place is loaded. */
export class KnownCodes {
  readonly #fids = new Map<Noun, Map<string, number>>();

  add(noun: Noun, fids: ReadonlyMap<string, number>): void {
    this.#fids.set(noun, new Map([...(this.#fids.get(noun) ?? []), ...fids]));
  }

  /** @throws Error naming file and code when there is no such row. */
  fid(file: string, noun: Noun, code: string | null): number | null {
    if (code === null) return null;
    const fid = this.#fids.get(noun)?.get(code);
    if (fid === undefined)
      throw new Error(`${file}: there is no ${noun} with the code ${JSON.stringify(code)}`);
    return fid;
  }
}

/** What the dry run of an import finds: states, reasons, differences field by field. */
import { beforeAll, expect, it } from 'vitest';
import { forBothDatabases } from '../../support/database.ts';
import { seedCity } from '../fixture.ts';
import { check, square } from './import-fixture.ts';

const parcel = (n: number, more: object = {}) => ({
  code: `N-${n}`,
  name: `新地块${n}`,
  district: '区1',
  landUse: '工业',
  geometry: square(n),
  ...more,
});

forBothDatabases('the dry run of an import', (database) => {
  beforeAll(() => seedCity(database()));

  it('tells new, changed, unchanged and refused rows apart', async () => {
    const known = { district: 'D1', landUse: 'industrial', startPrice: '123.45', geometry: undefined };
    const { rows, summary } = await check(database(), 'parcel', [
      parcel(1),
      { code: 'L-1', name: '地块L-1', ...known },
      { code: 'L-2', name: '改名', ...known, startPrice: '200' },
      parcel(3, { district: '没有的区' }),
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'unchanged', 'changed', 'refused']);
    expect(rows[2]?.changes).toEqual([
      { field: 'name', before: '地块L-2', after: '改名' },
      { field: 'startPrice', before: 123.45, after: 200 },
    ]);
    expect(rows[3]?.reasons?.[0]).toMatchObject({ field: 'district', value: '没有的区' });
    expect(summary).toMatchObject({ new: 1, changed: 1, unchanged: 1, refused: 1, repaired: 0 });
  });
});

/** The door to the server: typed answers by `hc`, one error, one notion of being away. */
import { hc } from 'hono/client';
import type { Api } from '../server/app.ts';
import { decodeColumns } from '../data/columns.ts';
import type { Columns } from '../data/columns.ts';

const client = hc<Api>('/');

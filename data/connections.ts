import type { ClientBase } from 'pg';
import type { StopSignal } from './stop-signal.ts';

/** Why a running statement is to be ended: past its time, or nobody waits for it any more. */
export type StopReason = 'timeout' | 'abort';

/** One connection, lent to one user at a time. */
export interface Lease {
  readonly client: ClientBase;
  /** Ends the statement that runs on this connection; it then rejects. */
  stop(reason: StopReason): void;
  /** Set when the connection is not to be used again: lost, or a cancellation may still be on its way. */
  broken: boolean;
  /** Gives the connection back; a broken one is closed and replaced. */
  release(): void;
}

/** Where connections come from: a pool on PostGIS, the one and only on the embedded database. */
export interface Connections {
  readonly kind: 'postgis' | 'embedded';
  readonly description: string;
  /** Waits for a free connection. Rejects with the signal's reason when it is aborted first. */
  lease(signal?: StopSignal): Promise<Lease>;
  close(): Promise<void>;
}

/** A statement's limit unless it has its own, ms. */
export const defaultTimeoutMs = 10_000;

/** What every new session is set to, on both databases, so that the same text gives the same answer. */
export const sessionSettings =
  "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1; set jit = off";

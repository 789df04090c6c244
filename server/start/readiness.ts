/** What the server still waits for before it can answer questions. */

/** One thing that the start brings up. */
export interface Step {
  readonly what: string;
  readonly done: boolean;
}

export interface Readiness {
  /** All that was announced, done or not, in that order. */
  readonly steps: readonly Step[];
  /** What is waited for, in the order it was announced; empty = ready. */
  readonly waiting: readonly string[];
  begin(what: string): void;
  done(what: string): void;
}

export function createReadiness(first: readonly string[] = []): Readiness {
  const waiting = new Set(first);
  const announced = new Set(first);
  return {
    get waiting() {
      return [...waiting];
    },
    get steps() {
      return [...announced].map((what) => ({ what, done: !waiting.has(what) }));
    },
    begin: (what) => {
      announced.add(what);
      waiting.add(what);
    },
    done: (what) => void waiting.delete(what),
  };
}

/** `/healthz`: the process answers. Whether it can work is `/readyz`. */
export function healthResponse(): Response {
  return json(200, { status: 'ok' });
}

/** `/readyz`: 200 when questions can be answered, else 503 with what is waited for. */
export function readyResponse(waiting: readonly string[]): Response {
  if (waiting.length === 0) return json(200, { status: 'ready' });
  return json(503, { status: 'waiting', waiting }, { 'Retry-After': '1' });
}

function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'no-store', ...headers },
  });
}

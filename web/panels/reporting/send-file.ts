/** Sends a file and tells how much of it is on its way: `fetch` cannot tell that of what it sends. */

/** What a server answered to a file. */
export interface FileAnswer {
  readonly status: number;
  /** The answer as JSON; `undefined` when it is none. */
  readonly body: unknown;
}

/** Sends a file by POST. Throws an AbortError when `signal` ends it, TypeError when the server cannot be reached. */
export function sendFile(
  address: string,
  file: Blob,
  {
    headers,
    signal,
    tell,
  }: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly tell: (done: number, total: number) => void;
  },
): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => tell(Math.min(loaded, file.size), file.size);
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
    request.onerror = () => reject(new TypeError(`${address} could not be reached`));
    request.onabort = () => reject(new DOMException('the sending was stopped', 'AbortError'));
    if (signal.aborted) return request.onabort(new ProgressEvent('abort'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // a page of a proxy: then the status is all there is
  }
}

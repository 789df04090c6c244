/**
 * The server cannot start as it is configured. The message is one line for the operator: it names the
 * variable or thing, the value (never a password or secret) and the remedy.
 */
export class StartError extends Error {
  override name = 'StartError';
}

/** The database cannot be reached now (lost, refused, starting, no free connection). Worth a retry: HTTP 503. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** A statement took longer than its limit and was ended. Nothing of its transaction was kept. */
export class QueryTimeout extends Error {
  override name = 'QueryTimeout';
}

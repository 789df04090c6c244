/** Saves a file of the server as the browser saves a link, while it can be told how far it is. */
import { problemOf } from './api.ts';
import type { Hearing } from './api.ts';
import { readBytes } from './read-bytes.ts';

/**
 * Reads a file wholly, then hands it to the browser under the server's name. Throws ApiError with the server's sentence
 * in the language, and whatever else keeps the file from arriving.
 */
export async function download(
  address: string,
  { signal, tell = () => undefined, language }: Hearing & { readonly language: string },
): Promise<void> {
  const response = await fetch(address, {
    headers: { 'Accept-Language': language },
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await problemOf(response);
  const bytes = await readBytes(response, tell);
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = nameOf(response.headers.get('Content-Disposition') ?? '') ?? 'groundwork.xlsx';
  link.click();
  // The browser takes it within the click; the address is let go when it has.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The name in a Content-Disposition, the one in UTF-8 before the plain one. */
function nameOf(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition)?.[1];
}

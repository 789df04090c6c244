/** Names that people give to files: data, never paths. */

const longest = 200;

/**
 * A name as it is kept and shown: without folders, control characters and the marks that turn the direction of
 * writing (they make `gpj.exe` of `exe.jpg`), cut at 200 characters so that its ending stays.
 */
export function keptFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  if (characters.length <= longest) return plain || '未命名';
  const ending = /(\.[A-Za-z0-9]{1,10}){1,2}$/.exec(plain)?.[0] ?? '';
  return `${characters.slice(0, longest - ending.length - 1).join('')}…${ending}`;
}

/** `Content-Disposition` for a file that is laid on the disk of who asks (RFC 6266): in ASCII, and as it is. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, '_').replaceAll(/^_+(?=\.)/g, 'file');
  // encodeURIComponent leaves ' ( ) * that RFC 8187 does not allow.
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain || 'file'}"; filename*=UTF-8''${encoded}`;
}

/** Text as XML takes it. */

/** Characters that XML 1.0 does not have or advises against: controls, two that are none, lone surrogates. */
const unfit = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for the inside of an element or of an attribute in double quotes; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return text.replace(unfit, '').replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);
}

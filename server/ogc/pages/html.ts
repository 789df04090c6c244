/** HTML that is put together by code: everything is escaped unless it is markup already. */
import { escapeXml } from '../../formats/xml.ts';

/** Text that is HTML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | undefined | readonly Part[];

/** A template whose values are escaped; nothing is written for `null`, lists are written one after the other. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(strings.map((text, at) => (at === 0 ? text : print(values[at - 1]) + text)).join(''));
}

function print(part: Part): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(print).join('');
  return escapeXml(String(part));
}

/** A value of a property: a link where it is one of http, lists one beside the other. */
export function valueMarkup(value: unknown): Markup {
  if (value === null || value === undefined) return html`<span class="none">—</span>`;
  if (Array.isArray(value))
    return html`${value.map((item, at) => html`${at > 0 ? '、' : ''}${valueMarkup(item)}`)}`;
  if (typeof value === 'object')
    return html`${Object.values(value).map((item, at) => html`${at > 0 ? ' ' : ''}${valueMarkup(item)}`)}`;
  if (typeof value === 'string' && /^https?:\/\/[^\s"<>]+$/.test(value))
    return html`<a href="${value}">${value}</a>`;
  return html`${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

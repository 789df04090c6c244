/** The pages of features: a table of one page, and one of them. */
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import { layer as layers } from '../../../data/vocabulary/layer.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import type { ProblemLanguage } from '../../http/problem.ts';
import { collectionIds } from '../collections.ts';
import { words } from '../words.ts';
import { html, valueMarkup } from './html.ts';
import type { Markup } from './html.ts';
import type { Page } from './page.ts';

interface Feature {
  readonly id: string;
  readonly geometry: { readonly type: string } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

const path = (layer: Layer, language: ProblemLanguage): [string, string][] => {
  const here = `/ogc/collections/${collectionIds[layer]}`;
  return [
    ['OGC API', '/ogc'],
    [words[language].collections, '/ogc/collections'],
    [layers.words[layer][language], here],
    [words[language].features, `${here}/items`],
  ];
};

/** A code with its word, a value as it is. */
function cell(layer: Layer, name: string, value: unknown, language: ProblemLanguage): Markup {
  const type = fieldsOf[layer][name]?.type;
  if ((type?.kind === 'choice' || type?.kind === 'choices') && value !== null) {
    const label = (code: unknown) => type.list.words[String(code)]?.[language] ?? String(code);
    return valueMarkup(Array.isArray(value) ? value.map(label) : label(value));
  }
  if (type?.kind === 'shares' && Array.isArray(value))
    return valueMarkup((value as { code: string; share: number }[]).map(shareText));
  return valueMarkup(value);
}

/** A district, with its share where there are several. */
function shareText({ code, share }: { code: string; share: number }): string {
  return share === 1 ? code : `${code} ${Math.round(share * 100)}%`;
}

/** Chinese breaks anywhere, so a column of it would be as narrow as its head. */
function widthOf(text: string): string {
  if (text.length > 30) return 'long';
  return /\p{Script=Han}{7}/u.test(text) ? 'name' : '';
}

/** A cell of a table: figures stand to the right, long texts get room. */
function tableCell(layer: Layer, name: string, value: unknown, language: ProblemLanguage): Markup {
  const kind = typeof value === 'number' ? 'number' : typeof value === 'string' ? widthOf(value) : '';
  return html`<td class="${kind}">${cell(layer, name, value, language)}</td>`;
}

function link(layer: Layer, id: string): Markup {
  const href = `/ogc/collections/${collectionIds[layer]}/items/${encodeURIComponent(id)}`;
  return html`<th scope="row"><a href="${href}">${id}</a></th>`;
}

/** A row a feature, with the columns that are filled in any of them. */
export function itemsPage(
  layer: Layer,
  page: {
    readonly features: readonly string[];
    readonly matched: number;
    readonly previous: string | undefined;
    readonly next: string | undefined;
  },
  language: ProblemLanguage,
): Page {
  const text = words[language];
  const features = page.features.map((feature) => JSON.parse(feature) as Feature);
  const names = Object.entries(fieldsOf[layer]).filter(([name]) =>
    features.some(({ properties }) => filled(properties[name])),
  );
  const pager = html`<nav class="pager" aria-label="${text.features}">
    ${page.previous ? html`<a rel="prev" href="${page.previous}">${text.previous}</a>` : ''}${page.next ? html`<a rel="next" href="${page.next}">${text.next}</a>` : ''}
  </nav>`;
  const head = names.map(([name, { word }]) => html`<th scope="col" title="${name}">${word[language]}</th>`);
  const rows = features.map(
    ({ id, properties }) =>
      html`<tr>
        ${names.map(([name]) => (name === 'code' ? link(layer, id) : tableCell(layer, name, properties[name], language)))}
      </tr>`,
  );
  const table =
    features.length > 0
      ? html`<div class="scroll" tabindex="0" role="region" aria-label="${text.features}">
          <table>
            <thead>
              <tr>
                ${head}
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>
        </div>`
      : html`<p>${text.none}</p>`;
  return {
    title: layers.words[layer][language],
    path: path(layer, language),
    body: html`<p class="lead">${text.count(features.length, page.matched)}</p>
      ${pager}${table}${pager}`,
  };
}

function filled(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** One feature: each property with its name. */
export function itemPage(layer: Layer, feature: string, language: ProblemLanguage): Page {
  const text = words[language];
  const { id, geometry, properties } = JSON.parse(feature) as Feature;
  const rows = Object.entries(properties).map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${fieldsOf[layer][name]?.word[language] ?? name}</th>
        <td>${cell(layer, name, value, language)}</td>
      </tr>`,
  );
  const [...crumbs] = path(layer, language);
  return {
    title: typeof properties.name === 'string' ? properties.name : id,
    path: [...crumbs, [id, `/ogc/collections/${collectionIds[layer]}/items/${encodeURIComponent(id)}`]],
    body: html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${text.property}</th>
            <th scope="col">${text.value}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
          <tr>
            <th scope="row">${language === 'zh' ? '几何' : 'Geometry'}</th>
            <td>${geometry?.type ?? '—'}</td>
          </tr>
        </tbody>
      </table>
    </div>`,
  };
}

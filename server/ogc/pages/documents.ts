/** The pages of the documents: landing page, collections, conformance, properties. */
import type { ProblemLanguage } from '../../http/problem.ts';
import type { collectionDocument, landingDocument, Link } from '../documents.ts';
import { words } from '../words.ts';
import { html } from './html.ts';
import type { Markup } from './html.ts';
import type { Page } from './page.ts';

type Landing = ReturnType<typeof landingDocument>;
export type Collection = ReturnType<typeof collectionDocument>;

/** Links that a reader follows; what a page says by itself is left out. */
function linkList(links: readonly Link[]): Markup {
  const shown = links.filter(
    ({ rel, title, type }, at) =>
      rel !== 'self' &&
      !(rel === 'alternate' && type === 'text/html') &&
      links.findIndex((other) => other.title === title) === at,
  );
  return html`<ul>
    ${shown.map(({ href, title, type }) => html`<li><a href="${href}">${title ?? href}</a>${type && !['text/html', 'application/json'].includes(type) ? html` <span class="none">${type}</span>` : ''}</li>`)}
  </ul>`;
}

export function landingPage(document: Landing): Page {
  return {
    title: document.title,
    path: [['OGC API', '/ogc']],
    body: html`<p class="lead">${document.description}</p>
      ${linkList(document.links)}
      <p class="lead">${document.attribution}</p>`,
  };
}

const under = (language: ProblemLanguage): [string, string][] => [
  ['OGC API', '/ogc'],
  [words[language].collections, '/ogc/collections'],
];

export function collectionsPage(collections: readonly Collection[], language: ProblemLanguage): Page {
  const text = words[language];
  return {
    title: text.collections,
    path: under(language),
    body: html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${text.collections}</th>
            <th scope="col">${text.features}</th>
            <th scope="col">${text.meaning}</th>
          </tr>
        </thead>
        <tbody>
          ${collections.map(
            ({ id, title, itemCount, description }) =>
              html`<tr>
                <td><a href="/ogc/collections/${id}">${title}</a></td>
                <td>${itemCount}</td>
                <td>${description}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  };
}

export function collectionPage(collection: Collection, language: ProblemLanguage): Page {
  const text = words[language];
  const { id, title, description, extent, itemCount, crs, attribution, links } = collection;
  const [days] = extent.temporal?.interval ?? [];
  return {
    title,
    path: [...under(language), [title, `/ogc/collections/${id}`]],
    body: html`<p class="lead">${description}</p>
      <dl>
        <dt>${text.features}</dt>
        <dd><a href="/ogc/collections/${id}/items?f=html">${itemCount}</a></dd>
        <dt>${text.extent}</dt>
        <dd>${extent.spatial.bbox[0]?.join(', ')}</dd>
        <dt>${text.days}</dt>
        <dd>${days ? days.map((day) => day.slice(0, 10)).join(' – ') : '—'}</dd>
        <dt>${text.systems}</dt>
        <dd>
          ${crs.map((uri, at) => `${at > 0 ? ', ' : ''}${uri.split('/').slice(-3).join(':').replace(':0:', ':').replace(':1.3:', ':')}`)}
        </dd>
      </dl>
      ${linkList(links)}
      <p class="lead">${attribution}</p>`,
  };
}

export function conformancePage(classes: readonly string[], language: ProblemLanguage): Page {
  return {
    title: words[language].conformance,
    path: [
      ['OGC API', '/ogc'],
      [words[language].conformance, '/ogc/conformance'],
    ],
    body: html`<ul>
      ${classes.map((uri) => html`<li>${uri}</li>`)}
    </ul>`,
  };
}

interface Shown {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
}

/** The page of a JSON schema: queryables, or properties of features. */
export function schemaPage(
  schema: Record<string, unknown>,
  about: {
    readonly id: string;
    readonly name: string;
    readonly queryables: boolean;
    readonly language: ProblemLanguage;
  },
): Page {
  const { id, name, queryables, language } = about;
  const text = words[language];
  const title = queryables ? text.queryables : text.schema;
  const properties = Object.entries(schema.properties as Record<string, Shown>);
  return {
    title: `${name} · ${title}`,
    path: [
      ...under(language),
      [name, `/ogc/collections/${id}`],
      [title, `/ogc/collections/${id}/${queryables ? 'queryables' : 'schema'}`],
    ],
    body: html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${text.property}</th>
            <th scope="col">${text.meaning}</th>
            <th scope="col">${text.type}</th>
          </tr>
        </thead>
        <tbody>
          ${properties.map(
            ([key, { title: word, type, format, description }]) =>
              html`<tr>
                <th scope="row">${key}</th>
                <td>${word}${description ? html`<br /><span class="none">${description}</span>` : ''}</td>
                <td>${[type, format].filter(Boolean).join(', ')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  };
}

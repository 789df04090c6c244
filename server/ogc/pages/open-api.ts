/** An OpenAPI document as a page: every path with its parameters, without script and without another host. */
import type { ProblemLanguage } from '../../http/problem.ts';
import { html } from './html.ts';
import type { Markup } from './html.ts';
import type { Page } from './page.ts';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: object; readonly $ref?: string }>
  >;
  readonly security?: readonly unknown[];
}
/** What of an OpenAPI document (3.0 and 3.1) the page shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly description?: string };
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly parameters?: Readonly<Record<string, Parameter>> };
}

const words = {
  zh: {
    contents: '目录',
    other: '其他',
    parameter: '参数',
    where: '位置',
    type: '类型',
    meaning: '含义',
    required: '必填',
    operator: '需操作员令牌（Authorization: Bearer …）',
    body: '请求体',
    answers: '答复',
    places: { query: '查询串', path: '路径', header: '请求头', cookie: 'Cookie' } as Record<string, string>,
    standard: '默认',
  },
  en: {
    contents: 'Contents',
    other: 'Other',
    parameter: 'Parameter',
    where: 'In',
    type: 'Type',
    meaning: 'Meaning',
    required: 'required',
    operator: 'needs the operator token (Authorization: Bearer …)',
    body: 'Body',
    answers: 'Answers',
    places: {} as Record<string, string>,
    standard: 'default',
  },
};

/** The page of a document; `path` says where it stands, `related` what else there is. */
export function openApiPage(
  document: OpenApiDocument,
  about: {
    readonly title: string;
    /** Said in the place of the document's own description. */
    readonly lead?: string;
    readonly language: ProblemLanguage;
    readonly path: Page['path'];
    readonly related: readonly (readonly [text: string, href: string])[];
  },
): Page {
  const text = words[about.language];
  const base = document.servers?.[0]
    ? new URL(document.servers[0].url, 'http://server').pathname.replace(/\/$/, '')
    : '';
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => /^(get|post|put|patch|delete)$/.test(method))
      .map(([method, operation]) => ({ path: base + path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? text.other))];
  const resolve = (parameter: Parameter) =>
    parameter.$ref
      ? (document.components?.parameters?.[parameter.$ref.split('/').at(-1) ?? ''] ?? parameter)
      : parameter;
  return {
    title: about.title,
    path: about.path,
    body: html`<p class="lead">${about.lead ?? document.info.description}</p>
      <ul>
        ${about.related.map(([name, href]) => html`<li><a href="${href}">${name}</a></li>`)}
      </ul>
      <nav aria-label="${text.contents}">
        <h2>${text.contents}</h2>
        <ul class="contents">
          ${tags.map((tag) => html`<li><a href="#${tag}">${tag}</a></li>`)}
        </ul>
      </nav>
      ${tags.map(
        (tag) =>
          html`<section id="${tag}">
            <h2>${tag}</h2>
            ${operations
              .filter(({ operation }) => (operation.tags?.[0] ?? text.other) === tag)
              .map((each) => operationMarkup(each, resolve, about.language))}
          </section>`,
      )}`,
  };
}

function operationMarkup(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  resolve: (parameter: Parameter) => Parameter,
  language: ProblemLanguage,
): Markup {
  const text = words[language];
  const parameters = (operation.parameters ?? []).map(resolve);
  const types = (content: object | undefined) => Object.keys(content ?? {}).join(', ');
  const answers = Object.entries(operation.responses ?? {}).map(
    ([status, { description, content, $ref }]) =>
      html`<li>
        <code>${status}</code> ${$ref ? 'application/problem+json' : types(content) || description}
      </li>`,
  );
  return html`<details>
    <summary>
      <code>${method}</code> <code>${path}</code> <span class="none">${operation.summary}</span>
    </summary>
    ${operation.security?.length ? html`<p>${text.operator}</p>` : ''}
    ${parameters.length > 0 ? parameterTable(parameters, language) : ''}
    ${operation.requestBody ? html`<p>${text.body}: ${types(operation.requestBody.content)}</p>` : ''}
    <p>${text.answers}</p>
    <ul>
      ${answers}
    </ul>
  </details>`;
}

function parameterTable(parameters: readonly Parameter[], language: ProblemLanguage): Markup {
  const text = words[language];
  const rows = parameters.map(
    ({ name, in: where, required, description, schema }) =>
      html`<tr>
        <th scope="row"><code>${name}</code></th>
        <td>${text.places[where] ?? where}${required ? html`, ${text.required}` : ''}</td>
        <td>${typeText(schema, text.standard)}</td>
        <td>${description}</td>
      </tr>`,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${text.parameter}</th>
          <th scope="col">${text.where}</th>
          <th scope="col">${text.type}</th>
          <th scope="col">${text.meaning}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function typeText(schema: Schema | undefined, standard: string): string {
  if (!schema) return '';
  const { type = '', format, items, minimum, maximum } = schema;
  const kind = [items ? `${type} (${items.type ?? ''})` : type, format].filter(Boolean).join(', ');
  const allowed = schema.enum ?? items?.enum;
  const bounds = minimum !== undefined || maximum !== undefined ? ` ${minimum ?? '…'}–${maximum ?? '…'}` : '';
  return `${kind}${bounds}${allowed ? `: ${allowed.map(String).join(' | ')}` : ''}${schema.default === undefined ? '' : ` (${standard} ${JSON.stringify(schema.default)})`}`;
}

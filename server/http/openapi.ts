/** The OpenAPI 3.1 document, made from the declarations of the routes. */
import { generateSpecs } from 'hono-openapi';
import type { OpenAPIV3_1 } from 'openapi-types';
import { openApiPage } from '../ogc/pages/open-api.ts';
import type { OpenApiDocument } from '../ogc/pages/open-api.ts';
import { pageText } from '../ogc/pages/page.ts';
import type { AnyApp } from '../route.ts';
import { anonymous } from '../viewer.ts';
import { problemLanguage } from './problem.ts';
import { send } from './send.ts';

const problem: OpenAPIV3_1.SchemaObject = {
  type: 'object',
  description: 'RFC 9457; the texts are Chinese or English by Accept-Language',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    key: { type: 'string', description: 'The parameter' },
    value: { type: 'string', description: 'What came' },
    allowed: {
      description: 'What was allowed: a sentence, codes, or codes with labels',
      oneOf: [
        { type: 'string' },
        { type: 'array', items: { type: 'string' } },
        {
          type: 'array',
          items: { type: 'object', properties: { code: { type: 'string' }, label: { type: 'string' } } },
        },
      ],
    },
    errors: {
      type: 'array',
      items: { type: 'object' },
      description:
        'key, value and allowed of every parameter; of a body with rows also row (from 1), code and detail',
    },
  },
};

/** The document of an app's declared routes. */
export async function openApiDocument(api: AnyApp): Promise<object> {
  const document = await generateSpecs(api, {
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
    documentation: {
      info: {
        title: 'Groundwork',
        version: '1',
        description:
          "A city's key projects, zones, corridors, land and constraints. Money in 万元 (10⁴ CNY), areas in m², lengths in m, coordinates in degrees (EPSG:4326). The API changes additively.",
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        responses: {
          Problem: {
            description: 'What is wrong, and what would be right',
            content: { 'application/problem+json': { schema: problem } },
          },
        },
        securitySchemes: {
          operator: {
            type: 'http',
            scheme: 'bearer',
            description: 'The operator token that the server prints at its start',
          },
        },
      },
    },
  });
  return {
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).map(withEnding).map(withFormats)),
  };
}

type Path = [path: string, item: OpenAPIV3_1.PathItemObject | undefined];

/** A last part whose values differ in their endings alone (projects.csv, projects.geojson) is shown as `projects.{format}`. */
function withFormats([path, item]: Path): Path {
  const [whole, name] = /\{(\w+File)\}$/.exec(path) ?? [];
  const parameters = (item?.get?.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
  const files = parameters.find((parameter) => parameter.name === name)?.schema as
    { enum?: string[] } | undefined;
  const stem = files?.enum?.[0]?.split('.')[0];
  if (!item || !whole || !files?.enum || stem === undefined) return [path, item];
  const endings = files.enum.map((file) => file.slice(stem.length + 1));
  const told = parameters.map((parameter) =>
    parameter.name === name
      ? { ...parameter, name: 'format', schema: { type: 'string' as const, enum: endings } }
      : parameter,
  );
  return [
    path.replace(whole, `${stem}.{format}`),
    { ...item, get: { ...item.get, parameters: told } } as typeof item,
  ];
}

/**
 * Hono matches a last part with an ending by a pattern (`:file{[^/]+\\.json}`), which comes out garbled; the document says
 * `{file}.json`, and its parameter is what stands before the ending.
 */
function withEnding([path, item]: Path): Path {
  const [whole, name, ending] = /\{(\w+)\{.*\\\.(\w+)\}$/.exec(path) ?? [];
  if (!item || !whole || !name || !ending) return [path, item];
  const parameters = (item.get?.parameters ?? []) as OpenAPIV3_1.ParameterObject[];
  const told = parameters
    .filter((parameter) => !parameter.name.includes('{'))
    .map((parameter) =>
      parameter.name === name ? { ...parameter, schema: without(ending, parameter.schema) } : parameter,
    );
  return [
    path.replace(whole, `{${name}}.${ending}`),
    { ...item, get: { ...item.get, parameters: told } } as typeof item,
  ];
}

function without(ending: string, schema: unknown): unknown {
  const { enum: values, pattern, ...rest } = schema as { enum?: string[]; pattern?: string };
  return {
    ...rest,
    ...(values ? { enum: values.map((value) => value.replace(`.${ending}`, '')) } : {}),
    ...(pattern ? { pattern: pattern.replace(`\\.${ending}$`, '$') } : {}),
  };
}

/** Serves the document as a page, without script and without another host. */
export function openApiPageRoute(api: AnyApp) {
  let made: Promise<OpenApiDocument> | undefined;
  return async (context: { req: { raw: Request } }): Promise<Response> => {
    const request = context.req.raw;
    const language = problemLanguage(request.headers.get('Accept-Language'));
    made ??= openApiDocument(api) as Promise<OpenApiDocument>;
    const title = language === 'zh' ? '奠基接口文档' : 'Groundwork API';
    const page = openApiPage(await made, {
      title,
      language,
      ...(language === 'zh'
        ? {
            lead: '一市的重点项目、开发区、走廊、地块与底线。金额为万元，面积为平方米，长度为米，坐标为经纬度（EPSG:4326）。接口只增不改。',
          }
        : {}),
      path: [[title, '/api/docs']],
      related: [
        ['OpenAPI 3.1 (JSON)', '/api/openapi.json'],
        ['OGC API', '/ogc'],
      ],
    });
    return send(pageText(page, language, '/api/openapi.json'), {
      request,
      viewer: anonymous,
      cache: 'revalidate',
      contentType: 'text/html; charset=UTF-8',
      headers: { 'Content-Language': language === 'zh' ? 'zh-Hans' : 'en', Vary: 'Accept-Language' },
    });
  };
}

/** Serves the document; made when it is first asked for. */
export function openApiRoute(api: AnyApp) {
  let text: Promise<string> | undefined;
  return async (context: { req: { raw: Request } }): Promise<Response> => {
    text ??= openApiDocument(api).then((document) => JSON.stringify(document));
    return send(await text, {
      request: context.req.raw,
      viewer: anonymous,
      cache: 'revalidate',
      contentType: 'application/vnd.oai.openapi+json;version=3.1',
    });
  };
}

/** What GDAL says of a file (the JSON of `ogrinfo`, its schema ogrinfo_output.schema.json). */
import { z } from 'zod';

const layerSchema = z.object({
  name: z.string(),
  geometryFields: z
    .array(
      z.object({
        name: z.string().default(''),
        type: z.string().default('Geometry'),
        coordinateSystem: z
          .object({
            wkt: z.string().nullish(),
            projjson: z
              .object({
                name: z.string().optional(),
                id: z.object({ authority: z.string(), code: z.union([z.number(), z.string()]) }).optional(),
              })
              .nullish(),
          })
          .nullish(),
      }),
    )
    .default([]),
  featureCount: z.number().optional(),
  fields: z
    .array(z.object({ name: z.string(), type: z.string(), subType: z.string().optional() }))
    .default([]),
});

const descriptionSchema = z.object({ layers: z.array(layerSchema).default([]) });

export type DescribedLayer = z.infer<typeof layerSchema>;

export function layersOf(description: string): DescribedLayer[] {
  return descriptionSchema.parse(JSON.parse(description)).layers;
}

/** The layer of that name; `''` = the only one. `ogrinfo` describes others too when it is asked for one. */
export function layerNamed(description: string, name: string): DescribedLayer | undefined {
  return layersOf(description).find((layer) => name === '' || layer.name === name);
}

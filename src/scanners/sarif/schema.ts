import { z } from 'zod';

/** SARIF writes absent things as absent, as null and as -1; the last is left to {@link at}. */
const optional = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
const list = <T extends z.ZodType>(schema: T) => optional(z.array(schema));

const propertiesSchema = optional(z.record(z.string(), z.unknown()));
export type Properties = z.infer<typeof propertiesSchema>;

const messageSchema = z.object({ text: optional(z.string()), markdown: optional(z.string()) });

const componentRefSchema = z.object({
  name: optional(z.string()),
  index: optional(z.int()),
  guid: optional(z.string()),
});
export type ComponentRef = z.infer<typeof componentRefSchema>;

const ruleRefSchema = z.object({
  id: optional(z.string()),
  index: optional(z.int()),
  toolComponent: optional(componentRefSchema),
});
export type RuleRef = z.infer<typeof ruleRefSchema>;

const ruleSchema = z.object({
  id: z.string(),
  shortDescription: optional(messageSchema),
  defaultConfiguration: optional(z.object({ level: optional(z.string()) })),
  relationships: list(z.object({ target: ruleRefSchema })),
  properties: propertiesSchema,
});
export type Rule = z.infer<typeof ruleSchema>;

const componentSchema = z.object({
  name: z.string(),
  version: optional(z.string()),
  semanticVersion: optional(z.string()),
  guid: optional(z.string()),
  rules: list(ruleSchema),
});

const taxonomySchema = z.object({
  name: optional(z.string()),
  guid: optional(z.string()),
  taxa: list(z.object({ id: z.string() })),
});

const artifactLocationSchema = z.object({
  uri: optional(z.string()),
  uriBaseId: optional(z.string()),
  index: optional(z.int()),
});
export type ArtifactLocation = z.infer<typeof artifactLocationSchema>;

const locationSchema = z.object({
  physicalLocation: optional(
    z.object({
      artifactLocation: optional(artifactLocationSchema),
      region: optional(
        z.object({
          startLine: optional(z.int()),
          startColumn: optional(z.int()),
          endLine: optional(z.int()),
        }),
      ),
    }),
  ),
});
export type Location = z.infer<typeof locationSchema>;

const resultSchema = z.object({
  ruleId: optional(z.string()),
  ruleIndex: optional(z.int()),
  rule: optional(ruleRefSchema),
  kind: optional(z.string()),
  level: optional(z.string()),
  baselineState: optional(z.string()),
  message: messageSchema.default({}),
  locations: list(locationSchema),
  taxa: list(ruleRefSchema),
  properties: propertiesSchema,
});
export type Result = z.infer<typeof resultSchema>;

const notificationSchema = z.object({
  descriptor: optional(z.object({ id: optional(z.string()) })),
  level: optional(z.string()),
  message: messageSchema.default({}),
  locations: list(locationSchema),
});
export type Notification = z.infer<typeof notificationSchema>;

const invocationSchema = z.object({
  executionSuccessful: optional(z.boolean()),
  exitCodeDescription: optional(z.string()),
  toolExecutionNotifications: list(notificationSchema),
  toolConfigurationNotifications: list(notificationSchema),
});

const runSchema = z.object({
  tool: z.object({ driver: componentSchema, extensions: list(componentSchema) }),
  results: list(resultSchema),
  columnKind: optional(z.string()),
  artifacts: list(z.object({ location: optional(artifactLocationSchema) })),
  originalUriBaseIds: optional(z.record(z.string(), artifactLocationSchema)),
  taxonomies: list(taxonomySchema),
  invocations: list(invocationSchema),
});
export type Run = z.infer<typeof runSchema>;

/** The part of SARIF 2.1.0 that is read. Looser than the standard's schema: tools stray from it. */
export const sarifLogSchema = z.object({ version: z.literal('2.1.0'), runs: z.array(runSchema) });

/** The element that an index points to; SARIF writes "none" as an absent index or as -1. */
export const at = <T>(items: readonly T[] | undefined, index: number | undefined): T | undefined =>
  index === undefined || index < 0 ? undefined : items?.[index];

// Schema validators. Sources: documentation of zod, Joi, yup, superstruct, valibot, Ajv, Middy (validator), jsonschema, fastjsonschema, Cerberus,
// Powertools for AWS Lambda ("Validation"), marshmallow.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Schemas made by chains of calls. */
export const BUILDERS = /^(zod(\/\w+)?|joi|@hapi\/joi|yup|superstruct|valibot|myzod|runtypes|arktype)\b/;

/** A rule in the chain that leaves no text of the sender's choice. */
export const HARMLESS_RULES =
  /\.(number|int|int32|uint32|integer|float|float32|float64|boolean|bool|date|bigint|enum|enums|nativeEnum|picklist|literal|uuid|uuidv4|guid|cuid2?|ulid|nanoid|datetime|isoDate|iso\.\w+|ip|ipv4|ipv6|cidr|valid|oneOf|equal|only|alphanum|hex|creditCard|port|safePattern|Int|Integer|Float|Number|Decimal|Boolean|Bool|UUID|Date|DateTime|AwareDateTime|NaiveDateTime|Time|TimeDelta|Enum|IP|IPv4|IPv6)\(\)/;

/** Lets everything through. */
export const OPEN_RULES = /\.(any|unknown|mixed|custom)\(\)$/;

/** Keeps fields that the schema does not name. */
export const OPEN_FIELDS = /\.(passthrough|loose|looseObject|catchall)\(\)|\.object\(\)(\.\w+\(\))*\.unknown\(\)/;

/** Take a pattern. */
export const PATTERN_RULES = words("regex pattern matches");

/** Give the data back as it is then, or an object with it. */
export const VALIDATING = words(
  "parse parseAsync safeParse safeParseAsync validate validateAsync validateSync cast attempt check create mask is isValid isValidSync guard",
);

/** Throw for other data. */
export const ASSERTING = words("assert assertAsync");

/** Where the data stands in what a validating function gives back; absent: it is the data. */
export const RESULT_PART: Readonly<Record<string, string | undefined>> = {
  safeParse: "data",
  safeParseAsync: "data",
  validate: "value",
};

/** Types of JSON Schema and Cerberus that are no text. */
export const JSON_TYPES = words("integer number boolean null float datetime date");

export interface JsonValidator {
  readonly api: RegExp;
  /** `compile`: gives a function that asks; `compiled`: that function; `keep`: gives an object that asks; `asks`: answers; `throws`: throws for other data. */
  readonly form: "compile" | "compiled" | "keep" | "asks" | "throws";
  readonly schema?: string;
  readonly data?: string;
}

export const JSON_VALIDATORS: readonly JsonValidator[] = [
  {
    api: /^(ajv(\/[\w/]+)?(\.\w+)?\(\)(\.\w+\(\))*\.(compile|compileAsync)|is-my-json-valid|fastjsonschema\.compile|jsen)$/,
    form: "compile",
  },
  {
    api: /^(ajv(\/[\w/]+)?(\.\w+)?\(\)(\.\w+\(\))*\.(compile|compileAsync)|is-my-json-valid|fastjsonschema\.compile|jsen)\(\)$/,
    form: "compiled",
  },
  { api: /^(cerberus\.Validator|jsonschema\.(Draft\w+Validator|Validator))$/, form: "keep" },
  { api: /^(cerberus\.Validator|jsonschema\.(Draft\w+Validator|Validator))\(\)\.(validate|is_valid)$/, form: "asks" },
  { api: /^ajv(\/[\w/]+)?(\.\w+)?\(\)\.validate$/, form: "asks" },
  { api: /^jsonschema\.validate$/, form: "throws", schema: "schema", data: "instance" },
  {
    api: /^aws_lambda_powertools\.utilities\.validation(\.\w+)*\.validate$/,
    form: "throws",
    schema: "schema",
    data: "event",
  },
];

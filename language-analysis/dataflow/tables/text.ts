// Methods by name, for values whose class is not known. Sources: MDN `String`, `Array`, `Map`; Python library reference, "Built-in types".

/** Numbers and the like: nothing harmful is read from them. */
export const HARMLESS_PROPERTIES: ReadonlySet<string> = new Set(["length", "byteLength", "__len__"]);

/** The text, or part of it, comes out; so do arguments that are put into it. */
export const TEXT_METHODS: ReadonlySet<string> = new Set([
  ..."toString toLocaleString valueOf trim trimStart trimEnd trimLeft trimRight toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase".split(
    " ",
  ),
  ..."concat slice substring substr split repeat padStart padEnd normalize charAt at match matchAll exec replace replaceAll join subarray".split(
    " ",
  ),
  ..."strip lstrip rstrip lower upper title capitalize swapcase casefold rsplit splitlines partition rpartition zfill ljust rjust center".split(
    " ",
  ),
  ..."__str__ __repr__ format format_map encode decode translate expandtabs removeprefix removesuffix group groups groupdict".split(
    " ",
  ),
  ..."read readline readlines getvalue text json arrayBuffer transformToString transformToByteArray promise hex tobytes iter_lines".split(
    " ",
  ),
  ..."toJSON copy items values keys entries get getlist getAll getFirst to_dict".split(" "),
]);

/** Those whose result is a text, or a list of texts, on whatever they are called. */
export const TO_TEXT: ReadonlySet<string> = new Set(
  "toString toLocaleString trim trimStart trimEnd trimLeft trimRight toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase substring substr split repeat padStart padEnd normalize charAt replace replaceAll join strip lstrip rstrip lower upper title capitalize swapcase casefold rsplit splitlines format encode decode transformToString".split(
    " ",
  ),
);

/** Answers, numbers, positions. */
export const ANSWER_METHODS: ReadonlySet<string> = new Set([
  ..."indexOf lastIndexOf search localeCompare startsWith endsWith charCodeAt codePointAt toFixed toPrecision getTime has includes test getFileLink".split(
    " ",
  ),
  ..."startswith endswith find rfind index rindex count isalpha isalnum isdigit isdecimal isnumeric isspace isupper islower isidentifier".split(
    " ",
  ),
  ..."hasOwnProperty propertyIsEnumerable isPrototypeOf exists is_file is_dir hexdigest digest toISOString toUTCString isoformat strftime timestamp".split(
    " ",
  ),
]);

/** Methods that only the paths of `pathlib` have. Source: Python library reference, `pathlib`. */
export const PATH_METHODS: ReadonlySet<string> = new Set(
  "read_text read_bytes write_text write_bytes unlink iterdir rglob rmdir touch hardlink_to symlink_to".split(" "),
);

/** When the answer is yes, the text is made of letters and digits only. */
export const CHARACTER_TESTS: ReadonlySet<string> = new Set([
  "isalpha",
  "isalnum",
  "isdigit",
  "isdecimal",
  "isnumeric",
]);

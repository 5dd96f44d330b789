// Parsers of Python that do more than read data. Sources: Python library reference, `pickle`, `marshal`, `shelve`, "XML vulnerabilities";
// documentation of PyYAML, ruamel.yaml, jsonpickle, dill, joblib, PyTorch, NumPy, pandas, lxml, xmltodict.
import type { PatternSink, SinkRow } from "./schema.ts";

const revives = "builds objects of any class from it";
const entities = "resolves the entities that the document declares";
/** Of the standard parsers: entities within the document multiply, and old versions fetch external ones. */
const expands = "expands the entities that the document declares";

export const PYTHON_PARSERS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0, keyword: "data" },
    effect: revives,
    reads: true,
    apis: [
      ...["pickle", "cPickle", "_pickle", "dill", "cloudpickle", "pickle5", "six.moves.cPickle"].flatMap((name) =>
        ["loads", "load", "Unpickler"].map((method) => `${name}.${method}`),
      ),
      "marshal.loads",
      "marshal.load",
      "shelve.open",
      "jsonpickle.decode",
      "jsonpickle.unpickler.decode",
      "jsonpickle.loads",
      "joblib.load",
      "pandas.read_pickle",
      "yaml.unsafe_load",
      "yaml.unsafe_load_all",
      "yaml.full_load",
      "yaml.full_load_all",
      "oyaml.load",
      "sklearn.externals.joblib.load",
      "keras.models.load_model",
      "tensorflow.keras.models.load_model",
    ],
  },
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0, keyword: "file" },
    effect: revives,
    reads: true,
    when: { option: "allow_pickle", equals: [true] },
    apis: ["numpy.load"],
  },
  // Source: PyTorch documentation, `torch.load`: the default of version 2.6 reads tensors only, that of older ones anything.
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0, keyword: "f" },
    effect: revives,
    reads: true,
    when: { option: "weights_only", unless: [true] },
    apis: ["torch.load", "torch.jit.load"],
  },
  // Sources: PyYAML, "Loading YAML"; the default of version 5 refuses most, that of version 3 nothing.
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0, keyword: "stream" },
    effect: revives,
    when: { option: "Loader", unless: ["SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"] },
    apis: ["yaml.load", "yaml.load_all"],
  },
  {
    kind: "text",
    class: "deserialization",
    argument: { index: 0 },
    effect: revives,
    apis: ["ruamel.yaml.load", "ruamel.yaml.unsafe_load"],
  },
  {
    kind: "text",
    class: "xml",
    argument: { index: 0, keyword: "text" },
    effect: entities,
    reads: true,
    when: { option: "parser", unless: ["safe parser"] },
    apis: [
      ...["fromstring", "XML", "parse", "fromstringlist", "iterparse"].map((name) => `lxml.etree.${name}`),
      "lxml.objectify.fromstring",
      "lxml.objectify.parse",
    ],
  },
  {
    kind: "text",
    class: "xml",
    argument: { index: 0, keyword: "text" },
    effect: expands,
    reads: true,
    apis: [
      ...["xml.etree.ElementTree", "xml.etree.cElementTree"].flatMap((name) =>
        ["fromstring", "XML", "parse", "iterparse", "fromstringlist", "XMLID"].map((method) => `${name}.${method}`),
      ),
      "xml.dom.minidom.parse",
      "xml.dom.minidom.parseString",
      "xml.dom.pulldom.parse",
      "xml.dom.pulldom.parseString",
      "xml.dom.expatbuilder.parseString",
      "xml.sax.parse",
      "xml.sax.parseString",
      "xml.sax.make_parser().parse",
      "xml.sax.make_parser().feed",
      "xml.parsers.expat.ParserCreate().Parse",
      "xml.parsers.expat.ParserCreate().ParseFile",
      "xmlrpc.client.loads",
      "xmlrpclib.loads",
      "plistlib.readPlistFromString",
    ],
  },
];

export const PYTHON_PARSER_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["pickle", "cPickle", "dill"],
    rest: /\.Unpickler\(\)\.load$/,
    row: { kind: "text", class: "deserialization", argument: "receiver", effect: revives },
  },
  {
    modules: ["ruamel"],
    rest: /\.yaml\.YAML\(\)\.load$/,
    row: { kind: "text", class: "deserialization", argument: { index: 0 }, effect: revives, doubt: 2 },
  },
];

// Text that is run as code, or names the code to run. Sources: Node.js documentation, "VM"; MDN `eval`, `Function`; Python library
// reference, "Built-in functions", `importlib`, `runpy`; README pages of vm2, safe-eval.
import type { SinkRow } from "./schema.ts";

const runsCode = "runs it as code";
const loadsModule = "loads the module that it names";

export const CODE_EVALUATION: readonly SinkRow[] = [
  {
    kind: "text",
    class: "code",
    apis: [
      "eval",
      "safe-eval",
      "notevil",
      "vm.runInNewContext",
      "vm.runInContext",
      "vm.runInThisContext",
      "vm.compileFunction",
      "vm.Script",
      "vm.SourceTextModule",
      "python-shell.PythonShell.runString",
      "vm2.VM().run",
      "vm2.NodeVM().run",
      "node-eval",
      "require-from-string",
    ],
    argument: { index: 0 },
    effect: runsCode,
  },
  // A context of `vm` is no boundary: what the code in it is given, it can use to get out.
  {
    kind: "everything",
    class: "code",
    apis: ["vm.runInNewContext", "vm.runInContext", "vm.Script().runInNewContext", "vm.Script().runInContext"],
    argument: { index: 1 },
    effect: "hands it to code in a context that is no boundary",
    doubt: 1,
  },
  {
    kind: "everything",
    class: "code",
    apis: ["vm.compileFunction"],
    argument: { index: 2, properties: ["parsingContext", "contextExtensions"] },
    effect: "hands it to code in a context that is no boundary",
    doubt: 1,
  },
  {
    kind: "text",
    class: "regex",
    apis: ["RegExp", "re.compile"],
    argument: { index: 0 },
    effect: "compiles it as a regular expression",
  },
  { kind: "text", class: "code", apis: ["Function"], argument: "all", effect: runsCode },
  {
    kind: "text",
    class: "code",
    apis: ["setTimeout", "setInterval", "setImmediate"],
    argument: { index: 0 },
    effect: "runs it as code when it is a text",
    doubt: 1,
  },
  { kind: "text", class: "code", apis: ["require", "import"], argument: { index: 0 }, effect: loadsModule },
  {
    kind: "text",
    class: "code",
    apis: [
      "builtins.eval",
      "builtins.exec",
      "builtins.execfile",
      "builtins.compile",
      "runpy.run_path",
      "code.InteractiveInterpreter().runsource",
      "numexpr.evaluate",
      "timeit.timeit",
      "timeit.repeat",
    ],
    argument: { index: 0, keyword: "source" },
    effect: runsCode,
  },
  {
    kind: "text",
    class: "code",
    apis: [
      "builtins.__import__",
      "importlib.import_module",
      "importlib.__import__",
      "imp.load_source",
      "runpy.run_module",
    ],
    argument: { index: 0, keyword: "name" },
    effect: loadsModule,
  },
];

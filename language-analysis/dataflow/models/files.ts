// Files of the function's own disk: what is written to a path is read from it again, within one invocation.
import { mayBeEqual, piecesOf } from "../across/known.ts";
import { EMPTY_OBJECT } from "../domain/heap.ts";
import type { Value } from "../domain/value.ts";
import { joinAll, joinValues, library, literal, truthOf, UNKNOWN } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { addItems, deepLabels, itemsOf } from "../interpret/memory.ts";
import { FILE_READERS } from "../tables/file-readers.ts";
import { callBack, isCallable } from "./promises.ts";

/** Slot of a file object that holds its path. */
const PATH = "<path>";
const DISK = "disk";
/** Between the pieces of a path that is known in part. */
const GAP = "\u0000";

/** What `open(path)` gives: reading it gives what the path holds by then. */
export function openFile(machine: Machine, path: Value | undefined, node: object): Value {
  const plain = path ? plainPath(path) : literal(`<temporary ${machine.siteOf(node)}>`);
  const content = fileContent(machine, plain);
  const slots = new Map([
    [PATH, { value: plain }],
    ["name", { value: plain }],
  ]);
  return machine.allocate(node, { ...EMPTY_OBJECT, slots, ...(content && { rest: content }) });
}

/** The path's text without where it comes from. */
function plainPath({ literals, pieces, refs }: Value): Value {
  if (refs.length > 0) return UNKNOWN;
  return pieces ? { ...UNKNOWN, pieces } : { ...UNKNOWN, literals };
}

/** What was written to the path; undefined when nothing was. */
export function fileContent(machine: Machine, path: Value): Value | undefined {
  const disk = machine.state.get(machine.objectId(DISK));
  if (!disk) return undefined;
  const wanted = piecesOf(plainPath(path));
  const found = [...disk.slots].filter(([key]) => {
    const pieces = key.split(GAP);
    return !wanted || wanted.some((one) => mayBeEqual(pieces, one));
  });
  const all = found.map(([, slot]) => slot.value);
  if (disk.rest) all.push(disk.rest);
  return all.length === 0 ? undefined : joinAll(all);
}

export function writeFile(machine: Machine, path: Value, content: Value): void {
  const id = machine.objectId(DISK);
  const disk = machine.state.get(id) ?? EMPTY_OBJECT;
  const [only, ...others] = piecesOf(plainPath(path)) ?? [];
  if (!only || others.length > 0 || disk.slots.size > 100) {
    machine.state.set(id, { ...disk, rest: disk.rest ? joinValues(disk.rest, content) : content });
    return;
  }
  const key = only.join(GAP);
  const before = disk.slots.get(key)?.value;
  const slots = new Map(disk.slots).set(key, { value: before ? joinValues(before, content) : content });
  machine.state.set(id, { ...disk, slots });
}

/** Paths of the file objects that the value may be. */
function pathsOf(machine: Machine, value: Value): readonly Value[] {
  return value.refs.flatMap((id) => machine.state.get(id)?.slots.get(PATH)?.value ?? []);
}

/** What a file object's path holds; undefined for other values. */
export function contentOfFile(machine: Machine, value: Value): Value | undefined {
  const paths = pathsOf(machine, value);
  if (paths.length === 0) return undefined;
  const contents = paths.flatMap((path) => fileContent(machine, path) ?? []);
  return contents.length === 0 ? UNKNOWN : joinAll(contents);
}

/** Puts content into a file object, wherever it leads. */
export function fillFile(machine: Machine, file: Value, content: Value): void {
  addItems(machine, file, content);
  for (const path of pathsOf(machine, file)) writeFile(machine, path, content);
}

const READS = new Set(["read", "readline", "readlines", "readall", "getvalue", "getbuffer"]);
const WRITES = new Set(["write", "writelines", "end"]);

/** What the file holds whose path the function is given first; undefined where nothing is known to have been written. */
export function contentRead(machine: Machine, api: string, { positional: [path] }: CallArguments): Value | undefined {
  if (!path || path.refs.length > 0 || !FILE_READERS.test(api)) return undefined;
  const content = fileContent(machine, path);
  return content && deepLabels(machine, content).size > 0 ? content : undefined;
}

/** Methods of file objects; undefined for other values and methods. */
export function callFileMethod(machine: Machine, data: Value, name: string, args: CallArguments): Value | undefined {
  const [file] = args.positional;
  if (name === "pipe" && file && pathsOf(machine, file).length > 0) {
    fillFile(machine, file, data);
    return file;
  }
  const isRead = READS.has(name);
  if ((!isRead && !WRITES.has(name)) || pathsOf(machine, data).length === 0) return undefined;
  if (isRead) return contentOfFile(machine, data);
  const [first = UNKNOWN] = args.positional;
  fillFile(machine, data, name === "writelines" ? itemsOf(machine, first) : first);
  return UNKNOWN;
}

const DISK_OF_NODE = /^(?:fs|fs\.promises|fs\/promises|fs-extra|graceful-fs)\.(\w+?)(?:Sync)?$/;

/** `fs.writeFileSync(path, content)` and what reads it again; undefined where nothing is known to have been written. */
function callNodeFiles(machine: Machine, name: string, args: CallArguments, site: CallSite): Value | undefined {
  const [first, second] = args.positional;
  if (!first) return undefined;
  switch (name) {
    case "writeFile":
    case "appendFile":
    case "outputFile":
      if (second) writeFile(machine, first, second);
      return undefined;
    case "copyFile":
    case "rename":
    case "copy":
    case "move": {
      const content = fileContent(machine, first);
      if (second && content) writeFile(machine, second, content);
      return undefined;
    }
    case "readFile": {
      const content = fileContent(machine, first);
      const last = args.positional.at(-1);
      if (content && isCallable(last)) callBack(machine, last, [UNKNOWN, content], site);
      return content;
    }
    case "createWriteStream":
      return joinValues(openFile(machine, first, site.node), library("fs.createWriteStream()"));
    case "createReadStream": {
      const content = fileContent(machine, first);
      return content && joinValues(content, library("fs.createReadStream()"));
    }
    default:
      return undefined;
  }
}

/** Streams end to end: what the first gives is written to the last. */
const PIPELINES = /^(stream(\.promises|\/promises)?\.pipeline|pump|mississippi\.pipe)$/;

function pipe(machine: Machine, { positional }: CallArguments): void {
  const [first] = positional;
  const last = positional.findLast((one) => !isCallable(one) || one.refs.length > 0);
  if (first && last && last !== first) fillFile(machine, last, { ...UNKNOWN, labels: deepLabels(machine, first) });
}

/** `open`, `shutil.copy`, `json.dump(x, file)`, ...; undefined for other functions. */
export function callFiles(machine: Machine, api: string, args: CallArguments, site: CallSite): Value | undefined {
  const [first, second] = args.positional;
  const [, ofNode] = DISK_OF_NODE.exec(api) ?? [];
  if (ofNode !== undefined) return callNodeFiles(machine, ofNode, args, site);
  if (PIPELINES.test(api)) pipe(machine, args);
  switch (api) {
    case "builtins.open":
    case "io.open":
    case "codecs.open":
    case "gzip.open":
    case "bz2.open":
    case "os.fdopen":
      return openFile(machine, first ?? args.named.get("file"), site.node);
    case "tarfile.open":
    case "tarfile.TarFile":
    case "zipfile.ZipFile":
    case "py7zr.SevenZipFile":
    case "rarfile.RarFile": {
      const opened = first ?? args.named.get("name") ?? args.named.get("file") ?? args.named.get("fileobj");
      const object = args.named.get("fileobj") ?? opened;
      const content = (object && contentOfFile(machine, object)) ?? (opened && fileContent(machine, opened)) ?? object;
      const labels = content ? deepLabels(machine, content) : undefined;
      return { ...library(`${api}()`), ...(labels && labels.size > 0 && { labels, literals: undefined }) };
    }
    case "lxml.etree.XMLParser":
    case "lxml.etree.ETCompatXMLParser": {
      const entities = args.named.get("resolve_entities");
      return entities && truthOf(entities) === false ? library("lxml.etree.safe parser") : undefined;
    }
    case "tempfile.NamedTemporaryFile":
    case "tempfile.TemporaryFile":
    case "tempfile.SpooledTemporaryFile":
      return openFile(machine, undefined, site.node);
    case "io.BytesIO":
    case "io.StringIO":
    case "StringIO.StringIO":
    case "cStringIO.StringIO":
      // One that begins with something stands for it.
      return first ? undefined : openFile(machine, undefined, site.node);
    case "shutil.copy":
    case "shutil.copy2":
    case "shutil.copyfile":
    case "shutil.move":
    case "os.rename":
    case "os.replace": {
      const content = first && fileContent(machine, first);
      if (second && content) writeFile(machine, second, content);
      return UNKNOWN;
    }
    case "json.dump":
    case "yaml.dump":
    case "pickle.dump": {
      const [file, content] = api === "yaml.dump" && !second ? [undefined, undefined] : [second, first];
      if (!file || !content) return undefined;
      const text: Value = { ...UNKNOWN, labels: deepLabels(machine, content), madeOf: content };
      fillFile(machine, file, text);
      return UNKNOWN;
    }
    default:
      return undefined;
  }
}

// Paths of files, and archives whose entries name them. Sources: Node.js documentation, "File system"; README pages of fs-extra,
// adm-zip, tar, unzipper, decompress, extract-zip; Express API, `res.sendFile`.
import type { PatternSink, SinkRow } from "./schema.ts";

const effect = "takes it as the path of a file";
const unpacks = "writes the entries of the archive wherever they say";

export const FILE_SINKS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "path",
    argument: { index: 0 },
    effect,
    apis: [
      "fs.createReadStream",
      "fs.createWriteStream",
      "graceful-fs.readFile",
      "jsonfile.readFile",
      "jsonfile.readFileSync",
      "load-json-file",
      "send",
      "rimraf",
      "rimraf.sync",
      "del",
      "mkdirp",
      "mkdirp.sync",
      "rimraf.rimraf",
      "write-file-atomic",
      "read-pkg",
    ],
  },
  // What is not put together with a folder is the picture itself, most likely.
  {
    kind: "text",
    class: "path",
    argument: { index: 0 },
    effect,
    joined: true,
    apis: ["sharp", "jimp.read", "jimp.Jimp.read", "canvas.loadImage", "image-size", "image-size.imageSize"],
  },
  {
    kind: "value",
    class: "path",
    argument: { index: 0 },
    effect: unpacks,
    doubt: 1,
    apis: ["tar.x", "tar.extract", "decompress", "extract-zip"],
  },
];

const FS_METHODS =
  /^(\.promises)?\.(access|appendFile|chmod|chown|copyFile|cp|createReadStream|createWriteStream|lchown|link|lstat|mkdir|mkdtemp|open|opendir|readFile|readdir|readlink|realpath|rename|rm|rmdir|stat|symlink|truncate|unlink|utimes|writeFile|watch|watchFile|copy|move|remove|emptyDir|ensureDir|ensureFile|outputFile|outputJson|readJson|writeJson|readJSON|writeJSON)(Sync)?$/;

export const FILE_PATTERNS: readonly PatternSink[] = [
  // The archive is what the object was made of, or what is piped into it.
  {
    modules: ["adm-zip"],
    rest: /^\(\)\.(extractAllTo|extractAllToAsync|extractEntryTo)$/,
    row: { kind: "everything", class: "path", argument: "receiver", effect: unpacks, doubt: 1 },
  },
  {
    modules: ["unzipper", "unzip", "unzip-stream", "unzip2", "tar-fs"],
    rest: /^\.(Extract|extract)\(\)\.(write|end)$/,
    row: { kind: "text", class: "path", argument: { index: 0 }, effect: unpacks, doubt: 1 },
  },
  { modules: ["fs"], rest: FS_METHODS, row: { kind: "text", class: "path", argument: { index: 0 }, effect } },
  {
    modules: ["fs"],
    rest: /^(\.promises)?\.(copyFile|cp|link|rename|symlink|copy|move)(Sync)?$/,
    row: { kind: "text", class: "path", argument: { index: 1 }, effect },
  },
  {
    modules: ["express"],
    rest: /^\.response\.(sendFile|download|sendfile)$/,
    row: { kind: "text", class: "path", argument: { index: 0 }, effect },
  },
];

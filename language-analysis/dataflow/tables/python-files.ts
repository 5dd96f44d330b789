// Paths that Python opens, removes, sends or unpacks to. Sources: Python library reference, `open`, `os`, `shutil`, `tarfile`, `zipfile`;
// Flask API, `send_file`.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const path = (index: number, keyword: string, effect: string): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "path",
  argument: { index, keyword },
  effect,
});

export const PYTHON_FILES: readonly SinkRow[] = [
  {
    ...path(0, "file", "opens the file at the path"),
    apis: ["builtins.open", "builtins.file", "io.open", "codecs.open", "os.open", "tarfile.open", "linecache.getline"],
  },
  // What is not put together with a folder is the archive itself, most likely: a file in memory.
  {
    ...path(0, "file", "opens the archive at the path"),
    joined: true,
    apis: ["zipfile.ZipFile", "gzip.open", "bz2.open", "lzma.open"],
  },
  {
    ...path(0, "filepath_or_buffer", "opens the file at the path"),
    joined: true,
    apis: ["pandas.read_csv", "pandas.read_json", "pandas.read_excel", "PIL.Image.open", "openpyxl.load_workbook"],
  },
  {
    ...path(0, "path", "works on the file at the path"),
    apis: [
      "os.remove",
      "os.unlink",
      "os.rmdir",
      "os.listdir",
      "os.scandir",
      "os.walk",
      "os.chmod",
      "os.rename",
      "os.symlink",
      "shutil.rmtree",
      "shutil.copy",
      "shutil.copyfile",
      "shutil.copytree",
      "shutil.move",
      "glob.glob",
    ],
  },
  {
    ...path(1, "dst", "writes to the path"),
    apis: ["os.rename", "os.symlink", "shutil.copy", "shutil.copyfile", "shutil.move", "shutil.copytree"],
  },
  {
    ...path(0, "path_or_file", "sends the file at the path"),
    apis: ["flask.send_file", "fastapi.responses.FileResponse", "starlette.responses.FileResponse"],
  },
  {
    ...path(0, "filename", "unpacks what it holds, wherever the names in it lead"),
    reads: true,
    apis: ["shutil.unpack_archive"],
  },
  {
    ...path(1, "extract_dir", "unpacks it to the path"),
    apis: ["shutil.unpack_archive"],
  },
];

const unpacks = "unpacks what it names, wherever the names lead";

/** Archives whose content comes from outside: their entries name paths. `filter` and `members` choose among them. */
export const PYTHON_FILE_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["tarfile"],
    rest: /\.(open|TarFile)(\(\))?(\.open)?\(\)\.(extractall|extract)$/,
    row: {
      kind: "everything",
      class: "path",
      argument: "receiver",
      effect: unpacks,
      when: { option: "filter", unless: ["data", "tar", "data_filter", "tar_filter"] },
      unlessGiven: "members",
    },
  },
];

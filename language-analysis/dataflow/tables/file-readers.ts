// Functions of libraries that read the file whose path they are given first. Sources: Python library reference (`gzip`, `xml`, `shelve`);
// documentation of py7zr, rarfile, lxml, pandas, polars, NumPy, joblib, PyTorch, Keras, openpyxl, xlrd, python-docx, pypdf, pdfplumber, Pillow;
// README pages of adm-zip, node-stream-zip, unzipper, yauzl, decompress, node-7z, SheetJS, jsonfile, load-json-file, fs-extra.

const PYTHON = [
  String.raw`py7zr\.SevenZipFile|rarfile\.RarFile|gzip\.GzipFile|bz2\.BZ2File|lzma\.(open|LZMAFile)|shelve\.open`,
  String.raw`(xml\.etree\.c?ElementTree|lxml\.(etree|objectify|html))\.(parse|iterparse)|xml\.(dom\.\w+|sax)\.parse`,
  String.raw`(pandas|polars)\.(read|scan)_\w+|numpy\.(load|loadtxt|genfromtxt|fromfile)|joblib\.load|torch\.load`,
  String.raw`(tensorflow\.)?keras(\.\w+)*\.load_model|openpyxl\.load_workbook|xlrd\.open_workbook|docx\.Document`,
  String.raw`(PyPDF2|pypdf)\.Pdf(File)?Reader|pdfplumber\.open|PIL\.Image\.open`,
];
const JAVASCRIPT = [
  String.raw`adm-zip|node-stream-zip(\.async)?|unzipper\.Open\.file|yauzl(-promise)?\.open|decompress|node-7z\.extract`,
  String.raw`xlsx\.readFile(Sync)?|jsonfile\.readFile(Sync)?|load-json-file(\.\w+)?|fs-extra\.(readJson|readJSON)(Sync)?`,
];

export const FILE_READERS = new RegExp(`^(${[...PYTHON, ...JAVASCRIPT].join("|")})$`);

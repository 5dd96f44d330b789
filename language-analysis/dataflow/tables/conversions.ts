// Functions of libraries that pass text on, change it, or make something harmless of it. Sources: the libraries' documentation.
import type { FlowRow } from "./schema.ts";

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

export const CONVERSIONS: readonly FlowRow[] = [
  {
    flow: "through",
    undoes: true,
    apis: words(`JSON.parse atob decodeURIComponent decodeURI unescape querystring.parse querystring.unescape qs.parse
      js-base64.Base64.decode js-base64.decode base-64.decode base64url.decode zlib.gunzipSync zlib.inflateSync zlib.unzipSync util.TextDecoder TextDecoder TextDecoder().decode
      json5.parse secure-json-parse fast-json-parse destr he.decode lodash.unescape html-entities.decode ini.parse csv-parse/sync.parse papaparse.parse js-yaml.safeLoad yaml.parse toml.parse`),
  },
  {
    flow: "through",
    makesText: true,
    apis: words(
      `JSON.stringify btoa escape encodeURI querystring.stringify qs.stringify url.format util.format sprintf-js.sprintf sprintf-js.vsprintf util.inspect path.dirname path.extname lodash.trim lodash.toString lodash.toLower lodash.toUpper lodash.camelCase lodash.kebabCase slash`,
    ),
  },
  {
    flow: "through",
    makesText: true,
    resolves: true,
    apis: words(`path.resolve path.normalize path.posix.join path.posix.normalize path.posix.resolve path.win32.join path.win32.normalize upath.join upath.normalize
      fs.realpathSync fs.promises.realpath fs/promises.realpath os.path.normpath os.path.abspath os.path.realpath posixpath.normpath pathlib.Path().resolve`),
  },
  {
    flow: "through",
    apis: words(`Buffer Buffer.from Buffer.concat Buffer.Buffer buffer.Buffer.from TextEncoder().encode url.resolve url.parse URL URLSearchParams url.URL
      Object.freeze structuredClone lodash.get lodash.cloneDeep lodash.pick lodash.omit lodash.merge lodash.template deepmerge clone rfdc()`),
  },
  {
    flow: "through",
    makesText: true,
    protects: ["path"],
    apis: words(
      `path.basename path.posix.basename path.win32.basename sanitize-filename werkzeug.utils.safe_join werkzeug.security.safe_join flask.safe_join django.utils._os.safe_join os.path.basename ntpath.basename posixpath.basename werkzeug.utils.secure_filename werkzeug.secure_filename pathvalidate.sanitize_filename`,
    ),
  },
  {
    flow: "through",
    apis: words(`json.loads json.dumps json.load builtins.bytes builtins.bytearray
      base64.b64decode base64.b64encode base64.urlsafe_b64decode base64.urlsafe_b64encode base64.standard_b64decode base64.decodestring base64.decodebytes base64.b32decode base64.b16decode
      urllib.unquote urllib.unquote_plus urllib.parse.unquote urllib.parse.unquote_plus urllib.parse.unquote_to_bytes
      urllib.parse.urlparse urllib.parse.urlsplit urllib.parse.parse_qs urllib.parse.parse_qsl urllib.parse.urljoin urlparse.urlparse urlparse.parse_qs cgi.parse_qs
      os.path.join os.path.dirname os.path.splitext
      gzip.decompress zlib.decompress bz2.decompress lzma.decompress io.TextIOWrapper csv.reader csv.DictReader xmltodict.parse yaml.safe_load_all io.StringIO io.BytesIO textwrap.dedent textwrap.indent html.unescape ast.literal_eval string.Template string.Template().substitute string.Template().safe_substitute
      re.sub re.split re.findall re.search re.match re.fullmatch email.message_from_string yaml.safe_load binascii.unhexlify codecs.decode codecs.encode`),
  },
  {
    flow: "through",
    makesText: true,
    apis: words(`pathlib.Path pathlib.PurePath pathlib.PurePosixPath`),
  },
  {
    flow: "through",
    makesText: true,
    keepsText: true,
    apis: words(`String builtins.str builtins.unicode os.fspath`),
  },
  {
    flow: "through",
    makesText: true,
    apis: words(`builtins.repr builtins.format builtins.ascii`),
  },
  // Addresses of the app's own routes. Source: Flask API, `url_for`.
  {
    flow: "through",
    makesText: true,
    apis: words(`flask.url_for fastapi.Request().url_for django.urls.reverse`),
    protects: ["redirect", "ssrf", "html"],
  },
  // Items as the database delivers them, and as plain objects. Sources: API references of the SDKs, "Converter", "util-dynamodb".
  {
    flow: "through",
    apis: words(`aws-sdk.DynamoDB.Converter.unmarshall aws-sdk.DynamoDB.Converter.output aws-sdk.DynamoDB.Converter.marshall aws-sdk.DynamoDB.Converter.input
      aws-sdk/clients/dynamodb.Converter.unmarshall aws-sdk/clients/dynamodb.Converter.marshall @aws-sdk/util-dynamodb.unmarshall @aws-sdk/util-dynamodb.marshall
      @aws-sdk/util-dynamodb.convertToNative dynamodb-marshaler.unmarshalItem boto3.dynamodb.types.TypeDeserializer().deserialize
      boto3.dynamodb.types.TypeSerializer().serialize dynamodb_json.json_util.loads`),
  },
  // The claims of a token are not the token.
  {
    flow: "through",
    apis: words(`jsonwebtoken.decode jose.decodeJwt jwt-decode jwt-decode.jwtDecode jwt-decode.default jwt.decode jose.jwt.decode jose.jwt.get_unverified_claims
      jose.jwt.get_unverified_header jwt.get_unverified_header`),
    protects: ["log"],
  },
  // What becomes a query text is told there.
  {
    flow: "through",
    apis: words(`sqlalchemy.text sqlalchemy.sql.text sqlalchemy.sql.expression.text`),
    protects: ["sql"],
    isObject: true,
  },
  {
    flow: "through",
    apis: words(`psycopg2.sql.SQL psycopg.sql.SQL peewee.SQL`),
    protects: ["sql"],
  },
  // Sources: README pages of mongo-sanitize and express-mongo-sanitize; Mongoose documentation, "sanitizeFilter".
  {
    flow: "through",
    apis: words(`mongo-sanitize mongo-sanitize.sanitize express-mongo-sanitize.sanitize mongoose.sanitizeFilter`),
    protects: ["nosql"],
    note: "is taken out of operators",
  },
  // Statements of SQLAlchemy that are built from expressions bind their values.
  {
    flow: "none",
    apis: words(`sqlalchemy.select().* sqlalchemy.insert().* sqlalchemy.update().* sqlalchemy.delete().* sqlalchemy.Table().* sqlalchemy.future.select().*
      sqlalchemy.sql.select().* sqlalchemy.dialects.postgresql.insert().* sqlalchemy.dialects.mysql.insert().* sqlalchemy.dialects.sqlite.insert().*`),
  },
  // Templates whose values are handed over apart. Sources: README pages of sql-template-tag, sql-template-strings, @databases/sql.
  {
    flow: "none",
    apis: words(`sql-template-tag sql-template-tag.sql sql-template-tag.join sql-template-tag.Sql sql-template-strings sql-template-strings.SQL
      @databases/sql @databases/pg.sql @databases/mysql.sql @databases/sqlite.sql`),
  },
  // Values that are bound to a query text beside it.
  {
    flow: "none",
    apis: ["sqlalchemy", "sqlalchemy.sql", "sqlalchemy.sql.expression"].flatMap((from) =>
      words(`${from}.text().bindparams ${from}.text().params ${from}.bindparam`),
    ),
  },
  {
    flow: "same",
    apis: words(
      `util.promisify util.callbackify vm.createContext Promise.resolve Object Object.freeze Object.seal copy.copy copy.deepcopy builtins.dict builtins.iter lodash.cloneDeep bluebird.promisify pify await-to-js functools.lru_cache functools.wraps() functools.cache dataclasses.asdict attr.asdict attrs.asdict builtins.vars asyncio.run asyncio.create_task asyncio.ensure_future typing.cast contextlib.closing contextlib.aclosing contextlib.nullcontext`,
    ),
  },
  {
    flow: "number",
    apis: words(
      `parseInt parseFloat Number Number.parseInt Number.parseFloat BigInt lodash.toNumber lodash.toInteger Math.floor Math.ceil Math.round Math.trunc Math.abs builtins.int builtins.float builtins.long`,
    ),
  },
  {
    flow: "none",
    apis: words(`Boolean Number.isInteger Number.isSafeInteger Number.isFinite Number.isNaN Array.isArray Symbol
      Date Date.parse Date.UTC moment dayjs Math.* uuid.* crypto.* node-uuid.* nanoid.* bcrypt.* bcryptjs.* fs.existsSync fs.statSync fs.accessSync jsonwebtoken.sign validator.*
      mongodb.ObjectId mongodb.ObjectID mongodb.BSON.ObjectId mongoose.Types.ObjectId mongoose.mongo.ObjectId mongoose.Types.ObjectId.createFromHexString mongodb.ObjectId.createFromHexString
      Buffer.byteLength Buffer.isBuffer Buffer.alloc Object.is clearTimeout clearInterval util.isArray util.types.* perf_hooks.* performance.*`),
  },
  {
    flow: "none",
    apis: words(`os.environ.get os.environ.setdefault os.environ.pop os.getenv process.env.hasOwnProperty builtins.bool builtins.len builtins.complex builtins.hash builtins.id builtins.ord builtins.abs builtins.round builtins.divmod builtins.pow builtins.hex builtins.oct builtins.bin
      builtins.isinstance builtins.issubclass builtins.callable builtins.hasattr builtins.type builtins.range builtins.any builtins.all
      hashlib.* hmac.* uuid.* datetime.* time.* bson.ObjectId bson.objectid.ObjectId decimal.Decimal fractions.Fraction ipaddress.* math.* random.* secrets.* statistics.* calendar.*
      os.path.exists os.path.isfile os.path.isdir os.path.getsize os.stat os.remove os.unlink os.makedirs os.mkdir os.getpid os.cpu_count
      bcrypt.* zlib.crc32 binascii.crc32 dateutil.parser.parse mimetypes.guess_type imghdr.what traceback.print_exc traceback.print_exception`),
  },
  // Sources: Python library reference, `shlex.quote`; README pages of shell-quote, shell-escape, shescape.
  {
    flow: "through",
    apis: words(
      `shlex.quote pipes.quote shell-quote.quote shell-escape shescape.quote shescape.Shescape().quote puka.quoteForShell`,
    ),
    protects: ["os-command"],
    note: "is quoted for a shell",
  },
  // Percent-encoding in Python keeps letters, digits, `_.-~` and `/` alone: nothing that a shell reads as syntax. Source: `urllib.parse.quote`.
  {
    flow: "through",
    apis: words(
      `urllib.parse.quote urllib.parse.quote_plus urllib.quote urllib.quote_plus urllib.parse.urlencode urllib.urlencode requests.utils.quote six.moves.urllib.parse.quote`,
    ),
    protects: ["os-command", "code", "ssrf", "redirect", "html", "sql", "template", "xml"],
    note: "is percent-encoded",
  },
  // encodeURIComponent keeps `'()*!~` as they are: no command separator or substitution passes, but a quote can be closed
  // and an option added. Source: ECMA-262, "encodeURIComponent".
  {
    flow: "through",
    makesText: true,
    apis: words(`encodeURIComponent querystring.escape`),
    protects: ["ssrf", "path", "object-key", "redirect", "html", "template"],
    doubt: 2,
    note: "is percent-encoded, quotes and parentheses stay",
  },
  {
    flow: "through",
    makesText: true,
    apis: words(`html.escape cgi.escape xml.sax.saxutils.escape lodash.escape underscore.escape he.encode he.escape markupsafe.escape escape-html html-escaper.escape html-entities.encode html-entities.encodeXML
      entities.encode entities.escape entities.escapeUTF8 xss xss.filterXSS sanitize-html dompurify.sanitize isomorphic-dompurify.sanitize dompurify().sanitize validator.escape hono/html.html handlebars.escapeExpression handlebars.Utils.escapeExpression sqlstring-html.escape bleach.clean nh3.clean`),
    protects: ["html"],
    note: "is escaped for HTML",
  },
  // Sources: README pages of mysql, sqlstring, pg-format, mysql2; `pg` client, "escapeLiteral".
  {
    flow: "through",
    makesText: true,
    apis: words(`mysql.escape mysql.escapeId mysql.format mysql2.escape mysql2.escapeId mysql2.format mysql2/promise.escape mysql2/promise.escapeId mysql2/promise.format sqlstring.escape sqlstring.escapeId sqlstring.format
      pg-format pg-format.literal pg-format.ident pg-escape pg-escape.literal pg-escape.ident mysql.createConnection().escape mysql.createPool().escape mysql2.createConnection().escape mysql2.createPool().escape
      mysql.createConnection().escapeId mysql.createPool().escapeId mysql2.createPool().escapeId mysql2.createConnection().escapeId pg.Client().escapeLiteral pg.Client().escapeIdentifier pg.escapeLiteral pg.escapeIdentifier
      sequelize.Sequelize().escape sequelize().escape pymysql.escape_string pymysql.converters.escape_string psycopg2.extensions.quote_ident
      MySQLdb.escape_string pymysql.connect().escape pymysql.connect().escape_string MySQLdb.connect().escape_string mysql.connector.connect().converter.escape psycopg2.sql.Identifier psycopg2.sql.Literal psycopg.sql.Identifier psycopg.sql.Literal psycopg2.extensions.adapt sqlparse.quote`),
    protects: ["sql"],
    note: "is escaped for SQL",
  },
  {
    flow: "through",
    makesText: true,
    apis: words(`re.escape lodash.escapeRegExp escape-string-regexp regexp.escape RegExp.escape`),
    protects: ["regex"],
    note: "is escaped, not for this",
  },
  {
    flow: "through",
    apis: words(`shlex.split shell-quote.parse string-argv yargs-parser`),
    doubt: 1,
  },
  // No page, or one whose engine escapes what it is given.
  {
    flow: "through",
    protects: ["html"],
    apis: words(
      `flask.jsonify flask.json.dumps flask.render_template fastapi.responses.JSONResponse starlette.responses.JSONResponse
        fastapi.responses.ORJSONResponse fastapi.responses.UJSONResponse fastapi.responses.PlainTextResponse starlette.responses.PlainTextResponse
        django.http.JsonResponse django.shortcuts.render rest_framework.response.Response`,
    ),
  },
  // Templates of files escape what they are given, unless the app switches that off. Source: Jinja documentation, "Autoescaping"; Django, "Automatic HTML escaping".
  {
    flow: "through",
    protects: ["html"],
    apis: words(`jinja2.Environment().get_template().render jinja2.Environment().select_template().render jinja2.sandbox.SandboxedEnvironment().get_template().render
      jinja2.Environment().get_template().render_async django.template.loader.render_to_string django.template.loader.get_template().render`),
  },
  {
    flow: "through",
    apis: words(`flask.make_response flask.Response chalice.Response aws_lambda_powertools.event_handler.Response aws_lambda_powertools.event_handler.api_gateway.Response
        fastapi.Response fastapi.responses.Response starlette.responses.Response django.http.HttpResponse django.http.HttpResponseServerError
        django.http.HttpResponseBadRequest django.http.HttpResponseNotFound bottle.HTTPResponse bottle.HTTPError`),
  },
];

/** Exception text from elsewhere than the binding. */
export const ERROR_TEXT_APIS: ReadonlySet<string> = new Set([
  "traceback.format_exc",
  "traceback.format_exception",
  "traceback.format_tb",
  "traceback.format_stack",
  "sys.exc_info",
  "sys.exc_value",
]);

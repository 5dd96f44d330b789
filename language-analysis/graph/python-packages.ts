// Python's standard library and packages that are often installed beside a function: they call no AWS service. Any other module that is
// not in the workspace may be anybody's.

const STANDARD = `
  abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect
  builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall
  concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm
  decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
  fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
  html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale
  logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis
  nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes
  pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data
  pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve
  shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse
  ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile
  telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback
  tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref
  webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`;

const INSTALLED = `
  fsspec pynamodb s3fs smart_open
  ConfigParser Queue StringIO cPickle cStringIO commands cookielib htmlentitydefs httplib urllib2 urlparse
  absl aiofiles aiohttp alembic anthropic apispec arrow asyncpg attr attrs authlib avro bcrypt botocore bleach bs4 cachetools cattr
  cattrs celery cerberus certifi cfnresponse chalice chardet chevron click colorama confluent_kafka crhelper
  cryptography cssselect cv2 dacite datadog datadog_lambda dateparser dateutil ddtrace decouple defusedxml dns
  docutils dotenv elasticsearch email_validator epsagon faker fastapi fastavro fastjsonschema feedparser flask
  flask_cors flask_restful freezegun geopy google googleapiclient gql graphql greenlet gspread gunicorn h11 hashids
  haversine html5lib httplib2 httpx humanize idna ijson inflection itsdangerous jinja2 jmespath joblib jose jsonpatch
  jsonpath_ng jsonpickle jsonschema jwcrypto jwt kafka keras lambda_decorators langchain langchain_core langdetect
  ldap3 lumigo_tracer lxml mako mangum markdown markdown2 markupsafe marshmallow matplotlib mock more_itertools msgpack
  multidict mysql MySQLdb nacl nanoid netaddr networkx newrelic nltk numpy oauthlib openai openpyxl opensearchpy
  opentelemetry orjson packaging pandas parameterized paramiko passlib pdfkit peewee pexpect plumbum pendulum phonenumbers PIL pkg_resources
  playwright polars prometheus_client psutil psycopg psycopg2 ptvsd pyarrow pyasn1 pycparser pydantic
  pydantic_settings pydash pygments pymongo pymssql pymysql pynacl pyodbc pyparsing pypdf PyPDF2 pyproj pytest
  python_jwt pytz qrcode rasterio redis regex reportlab requests requests_oauthlib requests_toolbelt responses retry
  retrying rich rsa ruamel scipy selenium sentry_sdk serverless_wsgi setuptools shapely shortuuid simple_salesforce
  simplejson six skimage sklearn slack slack_bolt slack_sdk slugify sortedcontainers spacy sqlalchemy sqlparse
  sseclient starlette stringcase stripe structlog sympy tabulate tenacity tensorflow textblob thundra tiktoken tldextract
  toml torch tornado tqdm transformers twilio typer typing_extensions tzlocal ujson ulid unidecode unittest2 urllib3
  uuid6 validators watchdog weasyprint webob websocket websockets werkzeug wheel wrapt xlrd xlsxwriter xmltodict yaml
  yarl zeep zipp
`;

export const PYTHON_PACKAGES: ReadonlySet<string> = new Set(
  [STANDARD, INSTALLED].flatMap((list) => list.trim().split(/\s+/)),
);

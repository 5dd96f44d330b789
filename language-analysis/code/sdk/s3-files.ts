// Libraries that read and write S3 objects as files. Sources: the documentation of each.
import type { Library } from "./library.ts";

const OPENS = (places: string): string => `s3:GetObject%r@${places} s3:PutObject%w@${places}`;

const FILE_SYSTEM: Library = {
  methods: {
    cat: "s3:GetObject@path:0",
    cat_file: "s3:GetObject@path:0",
    copy: "s3:GetObject@path:0 s3:PutObject@path:1",
    cp: "s3:GetObject@path:0 s3:PutObject@path:1",
    download: "s3:GetObject@path:0",
    du: "s3:ListObjectsV2@path:0",
    exists: "s3:ListObjectsV2@path:0 s3:HeadObject@path:0",
    find: "s3:ListObjectsV2@path:0",
    get: "s3:GetObject@path:0",
    get_file: "s3:GetObject@path:0",
    glob: "s3:ListObjectsV2@path:0",
    info: "s3:ListObjectsV2@path:0 s3:HeadObject@path:0",
    invalidate_cache: "",
    isdir: "s3:ListObjectsV2@path:0",
    isfile: "s3:ListObjectsV2@path:0 s3:HeadObject@path:0",
    listdir: "s3:ListObjectsV2@path:0",
    ls: "s3:ListObjectsV2@path:0",
    move: "s3:GetObject@path:0 s3:PutObject@path:1 s3:DeleteObject@path:0",
    mv: "s3:GetObject@path:0 s3:PutObject@path:1 s3:DeleteObject@path:0",
    open: OPENS("path:0"),
    pipe: "s3:PutObject@path:0",
    pipe_file: "s3:PutObject@path:0",
    put: "s3:PutObject@path:1",
    put_file: "s3:PutObject@path:1",
    read_text: "s3:GetObject@path:0",
    rm: "s3:ListObjectsV2@path:0 s3:DeleteObject@path:0",
    rm_file: "s3:DeleteObject@path:0",
    size: "s3:HeadObject@path:0",
    touch: "s3:PutObject@path:0",
    upload: "s3:PutObject@path:1",
    walk: "s3:ListObjectsV2@path:0",
    write_text: "s3:PutObject@path:0",
  },
};

/** Reading and writing through a URL of any kind. */
const OPENING: Readonly<Record<string, Library>> = { open: { sends: OPENS("s3:0|s3:uri|s3:urlpath") } };

const WRANGLER_READ: Library = { sends: "s3:ListObjectsV2@path:path|path:0 s3:GetObject@path:path|path:0" };
const WRANGLER_WRITE: Library = { sends: "s3:PutObject@path:path|path:1" };
const WRANGLER_QUERY: Library = {
  sends:
    "athena:GetWorkGroup athena:StartQueryExecution athena:GetQueryExecution athena:GetQueryResults " +
    "s3:ListObjectsV2@path:s3_output s3:GetObject@path:s3_output s3:PutObject@path:s3_output",
};
const WRANGLER_TABLE = "table_name|1";

/** By module, then by the last name of what is imported. */
export const S3_FILES: readonly (readonly [module: RegExp, exports: Readonly<Record<string, Library>>])[] = [
  [
    /^awswrangler\.s3$/,
    {
      copy_objects: { sends: "s3:GetObject@path:source_path|path:1 s3:PutObject@path:target_path|path:2" },
      delete_objects: { sends: "s3:ListObjectsV2@path:path|path:0 s3:DeleteObject@path:path|path:0" },
      does_object_exist: { sends: "s3:HeadObject@path:path|path:0" },
      download: { sends: "s3:GetObject@path:path|path:0" },
      list_directories: { sends: "s3:ListObjectsV2@path:path|path:0" },
      list_objects: { sends: "s3:ListObjectsV2@path:path|path:0" },
      read_csv: WRANGLER_READ,
      read_excel: WRANGLER_READ,
      read_fwf: WRANGLER_READ,
      read_json: WRANGLER_READ,
      read_orc: WRANGLER_READ,
      read_parquet: WRANGLER_READ,
      to_csv: WRANGLER_WRITE,
      to_excel: WRANGLER_WRITE,
      to_json: WRANGLER_WRITE,
      to_orc: WRANGLER_WRITE,
      to_parquet: WRANGLER_WRITE,
      upload: { sends: "s3:PutObject@path:path|path:1" },
    },
  ],
  [/^awswrangler\.athena$/, { read_sql_query: WRANGLER_QUERY }],
  [
    /^awswrangler\.dynamodb$/,
    {
      delete_items: { sends: `dynamodb:DescribeTable@${WRANGLER_TABLE} dynamodb:BatchWriteItem@${WRANGLER_TABLE}` },
      put_csv: { sends: `dynamodb:BatchWriteItem@${WRANGLER_TABLE}` },
      put_df: { sends: `dynamodb:BatchWriteItem@${WRANGLER_TABLE}` },
      put_items: { sends: `dynamodb:BatchWriteItem@${WRANGLER_TABLE}` },
      put_json: { sends: `dynamodb:BatchWriteItem@${WRANGLER_TABLE}` },
    },
  ],
  [/^awswrangler\.secretsmanager$/, { get_secret: { sends: "secretsmanager:GetSecretValue@name|0" } }],
  [/^s3fs$/, { S3FileSystem: FILE_SYSTEM }],
  [/^(?:smart_open|fsspec)$/, OPENING],
];

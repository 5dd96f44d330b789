// Files of the function's disk that libraries open by their path, archives, and streams that are written to files.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("files by path and archives, Python", () => {
  appTable("py", {
    "names in a zip that was downloaded": `
# s3: path *.filename
import boto3, zipfile, os
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    s3.download_file(r["bucket"]["name"], r["object"]["key"], "/tmp/in.zip")
    with zipfile.ZipFile("/tmp/in.zip") as z:
        for info in z.infolist():
            with open(os.path.join("/tmp/out", info.filename), "wb") as f:
                f.write(z.read(info))`,
    "any archive that was downloaded": `
# s3: path
import boto3, shutil
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    s3.download_file(r["bucket"]["name"], r["object"]["key"], "/tmp/in.tar.gz")
    shutil.unpack_archive("/tmp/in.tar.gz", "/tmp/out")`,
    "a model that was downloaded": `
# s3: deserialization
import boto3, joblib
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    s3.download_file(r["bucket"]["name"], r["object"]["key"], "/tmp/model.joblib")
    return joblib.load("/tmp/model.joblib").predict([[1]])`,
    "a pickle through a file object": `
# s3: deserialization
import boto3, pickle
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    with open("/tmp/m.pkl", "wb") as f:
        s3.download_fileobj(r["bucket"]["name"], r["object"]["key"], f)
    with open("/tmp/m.pkl", "rb") as f:
        return pickle.load(f)`,
    "XML that was downloaded": `
# s3: xml
import boto3
import xml.etree.ElementTree as ET
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    s3.download_file(r["bucket"]["name"], r["object"]["key"], "/tmp/in.xml")
    return ET.parse("/tmp/in.xml").getroot().tag`,
    "a model of the app's own bucket": `
# s3: none
import boto3, joblib
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    s3.download_file("models-of-ours", "model.joblib", "/tmp/model.joblib")
    return joblib.load("/tmp/model.joblib").predict([[1]])`,
    "members one by one": `
# s3: path Body
import boto3, tarfile, io
s3 = boto3.resource("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    data = s3.Object(r["bucket"]["name"], r["object"]["key"]).get()["Body"].read()
    tar = tarfile.open(fileobj=io.BytesIO(data), mode="r:gz")
    for member in tar.getmembers():
        tar.extract(member, "/tmp/out")`,
    "members that are chosen": `
# s3: none
import boto3, tarfile, io, os
s3 = boto3.resource("s3")
def safe(tar):
    for m in tar.getmembers():
        if m.name.startswith("/") or ".." in m.name:
            continue
        yield m
def handler(event, context):
    r = event["Records"][0]["s3"]
    data = s3.Object(r["bucket"]["name"], r["object"]["key"]).get()["Body"].read()
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        tar.extractall("/tmp/out", members=safe(tar))`,
    "a filter by its function": `
# s3: none
import boto3, tarfile, io, os
s3 = boto3.resource("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    data = s3.Object(r["bucket"]["name"], r["object"]["key"]).get()["Body"].read()
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        tar.extractall("/tmp/out", filter=tarfile.data_filter)`,
  });
});

describe("content is no path, Python", () => {
  appTable("py", {
    "tables and pictures": `
# s3: object-key Records.0.s3.object.key
import boto3, io
import pandas as pd
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    o = s3.get_object(Bucket=r["bucket"]["name"], Key=r["object"]["key"])
    df = pd.read_csv(io.BytesIO(o["Body"].read()))
    d2 = pd.read_csv(o["Body"])
    from PIL import Image
    im = Image.open(o["Body"])`,
    "compressed content": `
# s3: object-key Records.0.s3.object.key
import boto3, io, json, gzip
s3 = boto3.client("s3")
def handler(event, context):
    r = event["Records"][0]["s3"]
    o = s3.get_object(Bucket=r["bucket"]["name"], Key=r["object"]["key"])
    with gzip.open(io.BytesIO(o["Body"].read()), "rt") as f:
        data = json.load(f)
    with gzip.open(o["Body"], "rb") as f:
        pass
    with gzip.GzipFile(fileobj=o["Body"]) as f:
        pass
    import csv, codecs
    for row in csv.DictReader(codecs.getreader("utf-8")(o["Body"])):
        print(row["x"])`,
    "hosts of connections": `
# api: ssrf body.h, ssrf body.i
import json, socket, paramiko
def handler(event, context):
    b = json.loads(event["body"])
    s = socket.socket()
    s.connect((b["h"], 80))
    paramiko.SSHClient().connect(b["i"])`,
  });
});

describe("content is no path, JavaScript", () => {
  appTable("js", {
    pictures: `
// s3: object-key Records.0.s3.object.key
const sharp = require("sharp"); const { S3Client, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3"); const s3 = new S3Client({}); const Jimp = require("jimp"); const { parse } = require("csv-parse/sync"); const XLSX = require("xlsx"); const pdf = require("pdf-parse"); const sizeOf = require("image-size");
exports.handler = async (event) => { const r = event.Records[0].s3; const { Body } = await s3.send(new GetObjectCommand({ Bucket: r.bucket.name, Key: r.object.key })); const buf = Buffer.from(await Body.transformToByteArray()); const out = await sharp(buf).resize(100).toBuffer(); (await Jimp.read(buf)).resize(1, 1); parse(buf); XLSX.read(buf); await pdf(buf); sizeOf(buf); };`,
    "a picture by its name": `
// api: path body.n
const sharp = require("sharp");
exports.handler = async (event) => sharp("/tmp/" + JSON.parse(event.body).n).toBuffer();`,
    "workers and feeds": `
// api: code body.f, ssrf body.u
const { Worker } = require("worker_threads"); const Parser = require("rss-parser"); const parser = new Parser();
exports.handler = async (event) => { const b = JSON.parse(event.body); new Worker(b.f, { eval: true }); return parser.parseURL(b.u); };`,
  });
});

describe("folders and names, Python", () => {
  appTable("py", {
    "parents of a path": `
# api: none
import json
from pathlib import Path
ROOT = Path("/tmp/files").resolve()
def handler(event, context):
    p = (ROOT / json.loads(event["body"])["n"]).resolve()
    if ROOT not in p.parents:
        raise ValueError("no")
    return p.read_text()`,
    "relative to a folder": `
# api: none
import json
from pathlib import Path
ROOT = Path("/tmp/files").resolve()
def handler(event, context):
    p = (ROOT / json.loads(event["body"])["n"]).resolve()
    p.relative_to(ROOT)
    return p.read_text()`,
    "parents of a path that is not worked out": `
# api: path body.n
import json
from pathlib import Path
ROOT = Path("/tmp/files")
def handler(event, context):
    p = ROOT / json.loads(event["body"])["n"]
    if ROOT not in p.parents:
        raise ValueError("no")
    return p.read_text()`,
    "a path that is worked out, and not checked": `
# api: path body.n
import json
from pathlib import Path
ROOT = Path("/tmp/files")
def handler(event, context):
    p = (ROOT / json.loads(event["body"])["n"]).resolve()
    return p.read_text()`,
    "the text of a path": `
# api: none
import json
from pathlib import Path
ROOT = Path("/tmp/files").resolve()
def inside(name: str) -> Path:
    p = (ROOT / name).resolve()
    if not str(p).startswith(str(ROOT) + "/"):
        raise ValueError("no")
    return p
def handler(event, context):
    return inside(json.loads(event["body"])["n"]).read_text()`,
    "a name and its ending": `
# api: none
import json, os, re
NAME = re.compile(r"\\A[\\w-]{1,40}\\.(?:png|jpg)\\Z")
def handler(event, context):
    name = json.loads(event["body"])["name"]
    if not NAME.match(name):
        return {"statusCode": 400}
    with open(os.path.join("/tmp", name), "rb") as f:
        return f.read()`,
    "names that are made safe": `
# api: none
import json, os
from werkzeug.utils import secure_filename, safe_join
def handler(event, context):
    b = json.loads(event["body"])
    open(os.path.join("/tmp", secure_filename(b["a"])))
    open(safe_join("/tmp", b["b"]))`,
    "tensors only": `
# api: none
import json, io, torch, base64
def handler(event, context):
    return torch.load(io.BytesIO(base64.b64decode(json.loads(event["body"])["u"])), weights_only=True)`,
  });
});

describe("files by path and archives, JavaScript", () => {
  appTable("js", {
    "a zip through a stream": `
// s3: object-key Records.0.s3.object.key, path Body.*.entryName
const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3"); const fs = require("fs"); const { pipeline } = require("stream/promises"); const AdmZip = require("adm-zip");
const s3 = new S3Client({});
exports.handler = async (event) => { const r = event.Records[0].s3;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: r.bucket.name, Key: r.object.key }));
  await pipeline(Body, fs.createWriteStream("/tmp/in.zip"));
  for (const e of new AdmZip("/tmp/in.zip").getEntries()) fs.writeFileSync("/tmp/out/" + e.entryName, e.getData()); };`,
    "entries of a stream": `
// s3: object-key Records.0.s3.object.key, path path
const AWS = require("aws-sdk"); const s3 = new AWS.S3(); const fs = require("fs"); const unzipper = require("unzipper"); const path = require("path");
exports.handler = async (event) => { const r = event.Records[0].s3;
  await s3.getObject({ Bucket: r.bucket.name, Key: r.object.key }).createReadStream().pipe(unzipper.Parse()).on("entry", (entry) => { entry.pipe(fs.createWriteStream(path.join("/tmp", entry.path))); }).promise(); };`,
  });
});

describe("functions that make or call functions, JavaScript", () => {
  appTable("js", {
    AsyncFunction: `
// api: code body.a
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
exports.handler = async (event) => new AsyncFunction("x", JSON.parse(event.body).a)();`,
    "constructor of a function": `
// api: code body.a
exports.handler = async (event) => (() => {}).constructor(JSON.parse(event.body).a)();`,
    "Reflect.apply": `
// api: code body.a
exports.handler = async (event) => Reflect.apply(eval, null, [JSON.parse(event.body).a]);`,
    "Reflect.construct": `
// api: code body.a
exports.handler = async (event) => Reflect.construct(Function, ["x", JSON.parse(event.body).a])(1);`,
    "a global by name": `
// api: code body.a
exports.handler = async (event) => globalThis["eval"](JSON.parse(event.body).a);`,
    "a class around vm": `
// api: code body.a
const vm = require("vm");
class Sandbox { constructor(ctx) { this.context = vm.createContext(ctx); } run(src) { const script = new vm.Script(src, { filename: "u.js" }); return script.runInContext(this.context, { timeout: 100 }); } }
exports.handler = async (event) => new Sandbox({}).run(JSON.parse(event.body).a);`,
  });
});

describe("lists of hosts, JavaScript", () => {
  appTable("js", {
    "hosts and their subdomains": `
// api: none
const ALLOW = ["a.example.com", "b.example.com"];
exports.handler = async (event) => { const { u } = JSON.parse(event.body); let url; try { url = new URL(u); } catch { return { statusCode: 400 }; }
  if (!ALLOW.some((h) => url.hostname === h || url.hostname.endsWith("." + h))) return { statusCode: 400 };
  const r = await fetch(url); return r.json(); };`,
    "subdomains only": `
// api: none
const ALLOW = ["a.example.com", "b.example.com"];
exports.handler = async (event) => { const { u } = JSON.parse(event.body); const url = new URL(u);
  if (!ALLOW.some((h) => url.hostname.endsWith("." + h))) return { statusCode: 400 };
  const r = await fetch(url); return r.json(); };`,
    "a name within the host": `
// api: ssrf body.u
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (!u.includes("example.com")) return { statusCode: 400 };
  const r = await fetch(u); return r.json(); };`,
    "an end that is no domain": `
// api: ssrf body.u
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (!new URL(u).hostname.endsWith("example.com")) return { statusCode: 400 };
  const r = await fetch(u); return r.json(); };`,
    "the scheme only": `
// api: ssrf body.u
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (new URL(u).protocol !== "https:") return { statusCode: 400 };
  const r = await fetch(u); return r.json(); };`,
  });
});

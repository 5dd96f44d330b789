import type { AdvisoryDatabase } from "../../../language-analysis/model/dependencies.ts";
import type { Files } from "../analyse-files.ts";

/** A function in Node.js and one in Python, and whatever else is given. */
export function appWith(files: Files): Files {
  return {
    "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: web/, Handler: app.handler, Runtime: nodejs22.x }
  Report:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: report/, Handler: app.handler, Runtime: python3.13 }
`,
    "web/app.js": 'const parse = require("parse-it");\nexports.handler = async () => parse;\n',
    "report/app.py": "import yaml\nfrom fancy.pdf import draw\n\ndef handler(event, context):\n    return draw(yaml)\n",
    ...files,
  };
}

export const ADVISORIES: AdvisoryDatabase = {
  date: "2026-01-01",
  advisories: {
    npm: {
      "parse-it": [
        { id: "CVE-1", title: "Code execution", score: 9.8, ranges: [{ introduced: "0", fixed: "1.4.2" }] },
        { id: "CVE-2", title: "Slow parsing", score: 5, ranges: [{ introduced: "1.4.0", fixed: "1.5.0" }] },
      ],
      "never-mended": [{ id: "CVE-3", title: "Open door", score: 7.5, ranges: [{ introduced: "0", last: "2.0.0" }] }],
      inner: [{ id: "CVE-4", title: "Leak", score: 8, ranges: [{ introduced: "0", fixed: "3.0.0" }] }],
    },
    PyPI: { pyyaml: [{ id: "CVE-5", title: "Code execution", ranges: [{ introduced: "0", fixed: "5.4" }] }] },
  },
};

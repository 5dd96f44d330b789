// HTML that people read: mails. Sources: README pages of nodemailer, @sendgrid/mail, mailgun.js, postmark, resend.
import type { PatternSink, SinkRow } from "./schema.ts";

const effect = "sends it as the HTML of a mail";

export const MAIL_SINKS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "html",
    argument: { index: 0, properties: ["html", "HtmlBody"] },
    effect,
    apis: ["@sendgrid/mail.send", "@sendgrid/mail.sendMultiple"],
  },
];

/** Pages that are printed: what the markup names is fetched by the function. */
const renders = "renders it, and fetches what it names";
export const PAGE_PATTERNS: readonly PatternSink[] = [
  {
    modules: [
      "puppeteer",
      "puppeteer-core",
      "playwright",
      "playwright-core",
      "playwright-aws-lambda",
      "chrome-aws-lambda",
    ],
    rest: /\.setContent$/,
    row: { kind: "text", class: "html", argument: { index: 0 }, effect: renders },
  },
  {
    modules: ["html-pdf", "html-pdf-node", "pdf-puppeteer", "phantom-html-to-pdf", "node-html-to-image"],
    rest: /^(\.create|\.generatePdf)?$/,
    row: {
      kind: "text",
      class: "html",
      argument: { index: 0, properties: ["content", "html"], orText: true },
      effect: renders,
    },
  },
];

export const MAIL_PATTERNS: readonly PatternSink[] = [
  {
    modules: [
      "nodemailer",
      "resend",
      "postmark",
      "emailjs",
      "mailgun-js",
      "mailgun.js",
      "@mailchimp/mailchimp_transactional",
    ],
    rest: /\.(sendMail|send|sendEmail|create)$/,
    row: {
      kind: "text",
      class: "html",
      argument: { index: 0, properties: ["html", "HtmlBody", "message.html"] },
      effect,
    },
  },
  {
    modules: ["mailgun.js"],
    rest: /\.messages\.create$/,
    row: { kind: "text", class: "html", argument: { index: 1, properties: ["html"] }, effect },
  },
];

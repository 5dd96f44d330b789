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

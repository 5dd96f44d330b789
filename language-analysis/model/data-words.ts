// Words that tell what data is: in names of resources and in names of fields. Words are singular and written without separators:
// `cardnumber` is found in `cardNumber`, `card_number`, `CardNumbers`. How sure a word makes depends on where it stands.
// Kinds after: GDPR articles 4 and 9 (personal, health), PCI DSS glossary (cardholder and authentication data).
import type { Confidence } from "./app-map.ts";
import type { DataKind } from "./configuration.ts";

export interface DataWord {
  readonly data: DataKind;
  readonly confidence: Confidence;
}

const table = (rows: readonly (readonly [DataKind, Confidence, string])[]): ReadonlyMap<string, DataWord> =>
  new Map(
    rows.flatMap(([data, confidence, words]) =>
      words.split(/\s+/).map((word): [string, DataWord] => [word, { data, confidence }]),
    ),
  );

/** In names of tables, buckets, queues, ...: a guess at best. */
const IN_RESOURCE_NAMES = table([
  ["credentials", "medium", "password credential secret token apikey privatekey login auth vault"],
  ["credentials", "low", "session"],
  ["payment", "medium", "payment creditcard card credit billing invoice bank bankaccount wallet payout charge refund"],
  ["payment", "low", "transaction checkout receipt subscription"],
  ["health", "medium", "patient medical health healthcare healthrecord diagnosis prescription medication clinic phi"],
  ["health", "low", "hospital appointment treatment lab symptom"],
  [
    "personal",
    "medium",
    "customer user account employee profile person people identity passport ssn pii gdpr salary payroll order citizen",
  ],
  [
    "personal",
    "low",
    "email mail address contact phone message document upload subscriber member student audit backup ticket feedback inbox " +
      "booking reservation applicant candidate passenger guest resume location",
  ],
]);

/** In names of attributes, columns and object keys: what a field is called is what it holds. */
const IN_FIELD_NAMES = table([
  [
    "credentials",
    "high",
    "password passwd passwordhash hashedpassword passphrase apikey secretkey clientsecret privatekey accesstoken refreshtoken " +
      "idtoken authtoken sessiontoken bearertoken resettoken credential totpsecret mfasecret otp onetimepassword pincode recoverycode",
  ],
  ["credentials", "medium", "pwd secret sessionid jwt salt securityanswer"],
  [
    "payment",
    "high",
    "cardnumber creditcard creditcardnumber ccnumber ccnum cvv cvv2 cvc cardholder cardholdername cardexpiry iban " +
      "bankaccount bankaccountnumber routingnumber sortcode paymentmethod paymenttoken cardtoken",
  ],
  ["payment", "medium", "accountnumber billingaddress paymentid cardid swift bic paymentdetail payment expirydate"],
  [
    "health",
    "high",
    "diagnosis patient patientid patientname medicalrecord medicalhistory healthrecord prescription medication allergy bloodtype " +
      "bloodpressure icd10 symptom disease disability vaccination",
  ],
  ["health", "medium", "heartrate insurancenumber treatment medical"],
  [
    "personal",
    "high",
    "email emailaddress useremail customeremail phone phonenumber mobilenumber telephone firstname lastname surname fullname givenname " +
      "familyname middlename dateofbirth birthdate birthday dob ssn socialsecurity socialsecuritynumber passport passportnumber nationalid " +
      "taxid driverlicense driverslicense licensenumber homeaddress streetaddress shippingaddress postaladdress ethnicity religion salary",
  ],
  [
    "personal",
    "medium",
    "username customername address street postcode postalcode zipcode zip mobile gender nationality ipaddress sourceip maritalstatus latitude longitude",
  ],
]);

/** Phrases in which these words mean something else. */
const HARMLESS = new Set(
  (
    "accountid awsaccount serviceaccount storageaccount nexttoken pagetoken continuationtoken tasktoken clienttoken clientrequesttoken " +
    "idempotencytoken paginationtoken starttoken requesttoken healthcheck healthz healthendpoint healthstatus servicehealth useragent " +
    "userpool userdata usercount usertype userinterface usergroup userguide orderby sortorder ordering profiler instanceprofile " +
    "deadletter usageplan messagegroup messageid messagetype maxtoken emailsent emailtemplate emailverified emailstatus phoneverified " +
    "memoryaddress macaddress addresstype sessionmanager servicecredit creditscore cardtype cardtitle membership tokenizer authorizer " +
    "oauth secretarn secretid secretname passwordpolicy tokenarn documentdb documentclient backupplan accountlevel secretsmanager secretmanager usermanual"
  ).split(" "),
);

/** Words of tags by which teams classify: `data-classification: pii`. Compared without separators, as a part of the value. */
export const TAG_KEYS = new Set(
  (
    "dataclassification dataclass classification sensitivity datasensitivity confidentiality datatype datacategory informationclassification " +
    "containspii containsphi containspci pii phi pci pcidss gdpr hipaa personaldata compliance dataprotection"
  ).split(" "),
);

const TAG_WORDS: ReadonlyMap<string, DataWord> = table([
  ["credentials", "high", "credential secret"],
  ["payment", "high", "payment pci pcidss cardholder financial"],
  ["health", "high", "health phi hipaa medical"],
  ["personal", "high", "personal pii gdpr personaldata customerdata"],
  ["personal", "medium", "confidential restricted sensitive high private"],
]);

/** Values of a classifying tag that say: nothing to protect. */
const HARMLESS_TAGS = new Set([
  "public",
  "none",
  "no",
  "false",
  "nonsensitive",
  "notsensitive",
  "unclassified",
  "open",
  "low",
]);

export interface FoundWord extends DataWord {
  /** As it is written, in lower case: `card number`. */
  readonly word: string;
}

/** Every kind of data that the name of a table, bucket, queue or secret suggests; for each the surest word. */
export function dataInResourceName(name: string): readonly FoundWord[] {
  return find(name, IN_RESOURCE_NAMES);
}

export function dataInFieldName(name: string): readonly FoundWord[] {
  return find(name, IN_FIELD_NAMES);
}

/** What a tag says: kinds of data, `none`, or nothing. */
export function dataInTag(key: string, value: string): readonly FoundWord[] | "none" {
  const tag = compact(key);
  if (!TAG_KEYS.has(tag)) return [];
  const text = compact(value);
  if (HARMLESS_TAGS.has(text)) return "none";
  // `pii: true`, `hipaa: yes`: the key says it.
  const isYes = /^(?:true|yes|y|1)$/.test(text);
  return find(isYes ? key.replace(/contains/i, "") : value, TAG_WORDS);
}

const LONGEST_PHRASE = 4;

/** Phrases before words, so that `healthCheck` is no health. What a phrase has taken is not looked at again. */
function find(name: string, words: ReadonlyMap<string, DataWord>): readonly FoundWord[] {
  const parts = wordsOf(name);
  const taken = new Set<number>();
  const found = new Map<DataKind, FoundWord>();
  for (let size = Math.min(LONGEST_PHRASE, parts.length); size > 0; size--) {
    for (let from = 0; from + size <= parts.length; from++) {
      const indexes = Array.from({ length: size }, (_, offset) => from + offset);
      if (indexes.some((index) => taken.has(index))) continue;
      const phrase = parts.slice(from, from + size);
      const forms = singularForms(phrase.join(""));
      const known = forms.some((form) => HARMLESS.has(form)) ? "harmless" : firstOf(forms, words);
      if (known === undefined) continue;
      for (const index of indexes) taken.add(index);
      if (known === "harmless") continue;
      const before = found.get(known.data);
      if (!before || rank(known.confidence) < rank(before.confidence)) {
        found.set(known.data, { ...known, word: phrase.join(" ") });
      }
    }
  }
  return [...found.values()];
}

function firstOf(forms: readonly string[], words: ReadonlyMap<string, DataWord>): DataWord | undefined {
  for (const form of forms) {
    const known = words.get(form);
    if (known) return known;
  }
  return undefined;
}

function singularForms(word: string): readonly string[] {
  if (word.endsWith("ies")) return [word, `${word.slice(0, -3)}y`];
  if (word.endsWith("ses")) return [word, word.slice(0, -2), word.slice(0, -1), `${word.slice(0, -2)}is`];
  return word.endsWith("s") ? [word, word.slice(0, -1)] : [word];
}

function rank(confidence: Confidence): number {
  return ["high", "medium", "low"].indexOf(confidence);
}

/** `CustomerOrdersTable`, `customer-orders`, `CUSTOMER_ORDERS` -> customer, orders (, table). */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .slice(0, 24);
}

function compact(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

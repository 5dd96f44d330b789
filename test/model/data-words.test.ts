import { expect, test } from "vitest";
import { dataInFieldName, dataInResourceName, dataInTag } from "../../language-analysis/model/data-words.ts";

const short = (found: ReturnType<typeof dataInTag>): string =>
  found === "none" ? found : found.map(({ data, confidence, word }) => `${data} ${confidence} ${word}`).join(", ");

test.each([
  ["CustomerTable", "personal medium customer"],
  ["health-records", "health medium health records"],
  ["CREDIT_CARDS", "payment medium credit cards"],
  ["Diagnoses", "health medium diagnoses"],
  ["PatientPayments", "health medium patient, payment medium payments"],
  ["SessionsTable", "credentials low sessions"],
  // Words that mean something else where they stand.
  ["HealthCheckTable", ""],
  ["bucket-account-id", ""],
  ["UserPoolLogs", ""],
  ["Userland", ""],
  ["ExternalOAuthEventBus", ""],
  ["Cardinality", ""],
])("the name %s says: %s", (name, expected) => {
  expect(short(dataInResourceName(name))).toBe(expected);
});

test.each([
  ["email", "personal high email"],
  ["userEmail", "personal high user email"],
  ["card_number", "payment high card number"],
  ["cardnumber", "payment high cardnumber"],
  ["ssn", "personal high ssn"],
  ["diagnosis", "health high diagnosis"],
  ["accessTokens", "credentials high access tokens"],
  ["nextToken", ""],
  ["email_verified", ""],
  ["name", ""],
])("the field %s says: %s", (name, expected) => {
  expect(short(dataInFieldName(name))).toBe(expected);
});

test.each([
  ["data-classification", "PII", "personal high pii"],
  ["DataClassification", "Confidential", "personal medium confidential"],
  ["contains-pii", "true", "personal high pii"],
  ["classification", "public", "none"],
  ["pii", "false", "none"],
  ["project", "pii", ""],
])("the tag %s: %s says: %s", (key, value, expected) => {
  expect(short(dataInTag(key, value))).toBe(expected);
});

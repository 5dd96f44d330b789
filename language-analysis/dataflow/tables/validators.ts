/**
 * Functions that answer whether a text is of a harmless form: numbers, identifiers, letters and digits. Sources: README pages of
 * validator and uuid; MDN `Number`.
 */
export const VALIDATORS: ReadonlySet<string> = new Set([
  ..."isAlpha isAlphanumeric isInt isNumeric isFloat isDecimal isHexadecimal isUUID isMongoId isBoolean isISO8601 isIP isPort isHash isMD5 isDate isCreditCard isIn isIMEI isISBN isISIN isJWT isLatLong isLocale isOctal isSemVer isULID isVAT"
    .split(" ")
    .map((name) => `validator.${name}`),
  ..."Number.isInteger Number.isSafeInteger Number.isFinite uuid.validate is-number is-uuid mongoose.isValidObjectId mongodb.ObjectId.isValid".split(
    " ",
  ),
]);

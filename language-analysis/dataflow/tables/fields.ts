// Fields of models whose type is checked. Sources: Pydantic documentation, "Types"; README of class-validator; Python library reference.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Types that hold no text of the sender's choice. */
export const HARMLESS_FIELDS =
  words(`int float bool complex Decimal decimal.Decimal UUID uuid.UUID UUID1 UUID3 UUID4 UUID5 date datetime time
  timedelta datetime.date datetime.datetime datetime.time Literal typing.Literal PositiveInt NegativeInt NonNegativeInt NonPositiveInt PositiveFloat
  NonNegativeFloat StrictInt StrictFloat StrictBool conint confloat condecimal pydantic.conint IPvAnyAddress IPv4Address IPv6Address
  PaymentCardNumber ByteSize PastDate FutureDate number boolean bigint Date Number Boolean`);

/** Types whose value is a text, never an object. */
export const TEXT_FIELDS =
  words(`str constr StrictStr EmailStr NameEmail AnyUrl AnyHttpUrl HttpUrl SecretStr FilePath DirectoryPath Path
  pydantic.constr pydantic.EmailStr pydantic.HttpUrl pydantic.AnyUrl pydantic.SecretStr`);

/** The same, of class-validator. */
export const TEXT_DECORATORS =
  words(`IsString IsEmail IsUrl IsPhoneNumber IsMobilePhone IsPostalCode IsFQDN IsBase64 Matches Length MinLength MaxLength
  Contains IsAscii IsLowercase IsUppercase IsMimeType IsTimeZone IsStrongPassword`);

/** Of class-validator: the value is a number, a date, an identifier or a word of a list. */
export const HARMLESS_DECORATORS =
  words(`IsInt IsNumber IsBoolean IsDate IsEnum IsIn IsUUID IsMongoId IsNumberString IsPositive IsNegative
  IsAlpha IsAlphanumeric IsDateString IsISO8601 IsHexadecimal IsIP IsPort IsLatLong IsLatitude IsLongitude IsCreditCard IsJWT IsHash IsSemVer
  IsBooleanString IsInstance IsDecimal`);

/** Of Pydantic, msgspec and the like: functions of a model class that make an object of data. */
export const MODEL_FACTORIES =
  words(`parse_obj parse_raw model_validate model_validate_json model_validate_strings model_construct construct validate
  from_orm from_dict from_json`);

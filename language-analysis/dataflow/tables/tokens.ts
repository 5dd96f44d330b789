// Functions that give the claims of a token once they have verified it. Sources: documentation of jsonwebtoken, jose, aws-jwt-verify,
// google-auth-library; PyJWT, python-jose, Authlib.

export const VERIFYING: Readonly<Record<"javascript" | "python", RegExp>> = {
  javascript:
    /^(jsonwebtoken\.verify|jose\.(jwtVerify|compactVerify)|aws-jwt-verify(\/\w+)?\.\w+(\.create)?\(\)\.verify(Sync)?|google-auth-library\.OAuth2Client\(\)\.verifyIdToken)$/,
  // These verify unless they are told not to.
  python:
    /^(jwt\.(decode|decode_complete|PyJWT\(\)\.decode)|jose\.(jwt\.decode|jws\.verify)|authlib\.jose\.jwt\.decode|google\.oauth2\.id_token\.verify_\w+)$/,
};

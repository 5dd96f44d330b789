// Client methods that are conveniences over an operation, and where they take what names the resource.

export interface SpecialMethod {
  readonly operation: string;
  /** Positional arguments by the name that the operation gives them. */
  readonly positions?: Readonly<Record<string, number>>;
}

/** S3 conveniences of the JavaScript SDK v2. Source: API reference, class AWS.S3. */
export const JAVASCRIPT_SPECIAL: Readonly<Record<string, SpecialMethod>> = {
  "s3.upload": { operation: "PutObject" },
  "s3.createPresignedPost": { operation: "PutObject" },
};

/** Source: Boto3 documentation, "S3 customizations reference". */
export const BOTO_SPECIAL: Readonly<Record<string, SpecialMethod>> = {
  "s3.copy": { operation: "CopyObject", positions: { CopySource: 0, Bucket: 1 } },
  "s3.download_file": { operation: "GetObject", positions: { Bucket: 0 } },
  "s3.download_fileobj": { operation: "GetObject", positions: { Bucket: 0 } },
  "s3.generate_presigned_post": { operation: "PutObject", positions: { Bucket: 0 } },
  "s3.upload_file": { operation: "PutObject", positions: { Bucket: 1 } },
  "s3.upload_fileobj": { operation: "PutObject", positions: { Bucket: 1 } },
};

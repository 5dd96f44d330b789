// How a library that calls AWS in the app's name is described.
//
// A call is `service:Operation@places`: where the argument that names the resource is found, the first of the places that is given.
// A number is a positional argument, a name a keyword argument or a property of an argument that is an object, `own` what was named when
// the object was made. Before a place stands what of it is meant: `values:` or `keys:` of an object (`values:fetchData.RoleArn` the parts of
// its values), of these only paths that end with a slash (`folders:`) or that do not (`leaves:`); `path:` the bucket of an S3 path,
// `s3:` only of one that begins with `s3://`.
//
// Behind the operation `%r` or `%w`: only when the argument `mode` opens for reading or for writing. Behind the places `+Argument`: this
// argument of the operation is given, as `+Argument<place` when the library's own argument is. A question mark before all: it may be sent.

export interface Library {
  /** What calling or constructing it sends. */
  readonly sends?: string;
  /** The argument that names the resource of what it makes. */
  readonly id?: string;
  /** What methods of the made object send; `transaction.write` for a method of a member. */
  readonly methods?: Readonly<Record<string, string>>;
  /** What `build(Command)` of the made object sends, by the command's name. */
  readonly builds?: Readonly<Record<string, string>>;
  /** What a method gives (of `build(Class)` by the name of the class): an object for the same resource. */
  readonly makes?: Readonly<Record<string, Library>>;
  /** Members whose own members, whatever their names, are objects for the same resource: `service.entities.task`. */
  readonly members?: Readonly<Record<string, Library>>;
  /** What its methods give are objects of the same kind again: `(await User.get(id)).save()`. */
  readonly isRecord?: true;
}

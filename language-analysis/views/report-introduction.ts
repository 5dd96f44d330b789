// What a reader who does not know serverless security needs before the findings.
export const INTRODUCTION: readonly { readonly heading: string; readonly text: string }[] = [
  {
    heading: "What serverless makes better.",
    text: "The provider patches the servers, a flood of requests rarely takes an app down, and an intruder finds nothing that lives long.",
  },
  {
    heading: "What stays as it was.",
    text: "Mistakes in the app's own code, the packages it bundles and the data it keeps are as open to attack as anywhere else.",
  },
  {
    heading: "What it makes worse.",
    text: "Data travels between many small functions and services of others, each with settings and permissions of its own; floods turn into bills; and thousands of small deployments are hard to watch.",
  },
  {
    heading: "How to read this report.",
    text: "Every function is its own perimeter: it should mistrust its input, even from other functions, hold only the permissions it uses, and protect its data. The findings are grouped by the ten risks SAS-1 (most critical) to SAS-10; what could not be known or read is listed at the end, because it was not judged.",
  },
];

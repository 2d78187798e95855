import "react";

declare module "react" {
  interface CSSProperties {
    "--limit"?: string | undefined;
    "--of"?: string;
    "--rows"?: number;
  }
}

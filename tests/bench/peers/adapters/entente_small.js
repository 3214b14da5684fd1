// The build for size, in two parts: what answers in the page.
import { adapter } from "./entente-build.js";

export default adapter("entente.js");

// The build for speed: what a program takes as a library, and what reads many documents in the page.
import { adapter } from "./entente-build.js";

export default adapter("entente_fast.js");

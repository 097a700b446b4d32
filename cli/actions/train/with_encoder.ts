import type { TrainRequest } from "../../../run/api.ts";
import { chooseEncoder, DEFAULT_ENCODER } from "../../../run/train/choose_encoder.ts";
import type { Session } from "../../session.ts";
import { wrap } from "../../terminal/wrap.ts";

/**
 * A request with the encoder that is taken where the person names none; says what was taken, or what
 * would help where there is none.
 *
 * @param quiet Whether only what may be a mistake is said.
 */
export async function withEncoder(
  request: TrainRequest,
  session: Session,
  quiet = false,
): Promise<TrainRequest> {
  const choice = await chooseEncoder(request);
  const say = (text: string) => {
    const lines = quiet ? [] : wrap(text, (session.io.columns("stderr") ?? 100) - 9);
    lines.forEach((line, i) => session.note(`${(i === 0 ? "encoder" : "").padEnd(9)}${line}`));
  };
  const taken = (encoder: TrainRequest["overrides"]["encoder"]) => ({
    ...request,
    overrides: { ...request.overrides, encoder },
  });
  switch (choice.by) {
    case "request":
      return taken(choice.encoder);
    case "run":
      return taken(choice.encoder);
    case "list":
      say(
        `${choice.encoder}, since it is on this machine; --encoder takes another, --encoder none a small network of its own`,
      );
      return taken(choice.encoder);
    case "none":
      say(
        "none is on this machine: a small network is trained on pixels, which groups few photos by " +
          `colour. To group them by what they show: crlc encoders fetch ${DEFAULT_ENCODER} (88 MB), ` +
          "then the same command",
      );
      return taken(undefined);
  }
}

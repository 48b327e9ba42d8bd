package io.chronoops.cli.rest;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Json;
import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a service answered, and what a refusal means. */
record Answer(Service service, URI url, int status, String body) {
    private static final String HINT = "; list them with: ";

    boolean isGood() {
        return status / 100 == 2;
    }

    boolean isMissing() {
        return status == 404;
    }

    /** Its document. */
    JsonNode json() {
        try {
            return Json.read(body);
        } catch (JacksonException _) {
            throw Trouble.failed(
                    service.title() + " at " + url + " answered something that is not JSON",
                    "check that the context's url of " + service.key() + " is that of " + service.title());
        }
    }

    /** Its refusal as a trouble. */
    Trouble trouble() {
        String detail = detail();
        return switch (status) {
            case 401 ->
                Trouble.unreachable(
                        service.title() + " does not know the token of this context",
                        "run ./chronoops up again, which writes a new context file, or put a token of the service's tokens file into yours");
            case 403 ->
                Trouble.unreachable(
                        "the token of this context may look, but not do this",
                        "use a context with an operator's token: --context NAME");
            case 400 -> Trouble.usage(sentence(detail), mend(detail, "see --help"));
            case 404, 409, 422 -> Trouble.failed(sentence(detail), mend(detail, ""));
            case 502, 503, 504 ->
                Trouble.unreachable(
                        service.title() + " cannot do it now: " + detail,
                        mend(detail, "see what does not run: ./chronoops status"));
            default ->
                Trouble.failed(
                        service.title() + " answered " + status + (detail.isEmpty() ? "" : ": " + detail),
                        mend(detail, status >= 500 ? "its log tells more" : ""));
        };
    }

    private String detail() {
        return stated("detail", stated("title", stated("error", "")));
    }

    /** A member of its problem document. */
    private String stated(String member, String otherwise) {
        try {
            return Json.read(body).path(member).asString(otherwise);
        } catch (JacksonException _) {
            return otherwise;
        }
    }

    private String sentence(String detail) {
        int hint = detail.indexOf(HINT);
        return detail.isEmpty()
                ? service.title() + " answered " + status + " at " + url
                : hint < 0 ? detail : detail.substring(0, hint);
    }

    private String mend(String detail, String otherwise) {
        int hint = detail.indexOf(HINT);
        return hint < 0 ? stated("mend", otherwise) : "list them with: " + detail.substring(hint + HINT.length());
    }
}

package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.message.wire.MessageFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** Which format the client wants. What is no format at all, the door has refused. */
final class Wanted {

    private Wanted() {}

    /** As {@code _format} says, or else Accept; empty when both will do. */
    static Optional<MessageFormat> by(HttpServletRequest request) {
        String[] formats = request.getParameterMap().get("_format");
        if (formats != null && formats.length > 0) {
            return of(formats[0]);
        }
        String accept = request.getHeader("Accept");
        return accept == null ? Optional.empty() : of(accept.split(",", 2)[0]);
    }

    /** Of a media type, or a short name; empty when it is neither JSON nor XML. */
    static Optional<MessageFormat> of(String type) {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).replace(' ', '+');
        return switch (plain) {
            case "json", "application/fhir+json", "application/json", "application/json+fhir", "text/json" ->
                Optional.of(MessageFormat.JSON);
            case "xml", "application/fhir+xml", "application/xml", "application/xml+fhir", "text/xml" ->
                Optional.of(MessageFormat.XML);
            default -> Optional.empty();
        };
    }
}

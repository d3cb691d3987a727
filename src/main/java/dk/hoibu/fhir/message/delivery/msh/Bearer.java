package dk.hoibu.fhir.message.delivery.msh;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that a message service handler is shown, read with each request, so that another program may renew it.
 *
 * @param file empty when none is shown
 */
public record Bearer(Optional<Path> file) {

    private static final Logger LOG = LoggerFactory.getLogger(Bearer.class);

    HttpRequest.Builder shown(HttpRequest.Builder request) {
        file.ifPresent(path -> {
            try {
                request.header(
                        "Authorization", "Bearer " + Files.readString(path).strip());
            } catch (IOException | IllegalArgumentException e) {
                // it will be refused, and tried again
                LOG.warn("the token for the message service handler cannot be read");
            }
        });
        return request;
    }
}

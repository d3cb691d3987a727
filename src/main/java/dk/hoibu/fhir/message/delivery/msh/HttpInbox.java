package dk.hoibu.fhir.message.delivery.msh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.Posting.Reply;
import dk.hoibu.fhir.message.delivery.Inbox;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches over HTTP: GET of the inbox gives {@code {"messages": ["id", ...]}}, the oldest first; GET of one gives it in its envelope; DELETE of
 * one confirms that we have it.
 */
public final class HttpInbox implements Inbox {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ID = "[A-Za-z0-9._~-]{1,128}";

    private final Posting posting;
    private final String url;
    private final Bearer bearer;

    /**
     * @param url without a slash at the end
     * @throws IllegalArgumentException when what is fetched there would not stay between us
     */
    public HttpInbox(Posting posting, URI url, Bearer bearer) {
        if (!Posting.isPrivate(url)) {
            throw new IllegalArgumentException("messages are fetched with https, or with http from this machine");
        }
        this.posting = posting;
        this.url = url.toString();
        this.bearer = bearer;
    }

    @Override
    public List<String> waiting(int count) throws IOException {
        Reply reply = posting.send(bearer.shown(posting.to(URI.create(url + "?_count=" + count)))
                .header("Accept", "application/json")
                .build());
        require(reply.status());
        List<String> ids = new ArrayList<>();
        for (JsonNode id : MAPPER.readTree(reply.body()).path("messages")) {
            if (id.asText().matches(ID)) {
                ids.add(id.asText());
            }
        }
        return ids;
    }

    @Override
    public void fetch(String id, Taking taking) throws IOException {
        posting.read(bearer.shown(posting.to(URI.create(url + "/" + id))).build(), (status, body) -> {
            require(status);
            taking.take(body);
        });
    }

    @Override
    public void confirm(String id) throws IOException {
        int status = posting.send(bearer.shown(posting.to(URI.create(url + "/" + id)))
                        .DELETE()
                        .build())
                .status();
        if (status != 404 && status != 410) {
            require(status);
        }
    }

    private static void require(int status) throws IOException {
        if (status < 200 || status > 299) {
            throw new IOException("HTTP " + status);
        }
    }
}

package dk.hoibu.fhir.audit.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A witness that remembers the last checkpoint it saw, takes the next only with a proof that the log grew from there, and signs it (C2SP
 * {@code tlog-witness}, add-checkpoint; {@code tlog-cosignature}).
 */
public final class WitnessAnchor implements Anchor {

    private final HttpClient http;
    private final URI address;
    private final Vkey key;
    private final Duration patience;
    private long seen;

    /**
     * @param prefix the witness's submission prefix, such as {@code https://witness.example/hoibu}
     * @param key the witness's, which its answers must be signed with
     */
    public WitnessAnchor(HttpClient http, URI prefix, Vkey key, Duration patience) {
        this.http = http;
        this.address = URI.create(prefix.toString().replaceFirst("/$", "") + "/add-checkpoint");
        this.key = key;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "witness";
    }

    @Override
    public void remember(SignedNote note, GrowthProof growth) {
        long size = Checkpoint.parse(note.text()).size();
        HttpResponse<String> answer = submit(note, growth, Math.min(seen, size));
        if (answer.statusCode() == 409 && answer.body().matches("(0|[1-9][0-9]{0,17})\n")) {
            long known = Long.parseLong(answer.body().strip());
            if (known > size) {
                throw new AnchorFailed("the witness has seen a longer log than this one: " + known + " entries");
            }
            answer = submit(note, growth, known);
        }
        if (answer.statusCode() != 200) {
            throw new AnchorFailed("the witness answered " + answer.statusCode());
        }
        if (!isCosigned(note, answer.body())) {
            throw new AnchorFailed("the witness's answer is not signed with its key");
        }
        seen = size;
    }

    private boolean isCosigned(SignedNote note, String lines) {
        try {
            return new SignedNote(note.text(), SignedNote.Line.parse(lines)).isSignedBy(List.of(key));
        } catch (IllegalArgumentException notSignatures) {
            return false;
        }
    }

    private HttpResponse<String> submit(SignedNote note, GrowthProof growth, long old) {
        StringBuilder body = new StringBuilder("old ").append(old).append('\n');
        growth.since(old).forEach(hash -> body.append(hash.base64()).append('\n'));
        body.append('\n').append(note);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AnchorFailed("the witness cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorFailed("asking the witness was interrupted", e);
        }
    }
}
